"""A statement of charges as a whole: its next period, its totals, what to look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import (
    Count,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Sum,
)

from buildings.models import AllocationKey, Holding, HoldingMember, Lot
from finance import chart
from finance.models import (
    Basis,
    ChargeDocument,
    ChargePiece,
    ChargeStatement,
)
from finance.queries.booking import book_calendar
from finance.queries.charging import metered_periods, unsettled_before
from finance.queries.consumption import Unread, unread
from finance.queries.holders import holdings_like
from koprogo.jobs.models import Job
from koprogo.money import from_cents

ZERO = Decimal("0.00")
ONE_DAY = timedelta(days=1)


def next_period(*, on: date) -> tuple[date, date]:
    """Return the days that the next statement settles: after the last one that stands.

    Without one: the latest period, as long as the building's settings say, that is
    over ``on`` a day.
    """
    calendar = book_calendar()
    last = ChargeStatement.objects.standing().order_by("-until").first()
    if last is not None:
        return last.until, calendar.period_of(last.until)[1]
    running, _end = calendar.period_of(on)
    return calendar.period_of(running - ONE_DAY)


@dataclass(frozen=True, slots=True)
class Total:
    """What was divided by the same on one account: ``costs`` of them, EUR together."""

    code: str
    label: str
    by: str
    costs: int
    amount: Decimal


def totals_of(statement: ChargeStatement) -> list[Total]:
    """Return what was divided, by account and by what divides it: one statement."""
    rows = (
        statement.costs.order_by("cost__account__code", "cost__basis", "cost__key_id")
        .values_list(
            "cost__account__code",
            "cost__account__name",
            "cost__basis",
            "cost__key__kind",
            "cost__key__name",
            "cost__meters__name",
            "cost__key_id",
        )
        .annotate(costs=Count("pk"), amount=Sum("cost__amount"))
    )
    return [
        Total(code, name or chart.standard_label(code), _divided_by(*by), costs, amount)
        for code, name, *by, _key_id, costs, amount in rows
    ]


def _divided_by(basis: str, kind: str, key: str, meters: str) -> str:
    """Return the name of a key or of a group of meters, or the words for the rest."""
    if key is not None:
        return str(AllocationKey(kind=kind, name=key))
    return meters or str(Basis(basis).label)


@dataclass(frozen=True, slots=True)
class Warnings:
    """What somebody should look at before he posts a statement.

    ``earlier``: how many costs of days before it no statement settles, and their sum
    (EUR). ``unheld``: lots that nobody held on some of its days.
    """

    earlier: int
    earlier_sum: Decimal
    unread: Sequence[Unread]
    unheld: Sequence[Lot]

    def __bool__(self) -> bool:
        return bool(self.earlier or self.unread or self.unheld)


def warnings_of(statement: ChargeStatement) -> Warnings:
    """Return what to look at in a draft: five statements at most.

    Readings before it is computed: what was computed had them. Lots afterwards.
    """
    earlier, earlier_sum = unsettled_before(statement)
    if statement.computed_at is None:
        return Warnings(earlier, earlier_sum, unread(metered_periods(statement)), [])
    return Warnings(earlier, earlier_sum, [], _unheld(statement))


def _unheld(statement: ChargeStatement) -> list[Lot]:
    held = ChargePiece.objects.filter(statement=statement, lot=OuterRef("pk"))
    days = held.order_by().values("lot").annotate(days=Sum(F("until") - F("since")))
    found = Lot.objects.annotate(held=Subquery(days.values("days")))
    whole = statement.until - statement.since
    lots = found.filter(shares__gt=0).order_by("position", "pk")
    return [lot for lot in lots if lot.held is None or lot.held < whole]


def document_list(
    statement: ChargeStatement, documents: QuerySet[ChargeDocument], *, search: str
) -> QuerySet[ChargeDocument]:
    """Return those of ``documents`` that belong to it and were searched for.

    In the order of the deed; each has ``lots``, the codes of its lots in the period.
    """
    lots = ChargePiece.objects.filter(
        statement=statement, holding=OuterRef("holding")
    ).order_by()
    codes = lots.values("holding").annotate(
        codes=StringAgg("lot__code", ", ", order_by="position")
    )
    found = documents.filter(statement=statement)
    if search:
        of_lot = statement.pieces.filter(lot__code__iexact=search)
        named = holdings_like(search, on=statement.until - ONE_DAY)
        found = found.filter(
            Q(holding__in=named) | Q(holding__in=of_lot.values("holding"))
        )
    return (
        found.select_related("holding")
        .annotate(lots=Subquery(codes.values("codes")))
        .order_by("pk")
    )


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """What one holding bears for one lot, by account in the order of the header; EUR."""

    piece: ChargePiece
    amounts: Sequence[Decimal]


def matrix(
    statement: ChargeStatement, holdings: QuerySet[Holding] | None = None
) -> tuple[list[str], list[MatrixRow]]:
    """Return the accounts, and what each piece bears on each of them.

    ``holdings``: of whom the rows are; of all by default. Four statements.
    """
    sums: dict[str, list[int]] = {}
    rows = statement.costs.values_list("cost__account__code", "cents")
    for code, cents in rows.order_by("cost__account__code"):
        before = sums.get(code)
        sums[code] = (
            cents if before is None else list(map(sum, zip(before, cents, strict=True)))
        )
    pieces = statement.pieces.select_related("lot", "holding")
    if holdings is not None:
        pieces = pieces.filter(holding__in=holdings)
    members = HoldingMember.objects.select_related("owner")
    found = pieces.order_by("position").prefetch_related(
        Prefetch("holding__members", members)
    )
    return list(sums), [
        MatrixRow(one, [from_cents(cents[one.position - 1]) for cents in sums.values()])
        for one in found
    ]


def computing_key(statement: ChargeStatement) -> str:
    return f"charges:{statement.uuid}"


def computing_job(statement: ChargeStatement) -> Job | None:
    """Return the latest work on the computation of a statement."""
    jobs = Job.objects.filter(tenant=statement.tenant_id, key=computing_key(statement))
    return jobs.order_by("-pk").first()
