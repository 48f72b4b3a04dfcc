"""Totals that do not add up refuse the document; the VAT of a rate may be rounded."""

from decimal import Decimal, localcontext

import pytest

from finance.invoices.document import (
    Adjustment,
    Doubt,
    InvoiceError,
    Kind,
    Line,
    Reason,
    Remark,
)
from finance.invoices.totals import vat_of
from finance.invoices.ubl import parse
from tests.finance.invoices_ubl.invoices import document, xml

# 300.00 at 21 % and 99.95 at 6 %: 63.00 and 6.00 VAT.
NET, VAT, GROSS = "399.95", "69.00", "468.95"
FREIGHT = Adjustment("Freight", True, Decimal("25.00"), Decimal("21"))
DISCOUNT = Adjustment("Discount", False, Decimal("-10.00"), Decimal("21"))


def element(name, value):
    return f'<cbc:{name} currencyID="EUR">{value}</cbc:{name}>'


def changed(name, old, new):
    return element(name, old), element(name, new)


def error_of(*replacements, **changes):
    with pytest.raises(InvoiceError) as caught:
        parse(xml(*replacements, **changes))
    return caught.value


@pytest.mark.parametrize(
    ("replacement", "reason", "computed", "stated"),
    [
        (
            changed("LineExtensionAmount", NET, "399.96"),
            Reason.LINES_SUM,
            NET,
            "399.96",
        ),
        (
            changed("LineExtensionAmount", "99.95", "99.94"),
            Reason.LINES_SUM,
            "399.94",
            NET,
        ),
        (
            changed("AllowanceTotalAmount", "10.00", "10.01"),
            Reason.ALLOWANCES_SUM,
            "10.00",
            "10.01",
        ),
        (
            changed("ChargeTotalAmount", "25.00", "24.99"),
            Reason.CHARGES_SUM,
            "25.00",
            "24.99",
        ),
        (
            changed("TaxExclusiveAmount", "414.95", "414.94"),
            Reason.EXCLUDING_VAT,
            "414.95",
            "414.94",
        ),
        (
            changed("TaxAmount", "72.15", "72.16"),
            Reason.INCLUDING_VAT,
            "487.11",
            "487.10",
        ),
        (
            changed("TaxInclusiveAmount", "487.10", "487.11"),
            Reason.INCLUDING_VAT,
            "487.10",
            "487.11",
        ),
        (
            changed("PayableAmount", "387.12", "387.10"),
            Reason.PAYABLE,
            "387.12",
            "387.10",
        ),
        (changed("PrepaidAmount", "100.00", "0"), Reason.PAYABLE, "487.12", "387.12"),
        (
            changed("PayableRoundingAmount", "0.02", "0"),
            Reason.PAYABLE,
            "387.10",
            "387.12",
        ),
        # The VAT of 6 %, 6.00, a cent up: the sum of all rates is another one.
        (changed("TaxAmount", "6.00", "6.01"), Reason.VAT_SUM, "72.16", "72.15"),
    ],
)
def test_every_sum(replacement, reason, computed, stated):
    changes = {
        "adjustments": (FREIGHT, DISCOUNT),
        "prepaid_amount": Decimal("100.00"),
        "rounding_amount": Decimal("0.02"),
    }
    if "LineExtensionAmount" in replacement[0]:
        changes = {}
    error = error_of(replacement, **changes)
    assert (error.reason, error.params) == (
        reason,
        {"computed": Decimal(computed), "stated": Decimal(stated), "currency": "EUR"},
    )
    assert error.line == 2


def test_totals_of_adjustments_may_be_left_out():
    charge = element("ChargeTotalAmount", "25.00"), ""
    allowance = element("AllowanceTotalAmount", "10.00"), ""
    adjustments = (FREIGHT, DISCOUNT)
    assert parse(xml(charge, allowance, adjustments=adjustments)) == document(
        adjustments=adjustments
    )


@pytest.mark.parametrize(
    ("stated", "gross", "doubts"),
    [
        ("63.00", GROSS, []),
        ("63.01", "468.96", [Doubt.VAT_ROUNDED]),
        ("63.99", "469.94", [Doubt.VAT_ROUNDED]),
        ("62.01", "467.96", [Doubt.VAT_ROUNDED]),
    ],
)
def test_the_vat_of_a_rate_may_differ_by_less_than_one(stated, gross, doubts):
    vat = str(Decimal(gross) - Decimal(NET))
    found = parse(
        xml(
            changed("TaxAmount", VAT, vat),
            changed("TaxAmount", "63.00", stated),
            changed("TaxInclusiveAmount", GROSS, gross),
            changed("PayableAmount", GROSS, gross),
        )
    )
    assert [warning.doubt for warning in found.warnings] == doubts
    assert found.vat_amount == Decimal(vat)


@pytest.mark.parametrize("stated", ["64.00", "62.00"])
def test_the_vat_of_a_rate_does_not_differ_by_one(stated):
    error = error_of(changed("TaxAmount", "63.00", stated))
    assert (error.reason, error.params["computed"], error.params["rate"]) == (
        Reason.VAT_OF_RATE,
        Decimal("63.00"),
        21,
    )


def test_vat_on_another_sum():
    """A discount for cash used to lower what is taxed, and not what is paid."""
    found = parse(xml(changed("TaxableAmount", "300.00", "298.00")))
    assert [warning.doubt for warning in found.warnings] == [
        Doubt.VAT_ROUNDED,
        Doubt.VAT_BASE_DIFFERS,
    ]
    assert found.warnings[1].params == {
        "computed": Decimal("397.95"),
        "stated": Decimal(NET),
        "currency": "EUR",
    }


def without(text, name):
    start, end = text.index(f"<cac:{name}>"), text.rindex(f"</cac:{name}>")
    return text[:start] + text[end + len(f"</cac:{name}>") :]


def test_vat_that_is_not_split():
    found = parse(without(xml().decode(), "TaxSubtotal").encode())
    assert (found.vat_parts, found.vat_amount) == ((), Decimal(VAT))
    assert found.warnings == (Remark(Doubt.VAT_NOT_SPLIT),)


def test_a_document_without_vat():
    lines = (Line("Insurance premium", None, Decimal("850.00"), Decimal("0")),)
    changes = {"lines": lines, "supplier_vat": ""}
    whole = xml(**changes).decode()
    assert parse(whole.encode()) == document(**changes)
    found = parse(without(whole, "TaxTotal").encode())
    assert (found.vat_amount, found.vat_parts) == (0, ())
    assert found.warnings == ()


def test_what_is_not_subject_to_vat_needs_no_rate():
    line = (Line("Premium", None, Decimal("850.00"), Decimal("0")),)
    percent = "<cbc:ID>Z</cbc:ID><cbc:Percent>0.00</cbc:Percent>"
    subject = (percent, "<cbc:ID>O</cbc:ID>")
    found = parse(xml(subject, subject, lines=line))
    assert [part.rate for part in found.vat_parts] == [0]
    assert [line.vat_rate for line in found.lines] == [0]


def test_vat_without_a_rate_is_vat_on_nothing():
    rate = "<cbc:Percent>21</cbc:Percent>", ""
    error = error_of(rate)
    assert (error.reason, error.params["computed"]) == (Reason.VAT_OF_RATE, 0)


def test_an_invoice_that_corrects_another_one_is_negative():
    lines = (Line("Correction", Decimal("-1"), Decimal("-100.01"), Decimal("21")),)
    freight = Adjustment("Freight", True, Decimal("-25.00"), Decimal("21"))
    back = document(lines=lines, adjustments=(freight,))
    assert parse(xml(lines=lines, adjustments=(freight,))) == back
    assert back.payable_amount == Decimal("-151.26")


def test_a_credit_note_keeps_the_sign_of_its_amounts():
    found = parse(xml(kind=Kind.CREDIT_NOTE))
    assert found == document(kind=Kind.CREDIT_NOTE)
    assert found.payable_amount == Decimal(GROSS)


def test_a_second_vat_total_is_in_the_currency_of_the_tax_office():
    second = '<cac:TaxTotal><cbc:TaxAmount currencyID="SEK">9.99</cbc:TaxAmount></cac:TaxTotal>'
    nothing = "<cac:TaxTotal/>"
    found = parse(
        xml(
            ("<cac:TaxTotal>", f"{nothing}{second}<cac:TaxTotal>"),
        )
    )
    assert found == document()


@pytest.mark.parametrize(
    ("amount", "rate", "vat"),
    [
        ("0.02", "21", "0.00"),
        ("1460.50", "25", "365.13"),
        ("-1460.50", "25", "-365.13"),
        ("9999999999.99", "99.9999999999", "9999999999.98"),
    ],
)
def test_vat_is_rounded_half_away_from_zero(amount, rate, vat):
    with localcontext(prec=3):
        assert vat_of(Decimal(amount), Decimal(rate)) == Decimal(vat)
