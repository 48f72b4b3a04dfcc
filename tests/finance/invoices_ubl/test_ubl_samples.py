"""Published invoices: those of Peppol, of EN 16931 and an e-FFF; not part of a clone."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from finance.invoices.document import Doubt
from finance.invoices.ubl import parse

SAMPLES = Path(__file__).resolve().parents[4] / "shared/samples/ubl"
EXPECTED = (
    json.loads((SAMPLES / "EXPECTED.json").read_text("utf-8"))
    if SAMPLES.is_dir()
    else {}
)
# Examples of account numbers that are none, or none with the right check digits.
NO_IBAN = {"IBAN32423940", "SE1212341234123412"}


TEXTS = ["kind", "id", "date", "due", "ccy", "sup", "supvat", "nlines"]


def decimal(text):
    return Decimal(text or "0")


def amounts_of(document):
    return {
        "line_sum": sum(line.net_amount for line in document.lines),
        "allow": sum(-a.amount for a in document.adjustments if not a.is_charge),
        "charge": sum(a.amount for a in document.adjustments if a.is_charge),
        "excl": document.total_excluding_vat,
        "tax": document.vat_amount,
        "incl": document.total_including_vat,
        "prepaid": document.prepaid_amount,
        "rnd": document.rounding_amount,
        "payable": document.payable_amount,
    }


if EXPECTED:

    @pytest.mark.parametrize("name", EXPECTED)
    def test_every_published_document(name):
        expected = EXPECTED[name]
        document = parse((SAMPLES / name).read_bytes())
        assert {
            "kind": document.kind,
            "id": document.number,
            "date": document.issue_date.isoformat(),
            "due": document.due_date and document.due_date.isoformat(),
            "ccy": document.currency,
            "sup": document.supplier_name,
            "supvat": document.supplier_vat,
            "nlines": len(document.lines),
        } == {key: expected[key] for key in TEXTS}
        assert amounts_of(document) == {
            key: decimal(expected[key]) for key in amounts_of(document)
        }
        assert [
            [part.category, part.rate, part.taxable_amount, part.vat_amount]
            for part in document.vat_parts
        ] == [[code, *map(decimal, amounts)] for code, *amounts in expected["sub"]]

    @pytest.mark.parametrize("name", EXPECTED)
    def test_how_every_published_document_is_paid(name):
        expected = EXPECTED[name]
        document = parse((SAMPLES / name).read_bytes())
        accounts = [account.replace(" ", "") for _code, _id, account in expected["pay"]]
        good = [account for account in accounts if account not in NO_IBAN]
        assert document.iban == (good[0] if good else "")
        doubts = [warning.doubt for warning in document.warnings]
        assert doubts.count(Doubt.NOT_AN_IBAN) == len(accounts) - len(good)
        assert doubts.count(Doubt.SEVERAL_IBANS) == (len(set(good)) > 1)
        refuses = any(warning.refuses for warning in document.warnings)
        assert refuses == (expected["ccy"] != "EUR")
        embedded = [kind for _id, kind in expected["att"] if kind]
        assert [a.mime_type for a in document.attachments] == embedded

    def test_an_e_fff_invoice_to_the_last_field():
        name = "oca_efff_BE0505890632_160421_Inv_16117778.xml"
        document = parse((SAMPLES / name).read_bytes())
        (line,) = document.lines
        assert (line.description, line.quantity, line.net_amount, line.vat_rate) == (
            "Exact voor Boekhouden Standaard",
            1,
            Decimal("31.00"),
            21,
        )
        # It writes the structured communication as an identifier of the instruction.
        assert document.payment_reference == "601611777874"
        assert document.supplier_kbo == "0505890632"
        (pdf,) = document.attachments
        assert pdf.name == "BE0505890632_160421_Inv_16117778.pdf"
        assert pdf.data.startswith(b"%PDF-1.3")
        assert document.warnings == ()

    def test_periods_and_adjustments():
        document = parse((SAMPLES / "peppol_Norwegian-example-1.xml").read_bytes())
        assert document.period_start.isoformat() == "2013-06-01"
        assert document.lines[0].period.end.isoformat() == "2013-06-30"
        assert [(a.is_charge, a.amount) for a in document.adjustments] == [
            (True, Decimal("100.00")),
            (False, Decimal("-100.00")),
        ]
