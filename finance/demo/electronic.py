"""Invoices as suppliers send them by Peppol: UBL with the PDF inside."""

from decimal import Decimal

from finance.invoices.document import Attachment, Kind, Line
from finance.invoices.writing import to_xml, with_totals
from finance.services.invoices import InvoiceDraft
from finance.structured_reference import format_reference
from koprogo.documents import services as documents


def written(draft: InvoiceDraft, *, customer: str) -> bytes:
    """Return the UBL of an invoice that a known supplier sent to ``customer``."""
    supplier = draft.supplier
    pdf = documents.read(draft.voucher)
    document = with_totals(
        kind=Kind.INVOICE,
        number=draft.number,
        issue_date=draft.date,
        due_date=draft.due_on,
        currency="EUR",
        supplier_name=supplier.name,
        supplier_vat=f"BE{supplier.kbo}",
        supplier_kbo=supplier.kbo,
        iban=draft.iban,
        payment_reference=format_reference(int(draft.reference[:10])),
        attachments=(Attachment(f"{draft.number}.pdf", "application/pdf", pdf),),
        lines=tuple(
            Line(line.label, Decimal(1), line.amount - line.vat, Decimal(line.vat_rate))
            for line in draft.lines
        ),
    )
    return to_xml(document, customer=customer)
