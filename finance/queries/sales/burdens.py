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
    """What a document asked of the lots for one item, EUR.

    ``year_id``: the fiscal year of the budget that it calls, if it does.
    """

    title: str
    label: str
    purpose: str
    call: UUID
    due_on: date
    decided_on: date
    document_id: int
    holding_id: int
    year_id: int | None
    amount: Decimal


def burdens_of(sale: Sale, lots: Sequence[Lot], *, on: date) -> Burdens:
    """Return what is open or decided for these lots: six statements.

    While no deed is planned, as if it were ``on``. Calls for the working fund are left
    out: the seller gets it back.
    """
    terms = Terms(sale.deed_on or on, sale.contract_on, sale.proxy)
    unpaid = _unpaid(sale)
    called = _called(lots, unpaid, terms.deed_on)
    items = [
        *_open(called, sale, unpaid, terms),
        *_not_called(_asked(lots, on=terms.deed_on), called, terms),
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


def _called(
    lots: Sequence[Lot], unpaid: Collection[int], deed_on: date
) -> list[_Called]:
    """Return what was called from the lots and is open, payable on the day of the deed
    or later, or calls a budget of a year that is not over then.
    """
    counts = Q(document__in=unpaid) | Q(item__call__due_on__gte=deed_on)
    rows = (
        _lines(lots)
        .filter(counts | Q(item__call__budget__year__until__gt=deed_on))
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
            "document_id",
            "document__holding_id",
            "item__call__budget__year_id",
        )
        .annotate(amount=Sum("amount"))
    )
    return [_Called(*row) for row in rows]


def _open(
    called: Sequence[_Called], sale: Sale, unpaid: Collection[int], terms: Terms
) -> Iterator[Burden]:
    """Yield what stands on the account of the seller: unpaid, or payable later."""
    for one in called:
        stands = one.document_id in unpaid or one.due_on >= terms.deed_on
        if one.holding_id == sale.seller_id and stands:
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
    asked: dict[tuple[Budget, str], Decimal], called: Sequence[_Called], terms: Terms
) -> Iterator[Burden]:
    """Yield what budgets ask for, less what their years have called already."""
    before: dict[tuple[int | None, str], Decimal] = defaultdict(Decimal)
    for one in called:
        before[one.year_id, one.purpose] += one.amount
    for (budget, purpose), amount in asked.items():
        left = amount - before[budget.year_id, purpose]
        if left > 0:
            yield Burden(
                title=f"{budget.title} – {budget.decision}",
                purpose=purpose,
                amount=left,
                decided_on=budget.decided_on,
                due_on=None,
                bearing=who_bears(
                    terms, ordinary=False, decided_on=budget.decided_on, due_on=None
                ),
            )


def _asked(lots: Sequence[Lot], *, on: date) -> dict[tuple[Budget, str], Decimal]:
    """Return the parts of the lots in budgets that are not over, by purpose, in EUR.

    Of each year the budget adopted last counts; the keys are those of the day ``on``.
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
    lines = list(lines.select_related("budget").order_by("budget", "position"))
    parts = _parts({line.key_id for line in lines}, on=on)
    asked: dict[tuple[Budget, str], Decimal] = defaultdict(Decimal)
    for line in lines:
        if shares := parts.get(line.key_id):
            divided = allocate(line.amount, shares)
            bears = sum((divided.get(lot.pk, ZERO) for lot in lots), ZERO)
            asked[line.budget, CALLED_FOR[line.kind]] += bears
    return asked


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
