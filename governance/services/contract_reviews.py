"""The contracts are evaluated every year, reported on, and put before the assembly."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from buildings.library import current_versions
from buildings.models import Building, LibraryDocument
from buildings.services.library import add_document
from governance.errors.contracts import (
    EvaluationReported,
    NoPointToCome,
    NotOfTheYear,
    NotReported,
    ReviewsMissing,
    YearNotOver,
)
from governance.exports.contracts import report_name, report_pdf, report_title
from governance.exports.minutes import PDF, minutes_languages
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
from governance.services.agenda import attach_document
from koprogo.audit.services import record
from koprogo.documents.intake import Intake

__all__ = ["attach_report", "make_report", "review_contracts"]


@transaction.atomic
def review_contracts(
    year: int, said: Mapping[SupplyContract, ReviewDraft], *, by
) -> ContractsEvaluation:
    """Evaluate contracts over a fiscal year, or evaluate them otherwise than before.

    Raises:
        EvaluationReported: its report is made, perhaps at this very moment.
        NotOfTheYear: one of them did not run in it, or no fiscal year begins then.
    """
    found = _locked(year)
    running = {} if found is None else {row.contract: row.review for row in found.rows}
    if not said.keys() <= running.keys():
        raise NotOfTheYear(year)
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
    before = (row.quality, row.proposal, row.remarks)
    if before == (draft.quality, draft.proposal, draft.remarks):
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
def make_report(year: int, *, on: date, by) -> ContractsEvaluation:
    """Make the report in every language of the building; then nothing of it changes.

    It stands among the documents that every co-owner reads.

    Raises:
        EvaluationReported: it was made, perhaps at this very moment.
        YearNotOver: what the contracts cost in it is not known yet.
        ReviewsMissing: a contract is not evaluated, or the year has none.
    """
    found = _locked(year)
    if found is None or not found.rows or found.missing:
        raise ReviewsMissing(year)
    if not found.is_over(on):
        raise YearNotOver(year)
    building, evaluation = Building.objects.get(), found.evaluation
    for language in minutes_languages(building):
        _make(evaluation, found, building, language, on=on, by=by)
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


def _make(
    evaluation: ContractsEvaluation,
    found: YearOfContracts,
    building: Building,
    language: str,
    *,
    on: date,
    by,
) -> None:
    data = report_pdf(found, building, language=language, on=on)
    name = report_name(found, building, language)
    with override(language):
        title = report_title(found)
    document = add_document(
        title=title,
        category=LibraryDocument.Category.CONTRACTS,
        audience=LibraryDocument.Audience.OWNERS,
        file=Intake(name, PDF, data),
        dated_on=on,
        by=by,
    )
    EvaluationDocument.objects.create(
        evaluation=evaluation, language=language, document=document
    )


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
