"""Quotes: entered, changed, removed and compared, until owners are convened."""

from collections.abc import Sequence
from contextlib import suppress

from django.db import IntegrityError, transaction
from django.utils import timezone

from buildings.errors import SameFile
from buildings.models import LibraryDocument
from buildings.services.library import add_document, add_version
from governance.errors.tenders import NothingToCompare, QuoteGone, SupplierQuoted
from governance.models import Quote, Tender, TenderComparison
from governance.queries.tenders import ComparisonPaper, QuoteDraft
from governance.services.agenda import attach_document
from governance.services.tenders import locked_tender, locked_with_meeting
from koprogo.audit.services import record
from koprogo.documents.services import store

__all__ = ["add_quote", "change_quote", "compare_quotes", "remove_quote"]

WORKS = LibraryDocument.Category.WORKS
OWNERS = LibraryDocument.Audience.OWNERS


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


@transaction.atomic
def compare_quotes(
    tender: Tender, papers: Sequence[ComparisonPaper], *, by
) -> list[TenderComparison]:
    """File the comparison in the library, and attach it to the point of the agenda.

    Compared before: the documents get a version more, and the point has the newest.

    Raises:
        TenderGone, AlreadyConvened: see ``locked_with_meeting``.
        NothingToCompare: there is no quote.
        NotForOwners: somebody withdrew the document, or hid it from owners.
    """
    found = locked_with_meeting(tender)
    if not found.quotes.exists():
        raise NothingToCompare(found)
    made = [_file(found, paper, by) for paper in papers]
    found.compared_at = timezone.now()
    found.save(update_fields=["compared_at"])
    record("tender.compared", target=found, by=by)
    return made


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


def _file(tender: Tender, paper: ComparisonPaper, by) -> TenderComparison:
    """Keep a paper as the newest version of its document, also at the point."""
    row = tender.comparisons.filter(language=paper.language).first()
    if row is None:
        document = add_document(
            title=paper.title, category=WORKS, audience=OWNERS, file=paper.file, by=by
        )
        row = TenderComparison.objects.create(
            tender=tender, language=paper.language, document=document
        )
    else:
        with suppress(SameFile):
            add_version(row.document, file=paper.file, by=by)
    if tender.item is not None:
        tender.item.documents.filter(version__document=row.document).delete()
        newest = row.document.versions.select_related("document").first()
        attach_document(tender.item, newest, by=by)
    return row
