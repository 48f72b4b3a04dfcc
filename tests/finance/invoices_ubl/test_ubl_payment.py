"""How a document is paid, and the files inside it."""

import pytest

from finance.invoices.document import Doubt, Remark
from finance.invoices.ubl import parse
from tests.finance.invoices_ubl.invoices import document, xml

ACCOUNT = "<cbc:ID>BE68539007547034</cbc:ID>"


def paid_by(name, text, first=""):
    """Return a first communication and, beside it, the element ``name``."""
    return f"{first}</cbc:PaymentID><cbc:{name}>{text}</cbc:{name}><cbc:PaymentID>"


@pytest.mark.parametrize(
    ("accounts", "iban", "warnings"),
    [
        (["be68 5390 0754 7034"], "BE68539007547034", ()),
        (["BE68539007547034", "BE68 5390 0754 7034"], "BE68539007547034", ()),
        (
            ["BE68539007547034", "BE72000000001616"],
            "BE68539007547034",
            (
                Remark(
                    Doubt.SEVERAL_IBANS,
                    {"values": ("BE68539007547034", "BE72000000001616")},
                ),
            ),
        ),
        (
            ["BE68539007547035", "BE72000000001616"],
            "BE72000000001616",
            (Remark(Doubt.NOT_AN_IBAN, {"value": "BE68539007547035"}),),
        ),
        (
            ["BE٦8539007547034"],
            "",
            (Remark(Doubt.NOT_AN_IBAN, {"value": "BE٦8539007547034"}),),
        ),
        ([""], "", ()),
    ],
)
def test_accounts(accounts, iban, warnings):
    several = "".join(
        f"<cac:PayeeFinancialAccount><cbc:ID>{account}</cbc:ID>"
        "</cac:PayeeFinancialAccount></cac:PaymentMeans><cac:PaymentMeans>"
        for account in accounts
    )
    one = f"<cac:PayeeFinancialAccount>{ACCOUNT}</cac:PayeeFinancialAccount>"
    found = parse(xml((one, several)))
    assert (found.iban, found.warnings) == (iban, warnings)


@pytest.mark.parametrize(
    ("written", "reference", "warnings"),
    [
        ("+++010/8068/17183+++", "010806817183", ()),
        ("Invoice 17", "Invoice 17", ()),
        (
            "+++010/8068/17184+++",
            "+++010/8068/17184+++",
            (Remark(Doubt.WRONG_REFERENCE, {"value": "+++010/8068/17184+++"}),),
        ),
        (
            paid_by("PaymentID", "010806817183", "Invoice 17"),
            "010806817183",
            (),
        ),
        (
            paid_by("InstructionID", "010806817183"),
            "010806817183",
            (),
        ),
        (
            paid_by("InstructionID", "Instruction 4"),
            "",
            (),
        ),
    ],
)
def test_communications(written, reference, warnings):
    found = parse(xml((">010806817183<", f">{written}<")))
    assert found.payment_reference == reference
    assert found.warnings == warnings


@pytest.mark.parametrize(("code", "doubts"), [("30", []), ("59", [Doubt.DIRECT_DEBIT])])
def test_who_collects_is_not_paid(code, doubts):
    found = parse(
        xml((">30</cbc:PaymentMeansCode>", f">{code}</cbc:PaymentMeansCode>"))
    )
    assert [warning.doubt for warning in found.warnings] == doubts


def test_an_attachment_without_a_name():
    name = 'filename="Facture 2025-17.pdf"'
    nameless = (f" {name}", ""), ("<cbc:ID>Facture 2025-17.pdf<", "<cbc:ID>F17<")
    assert [a.name for a in parse(xml(*nameless)).attachments] == ["F17.pdf"]
    sheet = (*nameless, ('mimeCode="application/pdf"', 'mimeCode="text/csv"'))
    assert [a.name for a in parse(xml(*sheet)).attachments] == ["F17"]


def test_attachments_elsewhere_are_not_followed():
    link = (
        "<cac:AdditionalDocumentReference><cac:Attachment><cac:ExternalReference>"
        "<cbc:URI>http://127.0.0.1:9/</cbc:URI></cac:ExternalReference>"
        "</cac:Attachment></cac:AdditionalDocumentReference>"
    )
    start = "<cac:AdditionalDocumentReference>"
    assert parse(xml((start, link + start))) == document()


@pytest.mark.parametrize("content", ["", "%", "JVBERi0xLjc", "é"])
def test_a_damaged_attachment_is_left_out(content):
    found = parse(xml(("JVBERi0xLjcKJSVFT0YK", content)))
    assert found.attachments == ()
    assert found.warnings == (
        Remark(Doubt.UNREADABLE_ATTACHMENT, {"name": "Facture 2025-17.pdf"}),
    )


def test_base64_may_be_broken_into_lines():
    lines = ("JVBERi0xLjcKJSVFT0YK", "\n  JVBERi0xLjcK\n  JSVFT0YK\n")
    assert parse(xml(lines)) == document()
