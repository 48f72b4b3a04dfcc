"""Quotes: entered, changed and removed, until owners are convened."""

from django.db import IntegrityError, transaction

from governance.errors.tenders import QuoteGone, SupplierQuoted
from governance.models import Quote, Tender
from governance.queries.tenders import QuoteDraft
from governance.services.tenders import locked_tender
from koprogo.audit.services import record
from koprogo.documents.services import store

__all__ = ["add_quote", "change_quote", "remove_quote"]


@transaction.atomic
def add_quote(tender: Tender, draft: QuoteDraft, *, by) -> Quote:
    """Enter a quote; what was compared before it is to be compared again.

    Raises:
        TenderGone, TenderSettled, AlreadyConvened: see ``locked_tender``.
        SupplierQuoted: his quote is changed instead.
    """
    found = locked_tender(tender)
    quote = _write(Quote(tender=found, recorded_by=by), draft, by)
    _compare_again(found)
    record("quote.added", target=quote, by=by)
    return quote


@transaction.atomic
def change_quote(quote: Quote, draft: QuoteDraft, *, by) -> Quote:
    """Change a quote; without a new file it keeps its own.

    Raises:
        TenderGone, TenderSettled, AlreadyConvened: see ``locked_tender``.
        QuoteGone: it was removed meanwhile.
        SupplierQuoted: another one is of this supplier.
    """
    found = _locked_quote(quote)
    _write(found, draft, by)
    _compare_again(found.tender)
    record("quote.changed", target=found, by=by)
    return found


@transaction.atomic
def remove_quote(quote: Quote, *, by) -> None:
    """Remove a quote.

    Raises:
        TenderGone, TenderSettled, AlreadyConvened: see ``locked_tender``.
        QuoteGone: it was removed meanwhile.
    """
    found = _locked_quote(quote)
    record("quote.removed", target=found.tender, by=by, supplier=found.supplier_name)
    _compare_again(found.tender)
    found.delete()


# The parts


def _write(quote: Quote, draft: QuoteDraft, by) -> Quote:
    for name in QuoteDraft.__slots__:
        if name != "file":
            setattr(quote, name, getattr(draft, name))
    if draft.supplier is not None:
        quote.supplier_name = draft.supplier_name or draft.supplier.name
        quote.kbo = draft.kbo or draft.supplier.kbo
    if draft.file is not None:
        kept = draft.file
        quote.file = store(
            kept.data, name=kept.name, content_type=kept.content_type, by=by
        )
    try:
        with transaction.atomic():
            quote.save()
    except IntegrityError:
        raise SupplierQuoted(quote.supplier_name) from None
    return quote


def _locked_quote(quote: Quote) -> Quote:
    tender = locked_tender(quote.tender)
    found = tender.quotes.filter(pk=quote.pk).first()
    if found is None:
        raise QuoteGone(quote)
    return found


def _compare_again(tender: Tender) -> None:
    if tender.compared_at is not None:
        tender.compared_at = None
        tender.save(update_fields=["compared_at"])
