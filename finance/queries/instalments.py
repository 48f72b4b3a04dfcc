"""The instalments of a year: what was called, and what its budget still asks for."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Sum

from finance.call_periods import (
    Period,
    due_date,
    first_to_come,
    open_periods,
    periods_of,
)
from finance.models import Budget, Call, CallItem
from finance.provisions import BudgetLine, Kind, Purpose, provisions

ZERO = Decimal("0.00")
Amounts = Mapping[Purpose[int], Decimal]
KINDS = {
    CallItem.Purpose.PROVISION: Kind.ORDINARY,
    CallItem.Purpose.RESERVE: Kind.RESERVE,
    CallItem.Purpose.WORKS: Kind.EXTRAORDINARY,
}
PURPOSES = {kind: purpose for purpose, kind in KINDS.items()}


@dataclass(frozen=True, slots=True)
class Instalment:
    """What would be called for a period, EUR by kind of cost and key (primary key)."""

    period: Period
    due_on: date
    amounts: Amounts

    @property
    def total(self) -> Decimal:
        return sum(self.amounts.values(), ZERO)

    @property
    def provision(self) -> Decimal:
        return self._of(Kind.ORDINARY)

    @property
    def reserve(self) -> Decimal:
        return self._of(Kind.RESERVE)

    @property
    def works(self) -> Decimal:
        return self._of(Kind.EXTRAORDINARY)

    def _of(self, kind: Kind) -> Decimal:
        return sum((a for p, a in self.amounts.items() if p.kind is kind), ZERO)


@dataclass(frozen=True, slots=True)
class Plan:
    """What the calls that are still to be made must be.

    ``periods``: those of the year of which no day was called. ``drafts``: calls of this
    year's budgets that nobody issued. called + instalments - excess = budget, for each
    kind and key.
    """

    first: int
    works: bool
    count: int
    periods: tuple[Period, ...]
    called: Decimal
    excess: Decimal
    instalments: tuple[Instalment, ...]
    drafts: tuple[Call, ...]
    is_made: bool

    @property
    def total(self) -> Decimal:
        return sum((one.total for one in self.instalments), ZERO)


def calls_of_year(budget: Budget) -> list[Call]:
    """Return what was made of the budgets of this year, in the order of the periods.

    Each with its items, its budget, and whether it was cancelled: two statements.
    """
    found = Call.objects.filter(budget__year=budget.year_id)
    return list(
        found.select_related("budget__year", "entry__mirror")
        .prefetch_related("items")
        .order_by("instalment", "due_on", "pk")
    )


def period_of(call: Call) -> Period:
    """Return the period for which a budget's call was made."""
    return periods_of_budget(call.budget)[call.instalment - 1]


def periods_of_budget(budget: Budget) -> tuple[Period, ...]:
    year = budget.year
    return periods_of(since=year.since, until=year.until, months=budget.call_months)


def plan_of(
    budget: Budget,
    calls: Sequence[Call],
    *,
    on: date,
    first: int | None = None,
    works: bool | None = None,
) -> Plan:
    """Divide what the budget in force still asks over the periods not called yet.

    ``calls``: of ``calls_of_year``. ``first``: the period to begin with; by default
    where the drafts of this budget begin, or else the one in which ``on`` lies.
    ``works``: whether extraordinary costs are called as well; by default as before.
    """
    standing = [call for call in calls if call.is_issued and not call.is_cancelled]
    drafts = tuple(call for call in calls if not call.is_issued)
    everything = periods_of_budget(budget)
    uncalled = open_periods(everything, [period_of(call) for call in standing])
    if works is None:
        works = any(Kind.EXTRAORDINARY in _kinds(c) for c in (*standing, *drafts))
    if first is None:
        first = _first(budget, drafts, uncalled, on=on)
    chosen = [period for period in uncalled if period.number >= first]
    lines = _lines(budget, works=works)
    called = _called(budget, standing, works=works)
    divided = provisions(lines, count=max(len(chosen), 1), called=called)
    instalments = tuple(
        Instalment(period, due_date(period, on=on), amounts)
        for period, amounts in zip(chosen, divided.instalments, strict=False)
        if amounts
    )
    return Plan(
        first=first,
        works=works,
        count=len(everything),
        periods=uncalled,
        called=sum(called.values(), ZERO),
        excess=sum(divided.excess.values(), ZERO),
        instalments=instalments,
        drafts=drafts,
        is_made=_as_planned(budget, drafts, instalments),
    )


def _first(
    budget: Budget, drafts: Sequence[Call], uncalled: Sequence[Period], *, on: date
) -> int:
    own = [draft.instalment for draft in drafts if draft.budget_id == budget.pk]
    if own:
        return min(own)
    return first_to_come(uncalled, on=on) if uncalled else 1


def _lines(budget: Budget, *, works: bool) -> list[BudgetLine[int]]:
    rows = (
        budget.lines.order_by("kind", "key__kind", "key__code")
        .values_list("kind", "key")
        .annotate(sum=Sum("amount"))
    )
    lines = [BudgetLine(Purpose(Kind(kind), key), sum_) for kind, key, sum_ in rows]
    order = list(Kind)
    lines.sort(key=lambda line: order.index(line.purpose.kind))
    return [
        line for line in lines if works or line.purpose.kind is not Kind.EXTRAORDINARY
    ]


def _called(budget: Budget, standing: Sequence[Call], *, works: bool) -> Amounts:
    """Return what was called of this year, with what people called without a budget."""
    called: dict[Purpose[int], Decimal] = defaultdict(Decimal)
    for call in standing:
        for purpose, amount in amounts_of(call).items():
            if works or purpose.kind is not Kind.EXTRAORDINARY:
                called[purpose] += amount
    by_hand = (
        CallItem.objects.filter(
            call__in=Call.objects.standing(),
            call__budget=None,
            call__date__gte=budget.year.since,
            call__date__lt=budget.year.until,
            purpose__in=(CallItem.Purpose.PROVISION, CallItem.Purpose.RESERVE),
        )
        .order_by()
        .values_list("purpose", "key")
        .annotate(sum=Sum("amount"))
    )
    for purpose, key, amount in by_hand:
        called[Purpose(KINDS[purpose], key)] += amount
    return called


def amounts_of(call: Call) -> Amounts:
    """Return what a call asks for by kind and key, EUR; its working fund left out."""
    amounts: dict[Purpose[int], Decimal] = {}
    for item in call.items.all():
        if kind := KINDS.get(item.purpose):
            purpose = Purpose(kind, item.key_id)
            amounts[purpose] = amounts.get(purpose, ZERO) + item.amount
    return amounts


def _kinds(call: Call) -> set[Kind]:
    return {purpose.kind for purpose in amounts_of(call)}


def _as_planned(
    budget: Budget, drafts: Sequence[Call], instalments: Sequence[Instalment]
) -> bool:
    """Whether the drafts are the plan: of this budget, for the same periods and sums."""
    made = {(draft.budget_id, draft.instalment): amounts_of(draft) for draft in drafts}
    wanted = {(budget.pk, one.period.number): one.amounts for one in instalments}
    return len(made) == len(drafts) and made == wanted
