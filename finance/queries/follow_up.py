"""A budget beside what it really costs: by account and by month (finance.md §1)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import accumulate, count, takewhile

from django.db.models import Exists, F, OuterRef, Sum
from django.db.models.functions import TruncMonth

from finance import chart
from finance.allocation import allocate
from finance.models import Budget
from finance.months import add_months
from koprogo.ledger.models import FiscalYear, Line

ZERO = Decimal("0.00")
# An entry with one of these carries a year forward: it costs nothing.
CARRYING = (chart.RESULT, chart.RESERVE_CARRIED, chart.WORKS_CARRIED)


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account of costs over a year, EUR; ``months``: what it cost in each."""

    code: str
    name: str
    budget: Decimal
    months: tuple[Decimal, ...]

    @property
    def actual(self) -> Decimal:
        return sum(self.months, ZERO)

    @property
    def remaining(self) -> Decimal:
        return self.budget - self.actual

    @property
    def over(self) -> Decimal:
        """What was spent beyond the budget of this account."""
        return max(-self.remaining, ZERO)


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month: an equal part of the year's budget, what it cost, and both so far."""

    first: date
    budget: Decimal
    actual: Decimal
    budget_so_far: Decimal
    actual_so_far: Decimal


@dataclass(frozen=True, slots=True)
class FollowUp:
    """All costs of the year of a budget, also those that it does not name."""

    budget: Budget
    accounts: Sequence[AccountRow]
    months: Sequence[MonthRow]

    @property
    def planned(self) -> Decimal:
        return sum((row.budget for row in self.accounts), ZERO)

    @property
    def actual(self) -> Decimal:
        return sum((row.actual for row in self.accounts), ZERO)

    @property
    def remaining(self) -> Decimal:
        return self.planned - self.actual

    @property
    def over(self) -> list[AccountRow]:
        """The accounts on which more was spent than budgeted, the most first."""
        return sorted((row for row in self.accounts if row.over), key=lambda r: -r.over)


def follow_up(budget: Budget) -> FollowUp:
    """Return an adopted budget, contributions to the reserve left out, and its actuals.

    Three statements: the budget, the lines of the ledger, the building's own names.
    """
    firsts = _months(budget.year)
    planned = _planned(budget)
    spent = _spent(budget.year)
    codes = sorted({*planned, *spent})
    names = chart.labels(codes)
    accounts = [
        AccountRow(
            code,
            names[code],
            planned.get(code, ZERO),
            tuple(spent[code].get(first, ZERO) for first in firsts),
        )
        for code in codes
    ]
    return FollowUp(budget, accounts, _by_month(accounts, firsts))


def _months(year: FiscalYear) -> list[date]:
    first = year.since.replace(day=1)
    return [
        *takewhile(
            lambda day: day < year.until, (add_months(first, n) for n in count())
        )
    ]


def _planned(budget: Budget) -> dict[str, Decimal]:
    lines = budget.lines.exclude(account__code=chart.RESERVE_CALLED)
    return dict(
        lines.order_by("account__code")
        .values_list("account__code")
        .annotate(sum=Sum("amount"))
    )


def _spent(year: FiscalYear) -> dict[str, dict[date, Decimal]]:
    """Return what stands on the accounts of costs, by code and month: one statement."""
    carried = Line.objects.filter(entry=OuterRef("entry"), account__code__in=CARRYING)
    rows = (
        Line.objects.filter(
            ~Exists(carried),
            account__code__startswith="6",
            entry__date__gte=year.since,
            entry__date__lt=year.until,
        )
        .order_by()
        .values_list("account__code", TruncMonth("entry__date"))
        .annotate(net=Sum(F("debit") - F("credit")))
    )
    spent: dict[str, dict[date, Decimal]] = defaultdict(dict)
    for code, month, net in rows:
        if chart.is_cost(code):
            spent[code][month] = net
    return spent


def _by_month(accounts: Sequence[AccountRow], firsts: Sequence[date]) -> list[MonthRow]:
    total = sum((row.budget for row in accounts), ZERO)
    budgets = list(allocate(total, dict.fromkeys(firsts, 1)).values())
    actuals = [
        sum((row.months[n] for row in accounts), ZERO) for n in range(len(firsts))
    ]
    return [
        MonthRow(*row)
        for row in zip(
            firsts,
            budgets,
            actuals,
            accumulate(budgets),
            accumulate(actuals),
            strict=True,
        )
    ]
