"""What a document says beside its sums: read, refused, or pointed out."""

from datetime import date
from decimal import Decimal

import pytest

from finance.invoices.document import (
    Doubt,
    InvoiceError,
    Kind,
    Period,
    Reason,
    Remark,
    SupplierDocument,
)
from finance.invoices.ubl import parse
from tests.finance.invoices_ubl.invoices import document, xml

SUPPLIER_KBO = '<cbc:EndpointID schemeID="0208">0505890632</cbc:EndpointID>'
SUPPLIER_VAT = "<cbc:CompanyID>BE0505890632</cbc:CompanyID>"


def refused(*replacements, **changes):
    with pytest.raises(InvoiceError) as caught:
        parse(xml(*replacements, **changes))
    return caught.value.reason, caught.value.params


def warned(*replacements, **changes):
    return parse(xml(*replacements, **changes)).warnings


def entity(number, scheme=""):
    attribute = f' schemeID="{scheme}"' if scheme else ""
    return (
        "<cac:PartyLegalEntity>",
        f"<cac:PartyLegalEntity><cbc:CompanyID{attribute}>{number}</cbc:CompanyID>",
    )


@pytest.mark.parametrize("kind", Kind)
def test_everything_comes_back(kind):
    found = parse(xml(kind=kind))
    assert found == document(kind=kind)


def test_a_document_may_say_little():
    little = {
        "due_date": None,
        "period_start": None,
        "period_end": None,
        "iban": "",
        "payment_reference": "",
        "attachments": (),
    }
    found = parse(xml(**little))
    assert found == document(**little)


@pytest.mark.parametrize(
    ("name", "old"),
    [
        ("ID", "<cbc:ID>2025/17</cbc:ID>"),
        ("IssueDate", "<cbc:IssueDate>2025-04-02</cbc:IssueDate>"),
        (
            "DocumentCurrencyCode",
            "<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>",
        ),
        (
            "RegistrationName",
            "<cbc:RegistrationName>Ascenseurs Élévation SA</cbc:RegistrationName>",
        ),
        (
            "LineExtensionAmount",
            '<cbc:LineExtensionAmount currencyID="EUR">399.95</cbc:LineExtensionAmount>',
        ),
        (
            "PayableAmount",
            '<cbc:PayableAmount currencyID="EUR">468.95</cbc:PayableAmount>',
        ),
        (
            "CompanyID",
            SUPPLIER_VAT,
        ),
    ],
)
def test_what_must_not_be_missing(name, old):
    assert refused((old, "")) == (Reason.MISSING, {"element": name})


def test_a_document_has_totals_and_lines():
    text = xml().decode()
    start, end = text.index("<cac:LegalMonetaryTotal>"), text.index("<cac:InvoiceLine>")
    with pytest.raises(InvoiceError) as caught:
        parse((text[:start] + text[end:]).encode())
    assert caught.value.params == {"element": "LegalMonetaryTotal"}
    with pytest.raises(InvoiceError) as caught:
        parse((text[:end] + "</Invoice>").encode())
    assert caught.value.reason == Reason.NO_LINES


@pytest.mark.parametrize(
    ("value", "reason", "params"),
    [
        ("1.005", Reason.TOO_MANY_DECIMALS, {"value": "1.005"}),
        ("10000000000.00", Reason.AMOUNT_TOO_LARGE, {}),
        ("1,00", Reason.NOT_A_NUMBER, {"value": "1,00"}),
        ("1E2", Reason.NOT_A_NUMBER, {"value": "1E2"}),
        ("NaN", Reason.NOT_A_NUMBER, {"value": "NaN"}),
        ("٣", Reason.NOT_A_NUMBER, {"value": "٣"}),
        ("", Reason.NOT_A_NUMBER, {"value": ""}),
    ],
)
def test_what_is_no_amount(value, reason, params):
    assert refused((">300.00<", f">{value}<")) == (reason, params)


@pytest.mark.parametrize("value", ["300", "+300.0", " 300.00000 ", "0300."])
def test_what_is_an_amount(value):
    assert parse(xml((">300.00<", f">{value}<"))) == document()


def test_amounts_are_of_one_currency():
    assert refused(('currencyID="EUR">63.00<', 'currencyID="USD">63.00<')) == (
        Reason.MIXED_CURRENCIES,
        {"currency": "EUR", "other": "USD"},
    )
    assert parse(xml((' currencyID="EUR">63.00<', ">63.00<"))) == document()


@pytest.mark.parametrize("rate", ["-1", "100.01"])
def test_a_rate_is_a_percentage(rate):
    """Both times: the first is that of the whole document, the second that of a line."""
    percent = "<cbc:Percent>21</cbc:Percent>", f"<cbc:Percent>{rate}</cbc:Percent>"
    assert refused(percent) == (Reason.NOT_A_NUMBER, {"value": rate})


def test_other_places_of_a_rate():
    """e-FFF writes it in the subtotal, and on a line in a subtotal of its own."""
    text = xml().decode()
    start, end = text.rindex("<cac:ClassifiedTaxCategory>"), text.rindex("</cac:Item>")
    unknown = text[:start] + text[end:]
    assert parse(unknown.encode()).lines[1].vat_rate is None
    subtotal = "<cac:TaxSubtotal><cbc:Percent>6</cbc:Percent></cac:TaxSubtotal>"
    tax = f"<cac:TaxTotal>{subtotal}</cac:TaxTotal>"
    line = unknown.replace(
        "</cac:InvoiceLine></Invoice>", f"{tax}</cac:InvoiceLine></Invoice>"
    )
    assert parse(line.encode()) == document()


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-05-02", date(2025, 5, 2)),
        ("2025-05-02Z", date(2025, 5, 2)),
        ("\n2025-05-02+02:00 ", date(2025, 5, 2)),
    ],
)
def test_days(text, day):
    assert parse(xml(("2025-05-02", text))).due_date == day


@pytest.mark.parametrize(
    "text", ["20250502", "2025-02-30", "02/05/2025", "2025-W18-5", ""]
)
def test_what_is_no_day(text):
    assert refused(("2025-05-02", text)) == (Reason.NOT_A_DATE, {"value": text})


def test_due_before_it_is_issued():
    assert warned(due_date=date(2025, 4, 2)) == ()
    assert warned(due_date=date(2025, 4, 1)) == (
        Remark(
            Doubt.DUE_BEFORE_ISSUE,
            {"due": date(2025, 4, 1), "issued": date(2025, 4, 2)},
        ),
    )


def test_a_period_of_one_day_and_one_that_runs_backwards():
    one = {"period_start": date(2025, 3, 1), "period_end": date(2025, 3, 1)}
    assert parse(xml(**one)) == document(**one)
    found = parse(xml(**one | {"period_end": date(2025, 2, 28)}))
    assert (found.period_start, found.period_end) == (None, None)
    assert found.warnings == (
        Remark(
            Doubt.PERIOD_REVERSED,
            {"start": date(2025, 3, 1), "end": date(2025, 2, 28)},
        ),
    )


def test_a_period_may_be_open():
    found = parse(xml(("<cbc:EndDate>2025-03-31</cbc:EndDate>", ""), period_end=None))
    assert (found.period_start, found.period_end) == (date(2025, 1, 1), None)
    assert found.lines[0].period == Period(date(2025, 1, 1), None)


@pytest.mark.parametrize(
    ("kind", "code", "agrees"),
    [
        (Kind.INVOICE, "380", True),
        (Kind.INVOICE, "386", True),
        (Kind.INVOICE, "", True),
        (Kind.INVOICE, "381", False),
        (Kind.CREDIT_NOTE, "396", True),
        (Kind.CREDIT_NOTE, "", True),
        (Kind.CREDIT_NOTE, "380", False),
    ],
)
def test_an_invoice_is_no_credit_note(kind, code, agrees):
    old = "380" if kind is Kind.INVOICE else "381"
    replacement = f">{old}</cbc:{kind}TypeCode>", f">{code}</cbc:{kind}TypeCode>"
    if agrees:
        assert parse(xml(replacement, kind=kind)).kind == kind
    else:
        assert refused(replacement, kind=kind) == (
            Reason.INVOICE_AND_CREDIT,
            {"value": code},
        )


def test_another_currency_is_never_booked():
    found = parse(xml(currency="USD"))
    [warning] = found.warnings
    assert warning == Remark(Doubt.OTHER_CURRENCY, {"currency": "USD"})
    assert warning.refuses


def test_who_charges_vat_has_a_number():
    assert warned(supplier_vat="") == (Remark(Doubt.NO_VAT_NUMBER),)


def test_another_tax_is_not_vat():
    scheme = (
        "<cac:TaxScheme><cbc:ID>VAT</cbc:ID>",
        "<cac:TaxScheme><cbc:ID>TAX</cbc:ID>",
    )
    assert parse(xml(scheme)).supplier_vat == ""


@pytest.mark.parametrize(
    ("replacements", "kbo", "doubts"),
    [
        ([], "0505890632", []),
        # The endpoint before the VAT number, which may be that of a VAT unit.
        ([(">BE0505890632<", ">BE0400378485<")], "0505890632", []),
        ([(SUPPLIER_KBO, ""), entity("0400.378.485", "0208")], "0400378485", []),
        ([(SUPPLIER_KBO, ""), entity("400378485")], "0400378485", []),
        ([(SUPPLIER_KBO, "")], "0505890632", []),
        ([('schemeID="0208">0505890632', 'schemeID="0208">123')], "0505890632", []),
        (
            [(SUPPLIER_KBO, ""), (">BE0505890632<", ">BE0505890633<")],
            "",
            [Doubt.NO_KBO],
        ),
        # A foreign supplier has none, unless he says so.
        ([(SUPPLIER_KBO, ""), (">BE0505890632<", ">NL809561074B01<")], "", []),
        (
            [
                (SUPPLIER_KBO, ""),
                (">BE0505890632<", ">NL809561074B01<"),
                entity("0400378485"),
            ],
            "",
            [],
        ),
        ([(">BE0505890632<", ">NL809561074B01<")], "0505890632", []),
    ],
)
def test_the_enterprise_number(replacements, kbo, doubts):
    found = parse(xml(*replacements))
    assert found.supplier_kbo == kbo
    assert [warning.doubt for warning in found.warnings] == doubts


def test_a_supplier_is_belgian_by_his_address():
    belgian = (
        "<cac:PostalAddress><cac:Country><cbc:IdentificationCode>BE"
        "</cbc:IdentificationCode></cac:Country></cac:PostalAddress>"
    )
    address = "<cac:PartyLegalEntity>", f"{belgian}<cac:PartyLegalEntity>"
    assert warned(address, entity("123"), supplier_vat="", supplier_kbo="") == (
        Remark(Doubt.NO_VAT_NUMBER),
        Remark(Doubt.NO_KBO),
    )


def test_a_document_does_not_change():
    with pytest.raises(AttributeError):
        document().payable_amount = Decimal(0)
    assert isinstance(document(), SupplierDocument)
