"""The yearly evaluation of the contracts: what each cost by the books, what is proposed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Exists, OuterRef, QuerySet

from buildings.access import Access, Permission
from buildings.models import Building
from finance.fiscal_year import year_name
from finance.queries.supplier_costs import (
    YearSpans,
    costs_of_suppliers,
    spans_of_year,
)
from governance.models import (
    AgendaItem,
    ContractReview,
    ContractsEvaluation,
    EvaluationDocument,
    ItemDocument,
    SupplyContract,
)
from governance.queries.assemblies import drafts
from governance.queries.contracts import contract_list
from governance.subjects import Subject

EARLIEST, LATEST = 1924, 2200
ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class ReviewDraft:
    """What is to be said of a contract: codes of ``ContractReview``, and words."""

    quality: str
    proposal: str
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class ReviewedContract:
    """A contract of the year. ``cost``: of its supplier by the books, EUR; ``before``:
    the year before. ``is_shared``: the supplier has another contract in this year, and
    the cost is that of both.
    """

    contract: SupplyContract
    cost: Decimal
    before: Decimal
    is_shared: bool
    review: ContractReview | None

    @property
    def over_agreed(self) -> Decimal | None:
        """What it cost more than was agreed; none where nothing was, or not for it."""
        if self.contract.agreed_cost is None or self.is_shared:
            return None
        return self.cost - self.contract.agreed_cost

    @property
    def under_agreed(self) -> Decimal | None:
        return None if self.over_agreed is None else -self.over_agreed

    @property
    def over_before(self) -> Decimal | None:
        """What it cost more than the year before; none where the books tell of nothing."""
        return self.cost - self.before if self.before else None

    @property
    def under_before(self) -> Decimal | None:
        return None if self.over_before is None else -self.over_before


@dataclass(frozen=True, slots=True)
class YearOfContracts:
    """The contracts of a fiscal year [since, until), with what was said of each.

    ``name``: what people call the year. ``evaluation``: none before the first review.
    """

    year: int
    name: str
    since: date
    until: date
    evaluation: ContractsEvaluation | None
    rows: Sequence[ReviewedContract]

    @property
    def last_day(self) -> date:
        return self.until - timedelta(days=1)

    @property
    def is_reported(self) -> bool:
        return self.evaluation is not None and self.evaluation.reported_at is not None

    @property
    def missing(self) -> list[SupplyContract]:
        """What has not been evaluated yet."""
        return [row.contract for row in self.rows if row.review is None]

    @property
    def documents(self) -> list[EvaluationDocument]:
        """The report, in each language in which it was made."""
        if not self.is_reported:
            return []
        return list(self.evaluation.documents.select_related("document"))

    @property
    def cost(self) -> Decimal:
        """Of all; a supplier with several contracts counts once."""
        return sum(self._once("cost").values(), ZERO)

    @property
    def before(self) -> Decimal:
        return sum(self._once("before").values(), ZERO)

    def _once(self, name: str) -> dict[int, Decimal]:
        return {row.contract.supplier_id: getattr(row, name) for row in self.rows}

    def is_over(self, day: date) -> bool:
        return self.until <= day


def year_of_contracts(year: int, building: Building) -> YearOfContracts | None:
    """Return a fiscal year by the calendar year in which it begins; none begins in some.

    Five statements, however many contracts there are.
    """
    if not EARLIEST <= year <= LATEST:
        return None
    spans = spans_of_year(year, building)
    if spans is None:
        return None
    since, until = spans.year
    found = ContractsEvaluation.objects.prefetch_related("reviews")
    evaluation = found.filter(year=year).first()
    return YearOfContracts(
        year=year,
        name=year_name(since, until),
        since=since,
        until=until,
        evaluation=evaluation,
        rows=_rows(spans, evaluation),
    )


def _rows(
    spans: YearSpans, evaluation: ContractsEvaluation | None
) -> list[ReviewedContract]:
    contracts = list(contract_list().filter(pk__in=_of_the_year(spans)))
    shared = Counter(contract.supplier_id for contract in contracts)
    costs = costs_of_suppliers([spans.year, spans.before], list(shared))
    said = {}
    if evaluation is not None:
        said = {review.contract_id: review for review in evaluation.reviews.all()}
    return [
        ReviewedContract(
            contract,
            *costs.get(contract.supplier_id, (ZERO, ZERO)),
            is_shared=shared[contract.supplier_id] > 1,
            review=said.get(contract.pk),
        )
        for contract in contracts
    ]


def _of_the_year(spans: YearSpans):
    return SupplyContract.objects.running_within(*spans.year).values("pk")


def visible_evaluations(access: Access) -> QuerySet[ContractsEvaluation]:
    """Return what was said of which years, latest first; others read what is reported."""
    if access.allows(Permission.PREPARE_ASSEMBLIES):
        return ContractsEvaluation.objects.all()
    return ContractsEvaluation.objects.filter(reported_at__isnull=False)


def reviews_of(contract: SupplyContract, access: Access) -> QuerySet[ContractReview]:
    """Return what was said of a contract, latest year first."""
    seen = visible_evaluations(access).order_by().values("pk")
    found = contract.reviews.filter(evaluation__in=seen)
    return found.select_related("evaluation").order_by("-evaluation__year")


def coming_point(year: int) -> AgendaItem | None:
    """Return the point on the contracts of the next assembly that is prepared.

    Its ``has_report``: the report of the year is among its documents.
    """
    reported = EvaluationDocument.objects.filter(evaluation__year=year)
    papers = ItemDocument.objects.filter(
        item=OuterRef("pk"), version__document__in=reported.values("document")
    )
    points = AgendaItem.objects.filter(
        assembly__in=drafts(), subject=Subject.CONTRACTS_EVALUATION
    )
    found = points.select_related("assembly").annotate(has_report=Exists(papers))
    return found.order_by("assembly__starts_at", "position").first()
