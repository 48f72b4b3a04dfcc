"""What is open or decided for the lots of a sale, and who bears it (art. 3.94 §2)."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from buildings.models import KeyPart, KeyVersion, Lot
from finance.allocation import allocate
from finance.bearing import Bearing, Terms, who_bears
from finance.models import (
    Budget,
    BudgetLine,
    Call,
    CallItem,
    CallLine,
    Cost,
    Sale,
    Works,
)
from finance.queries.accounts import CALL, settlements
from koprogo.ledger.models import FiscalYear

ZERO = Decimal("0.00")
NOTHING = Value(ZERO)
Purpose = CallItem.Purpose
# A kind of the budget → what it is called for.
CALLED_FOR = {
    BudgetLine.Kind.RESERVE: Purpose.RESERVE,
    BudgetLine.Kind.EXTRAORDINARY: Purpose.WORKS,
}


@dataclass(frozen=True, slots=True)
class Burden:
    """An amount of the lots, EUR. ``call`` asked for it, and it stands on the account
    of the seller; None: it is decided and not called yet.
    """

    title: str
    purpose: str
    amount: Decimal
    decided_on: date
    due_on: date | None
    bearing: Bearing
    call: UUID | None = None

    @property
    def what(self) -> str:
        return str(Purpose(self.purpose).label)


@dataclass(frozen=True, slots=True)
class WorksUnderWay:
    """Works that were decided and are not ended, in EUR.

    ``called`` from the lots; ``booked``: what they have cost the association so far.
    """

    works: Works
    called: Decimal
    booked: Decimal


@dataclass(frozen=True, slots=True)
class Burdens:
    """Everything that seller and buyer have to know, the earliest due first."""

    items: Sequence[Burden]
    works: Sequence[WorksUnderWay]

    @property
    def reserve(self) -> list[Burden]:
        return [one for one in self.items if one.purpose == Purpose.RESERVE]

    @property
    def called(self) -> list[Burden]:
        return [one for one in self.items if one.call]

    @property
    def decided(self) -> list[Burden]:
        return [one for one in self.items if not one.call]


@dataclass(frozen=True, slots=True)
class _Called:
    """What a document of the seller asks of the lots for one item, EUR."""

    title: str
    label: str
    purpose: str
    call: UUID
    due_on: date
    decided_on: date
    amount: Decimal


def burdens_of(sale: Sale, lots: Sequence[Lot], *, on: date) -> Burdens:
    """Return what is open or decided for these lots: seven statements.

    While no deed is planned, as if it were ``on``. Calls for the working fund are left
    out: the seller gets it back.
    """
    terms = Terms(sale.deed_on or on, sale.contract_on, sale.proxy)
    items = [
        *_open(_called(lots, sale, terms.deed_on), terms),
        *_not_called(_asked(lots, on=terms.deed_on), terms),
    ]
    items.sort(key=lambda one: (one.due_on or date.max, one.decided_on))
    return Burdens(items, _works(lots))


def _unpaid(sale: Sale) -> set[int]:
    """Return the documents of calls that the seller has not paid in full."""
    settlement = settlements([sale.seller_id])[sale.seller_id]
    return {
        item.due.id.pk
        for item in settlement.items
        if item.due.id.source == CALL and item.open
    }


def _called(lots: Sequence[Lot], sale: Sale, deed_on: date) -> list[_Called]:
    """Return what stands on the account of the seller for these lots: unpaid, or
    payable on the day of the deed or later.
    """
    counts = Q(document__in=_unpaid(sale)) | Q(item__call__due_on__gte=deed_on)
    rows = (
        _lines(lots)
        .filter(counts, document__holding=sale.seller_id)
        .exclude(item__purpose=Purpose.WORKING_FUND)
        .order_by("item__call__due_on", "item", "document")
        .values_list(
            "item__call__title",
            "item__label",
            "item__purpose",
            "item__call__uuid",
            "item__call__due_on",
            Coalesce(
                "item__works__decided_on",
                "item__call__budget__decided_on",
                "item__call__date",
            ),
        )
        .annotate(amount=Sum("amount"))
    )
    return [_Called(*row) for row in rows]


def _open(called: Sequence[_Called], terms: Terms) -> Iterator[Burden]:
    for one in called:
        yield Burden(
            title=f"{one.title} – {one.label}",
            purpose=one.purpose,
            amount=one.amount,
            decided_on=one.decided_on,
            due_on=one.due_on,
            bearing=who_bears(
                terms,
                ordinary=one.purpose == Purpose.PROVISION,
                decided_on=one.decided_on,
                due_on=one.due_on,
            ),
            call=one.call,
        )


def _not_called(
    asked: dict[tuple[Budget, str], Decimal], terms: Terms
) -> Iterator[Burden]:
    for (budget, purpose), amount in asked.items():
        if amount > 0:
            yield Burden(
                title=f"{budget.title} – {budget.decision}",
                purpose=purpose,
                amount=amount,
                decided_on=budget.decided_on,
                due_on=None,
                bearing=who_bears(
                    terms, ordinary=False, decided_on=budget.decided_on, due_on=None
                ),
            )


def _asked(lots: Sequence[Lot], *, on: date) -> dict[tuple[Budget, str], Decimal]:
    """Return the parts of the lots in what budgets that are not over still ask for, by
    purpose, in EUR; with the keys of the day ``on``.

    What the whole building is still asked for is divided: of calls that were rounded
    one by one no cents are left over.
    """
    lines = _planned(on)
    parts = _parts({line.key_id for line in lines}, on=on)
    called = _called_of_years({line.budget.year_id for line in lines})
    asked: dict[tuple[Budget, str], Decimal] = defaultdict(Decimal)
    for line in lines:
        purpose = CALLED_FOR[line.kind]
        before = (line.budget.year_id, purpose, line.key_id)
        covered = min(called[before], line.amount)
        called[before] -= covered
        if shares := parts.get(line.key_id):
            divided = allocate(line.amount - covered, shares)
            bears = sum((divided.get(lot.pk, ZERO) for lot in lots), ZERO)
            asked[line.budget, purpose] += bears
    return asked


def _planned(on: date) -> list[BudgetLine]:
    """Return what budgets that are not over ask for beside provisions.

    Of each year the budget adopted last counts.
    """
    in_force = (
        Budget.objects.adopted()
        .filter(year__until__gt=on)
        .order_by("year_id", "-adopted_at", "-pk")
        .distinct("year_id")
    )
    lines = BudgetLine.objects.filter(
        budget__in=in_force.values("pk"), kind__in=CALLED_FOR
    )
    return list(lines.select_related("budget").order_by("budget", "position"))


def _called_of_years(
    years: Collection[int],
) -> defaultdict[tuple[int, str, int], Decimal]:
    """Return what was called by (fiscal year, purpose, key), in EUR.

    A call counts in the year of its budget, or else of its date: works that were
    decided apart are called without the budget that foresaw them.
    """
    called_on = OuterRef("call__date")
    dated = FiscalYear.objects.filter(since__lte=called_on, until__gt=called_on)
    rows = (
        CallItem.objects.filter(
            call__in=Call.objects.standing(), purpose__in=CALLED_FOR.values()
        )
        .annotate(year=Coalesce("call__budget__year_id", Subquery(dated.values("pk"))))
        .filter(year__in=years)
        .order_by()
        .values_list("year", "purpose", "key")
        .annotate(sum=Sum("amount"))
    )
    found: defaultdict[tuple[int, str, int], Decimal] = defaultdict(Decimal)
    for year, purpose, key, amount in rows:
        found[year, purpose, key] = amount
    return found


def _parts(keys: Collection[int], *, on: date) -> dict[int, dict[int, int]]:
    """Return the parts of each lot in these keys on a day, in the order of the deed."""
    versions = KeyVersion.objects.filter(key__in=keys).in_force(on)
    rows = KeyPart.objects.filter(version__in=versions.values("pk")).order_by(
        "lot__position", "lot_id"
    )
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for key_id, lot_id, parts in rows.values_list("version__key_id", "lot_id", "parts"):
        found[key_id][lot_id] = parts
    return found


def _works(lots: Sequence[Lot]) -> list[WorksUnderWay]:
    called = _lines(lots).filter(item__works=OuterRef("pk")).values("item__works")
    booked = Cost.objects.filter(works=OuterRef("pk")).order_by().values("works")
    under_way = Works.objects.filter(ended_on=None).annotate(
        called=Coalesce(Subquery(_sum(called)), NOTHING),
        booked=Coalesce(Subquery(_sum(booked)), NOTHING),
    )
    return [
        WorksUnderWay(one, one.called, one.booked)
        for one in under_way.order_by("decided_on", "pk")
    ]


def _sum(rows: QuerySet) -> QuerySet:
    return rows.annotate(sum=Sum("amount")).values("sum")


def _lines(lots: Sequence[Lot]) -> QuerySet[CallLine]:
    """Return the lines of these lots in calls that stand."""
    standing = Call.objects.standing()
    return CallLine.objects.filter(lot__in=lots, item__call__in=standing)
