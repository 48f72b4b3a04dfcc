"""The contracts are evaluated every year, reported on, and put before the assembly."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from buildings.library import current_versions
from buildings.models import Building, LibraryDocument
from governance.errors.contracts import (
    EvaluationReported,
    NoPointToCome,
    NotOfTheYear,
    NotReported,
    ReviewChanged,
    ReviewsMissing,
    YearNotOver,
)
from governance.exports.contracts import report_papers
from governance.models import (
    AgendaItem,
    ContractReview,
    ContractsEvaluation,
    EvaluationDocument,
    SupplyContract,
)
from governance.queries.contract_reviews import (
    ReviewDraft,
    YearOfContracts,
    coming_point,
    year_of_contracts,
)
from governance.queries.making import report_key
from governance.services.agenda import attach_document
from governance.services.attaching import file_paper, leave_to_the_worker
from koprogo.audit.services import record
from koprogo.jobs.models import Job

__all__ = [
    "MAKING",
    "ask_report",
    "attach_report",
    "make_report",
    "review_contracts",
]

MAKING = "governance.make_contracts_report"
CONTRACTS = LibraryDocument.Category.CONTRACTS


@transaction.atomic
def review_contracts(
    year: int,
    said: Mapping[SupplyContract, ReviewDraft],
    *,
    read: YearOfContracts | None = None,
    by,
) -> ContractsEvaluation:
    """Evaluate contracts over a fiscal year, or evaluate them otherwise than before.

    ``read``: what was said of them when this was written; without it, whatever is said
    of them is replaced.

    Raises:
        EvaluationReported: its report is made, perhaps at this very moment.
        NotOfTheYear: one of them did not run in it, or no fiscal year begins then.
        ReviewChanged: something else is said of one of them than was read.
    """
    found = _locked(year)
    running = _reviews(found)
    if not said.keys() <= running.keys():
        raise NotOfTheYear(year)
    if read is not None:
        before = _reviews(read)
        for contract in said:
            if _words(before.get(contract)) != _words(running[contract]):
                raise ReviewChanged(contract)
    evaluation, _is_new = ContractsEvaluation.objects.get_or_create(year=year)
    changed = [
        contract
        for contract, draft in said.items()
        if _write(evaluation, contract, running[contract], draft, by=by)
    ]
    if changed:
        record(
            "contracts.reviewed",
            target=evaluation,
            by=by,
            year=year,
            number=len(changed),
        )
    return evaluation


def _reviews(
    found: YearOfContracts | None,
) -> dict[SupplyContract, ContractReview | None]:
    return {} if found is None else {row.contract: row.review for row in found.rows}


def _words(review: ContractReview | None) -> tuple[str, str, str] | None:
    return review and (review.quality, review.proposal, review.remarks)


def _write(
    evaluation: ContractsEvaluation,
    contract: SupplyContract,
    review: ContractReview | None,
    draft: ReviewDraft,
    *,
    by,
) -> bool:
    """Tell whether anything is new."""
    row = review or ContractReview(evaluation=evaluation, contract=contract)
    if _words(review) == (draft.quality, draft.proposal, draft.remarks):
        return False
    row.quality, row.proposal, row.remarks = (
        draft.quality,
        draft.proposal,
        draft.remarks,
    )
    row.reviewed_by = by
    row.save()
    return True


@transaction.atomic
def ask_report(year: int, *, on: date, by) -> Job:
    """Have the worker make the report.

    Raises:
        EvaluationReported, YearNotOver, ReviewsMissing: see ``make_report``.
    """
    evaluation = _to_report(year, on).evaluation
    return leave_to_the_worker(MAKING, key=report_key(evaluation), by=by, year=year)


@transaction.atomic
def make_report(year: int, *, on: date, by) -> ContractsEvaluation:
    """Make the report in every language of the building; then nothing of it changes.

    It stands among the documents that every co-owner reads.

    Raises:
        EvaluationReported: it was made, perhaps at this very moment.
        YearNotOver: what the contracts cost in it is not known yet.
        ReviewsMissing: a contract is not evaluated, or the year has none.
    """
    found = _to_report(year, on)
    building, evaluation = Building.objects.get(), found.evaluation
    for paper in report_papers(found, building, on=on):
        EvaluationDocument.objects.create(
            evaluation=evaluation,
            language=paper.language,
            document=file_paper(paper, category=CONTRACTS, dated_on=on, by=by),
        )
    evaluation.reported_at, evaluation.reported_by = timezone.now(), by
    evaluation.save(update_fields=["reported_at", "reported_by"])
    record(
        "contracts.reported",
        target=evaluation,
        by=by,
        year=year,
        number=len(found.rows),
    )
    return evaluation


def _to_report(year: int, on: date) -> YearOfContracts:
    found = _locked(year)
    if found is None or not found.rows or found.missing:
        raise ReviewsMissing(year)
    if not found.is_over(on):
        raise YearNotOver(year)
    return found


@transaction.atomic
def attach_report(year: int, *, by) -> AgendaItem:
    """Attach the report to the point on the contracts of the assembly that is prepared.

    What is attached already stays so.

    Raises:
        NotReported: there is none.
        NoPointToCome: no agenda that is prepared has such a point.
        AssemblyGone, AlreadyConvened, ItemGone, NotForOwners: see ``attach_document``.
    """
    reported = EvaluationDocument.objects.filter(
        evaluation__year=year, evaluation__reported_at__isnull=False
    )
    documents = LibraryDocument.objects.filter(pk__in=reported.values("document"))
    versions = list(current_versions(documents))
    if not versions:
        raise NotReported(year)
    point = coming_point(year)
    if point is None:
        raise NoPointToCome(year)
    attached = set(point.documents.values_list("version__document", flat=True))
    for version in versions:
        if version.document_id not in attached:
            attach_document(point, version, by=by)
    return point


def _locked(year: int) -> YearOfContracts | None:
    """Return a year that nobody else evaluates meanwhile; none begins in some.

    Raises:
        EvaluationReported: its report is made.
    """
    # Two who write the first review at once meet here: the second waits.
    building = Building.objects.select_for_update(of=["self"]).get()
    found = year_of_contracts(year, building)
    if found is not None and found.is_reported:
        raise EvaluationReported(year)
    return found
