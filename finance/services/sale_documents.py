"""The information of art. 3.94 §1 and §2: made from the ledger, kept, handed over."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from finance.errors.sales import AlreadySent, DocumentNotMade
from finance.exports.sales import PDF, Known, document_name, document_pdf
from finance.models import SaleDocument
from finance.services.sale_links import share_sale
from finance.services.sales import lock_under_way
from koprogo.audit.services import record
from koprogo.documents import services as documents


@transaction.atomic
def make_document(
    document: SaleDocument, *, none_known: Collection[Known], by
) -> SaleDocument:
    """Make the PDF of today, in the language of the notary; return its row.

    ``none_known``: what the syndic says that there is none of; it carries his name.
    Made anew it is a new row of the same request: what was made stays.

    Raises:
        SaleClosed: the sale is no longer under way.
    """
    sale = lock_under_way(document.sale)
    document = SaleDocument.objects.select_for_update().get(pk=document.pk)
    if document.file_id:
        document = _anew(document, by)
    document.made_at = timezone.now()
    pdf = document_pdf(document, sale, none_known=none_known, by=by)
    document.file = documents.store(
        pdf, name=document_name(document, sale), content_type=PDF, by=by
    )
    document.save()
    record("sale.document_made", target=sale, by=by, paragraph=document.paragraph)
    return document


def _anew(document: SaleDocument, by) -> SaleDocument:
    return SaleDocument(
        sale=document.sale,
        paragraph=document.paragraph,
        requested_on=document.requested_on,
        due_on=document.due_on,
        created_by=by,
    )


@transaction.atomic
def hand_over(
    document: SaleDocument, *, by_email: bool, origin: str, by
) -> SaleDocument:
    """Note that the notary has it, and with ``by_email`` send him a link to read it.

    Raises:
        SaleClosed: the sale is no longer under way.
        DocumentNotMade: there is no PDF yet.
        AlreadySent: he has this one.
        NoNotaryAddress: by e-mail, and his address is not known.
    """
    sale = lock_under_way(document.sale)
    document = SaleDocument.objects.select_for_update().get(pk=document.pk)
    if document.file_id is None:
        raise DocumentNotMade(document)
    if document.sent_at:
        raise AlreadySent(document)
    document.sent_at = timezone.now()
    document.save(update_fields=["sent_at"])
    record("sale.document_sent", target=sale, by=by, paragraph=document.paragraph)
    if by_email:
        share_sale(sale, origin=origin, by=by)
    return document
