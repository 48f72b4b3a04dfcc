"""The comparison of quotes: asked for by the office, made and filed by the worker."""

from collections.abc import Sequence
from contextlib import suppress

from django.db import transaction
from django.utils import timezone

from buildings.errors import SameFile
from buildings.models import Building, LibraryDocument
from buildings.services.library import add_version
from governance.errors.tenders import NothingToCompare, TenderGone
from governance.exports.tenders import comparison_papers
from governance.models import Tender, TenderComparison
from governance.queries.making import LibraryPaper, comparison_key
from governance.queries.tenders import comparison_of, tender_list
from governance.services.agenda import attach_document
from governance.services.attaching import file_paper, leave_to_the_worker
from governance.services.tenders import locked_with_meeting
from koprogo.audit.services import record
from koprogo.jobs.models import Job

__all__ = ["MAKING", "ask_comparison", "compare_quotes", "make_comparison"]

MAKING = "governance.make_comparison"
WORKS = LibraryDocument.Category.WORKS


@transaction.atomic
def ask_comparison(tender: Tender, *, by) -> Job:
    """Have the worker make the comparison, file it, and attach it to the point.

    Raises:
        TenderGone, AlreadyConvened, NothingToCompare: see ``compare_quotes``.
    """
    found = _with_quotes(tender)
    return leave_to_the_worker(
        MAKING, key=comparison_key(found), by=by, tender_id=found.pk
    )


@transaction.atomic
def make_comparison(tender_id: int, *, by) -> None:
    """Make the comparison in each language, as the quotes are now: nobody changes them
    meanwhile.

    Raises:
        What ``compare_quotes`` raises.
    """
    tender = tender_list().filter(pk=tender_id).first()
    if tender is None:
        raise TenderGone(tender_id)
    _with_quotes(tender)
    comparison = comparison_of(tender_list().get(pk=tender_id))
    building = Building.objects.select_related("tenant").get()
    compare_quotes(comparison.tender, comparison_papers(comparison, building), by=by)


@transaction.atomic
def compare_quotes(
    tender: Tender, papers: Sequence[LibraryPaper], *, by
) -> list[TenderComparison]:
    """File the comparison in the library, and attach it to the point of the agenda.

    Compared before: the documents get a version more, and the point has the newest.

    Raises:
        TenderGone, AlreadyConvened: see ``locked_with_meeting``.
        NothingToCompare: there is no quote.
        NotForOwners: somebody withdrew the document, or hid it from owners.
    """
    found = _with_quotes(tender)
    made = [_file(found, paper, by) for paper in papers]
    found.compared_at = timezone.now()
    found.save(update_fields=["compared_at"])
    record("tender.compared", target=found, by=by)
    return made


def _with_quotes(tender: Tender) -> Tender:
    found = locked_with_meeting(tender)
    if not found.quotes.exists():
        raise NothingToCompare(found)
    return found


def _file(tender: Tender, paper: LibraryPaper, by) -> TenderComparison:
    """Keep a paper as the newest version of its document, also at the point."""
    row = tender.comparisons.filter(language=paper.language).first()
    if row is None:
        document = file_paper(paper, category=WORKS, by=by)
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
