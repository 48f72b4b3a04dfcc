"""Documents of a supplier, written by ourselves, and ways to spoil them."""

from datetime import date
from decimal import Decimal

from finance.invoices.document import Attachment, Kind, Line, Period
from finance.invoices.writing import to_xml, with_totals

PDF = Attachment("Facture 2025-17.pdf", "application/pdf", b"%PDF-1.7\n%%EOF\n")
LINES = (
    Line(
        "Entretien de l'ascenseur",
        Decimal("3"),
        Decimal("300.00"),
        Decimal("21"),
        Period(date(2025, 1, 1), date(2025, 3, 31)),
    ),
    Line("Pièces & peinture", Decimal("1.5"), Decimal("99.95"), Decimal("6")),
)
HEADING = {
    "kind": Kind.INVOICE,
    "number": "2025/17",
    "issue_date": date(2025, 4, 2),
    "due_date": date(2025, 5, 2),
    "supplier_name": "Ascenseurs Élévation SA",
    "supplier_vat": "BE0505890632",
    "supplier_kbo": "0505890632",
    "period_start": date(2025, 1, 1),
    "period_end": date(2025, 3, 31),
    "iban": "BE68539007547034",
    "payment_reference": "010806817183",
    "attachments": (PDF,),
}


def document(*, lines=LINES, adjustments=(), **changes):
    return with_totals(lines=lines, adjustments=adjustments, **HEADING | changes)


def xml(*replacements, **changes):
    """Return the document as a file in which every (old, new) was replaced once."""
    text = to_xml(document(**changes), customer="ACP Les Tilleuls").decode()
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new, 1)
    return text.encode()
