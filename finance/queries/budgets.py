"""Budgets: who may read which, which one counts, and what a new one may begin with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from buildings.access import Access, Permission
from buildings.models import AllocationKey, Building
from finance import chart
from finance.fiscal_year import first_day_of_year
from finance.models import Basis, Budget, BudgetLine, CallItem, Cost
from finance.months import add_months
from koprogo.fields import MoneyField
from koprogo.ledger.models import Account, FiscalYear

ZERO = Decimal("0.00")
WORKS = "67"
Kind = BudgetLine.Kind


@dataclass(frozen=True, slots=True)
class LineDraft:
    """A line to be: what a year is expected to cost on an account, EUR, by a key."""

    kind: str
    label: str
    account: Account
    key: AllocationKey
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Span:
    """The days [since, until) of a fiscal year, opened or not."""

    since: date
    until: date
    is_open: bool = True


def budget_list(access: Access) -> QuerySet[Budget]:
    """Return the budgets that a person may read, latest first, with ``total`` in EUR.

    Drafts are for those who prepare them. ``in_force`` is the primary key of the one
    that counts in its year.
    """
    lines = BudgetLine.objects.filter(budget=OuterRef("pk")).order_by()
    totals = lines.values("budget").annotate(total=Sum("amount")).values("total")
    latest = latest_first(Budget.objects.filter(year=OuterRef("year")))
    found = Budget.objects.select_related("year").annotate(
        total=Coalesce(Subquery(totals, output_field=MoneyField()), Value(ZERO)),
        in_force=Subquery(latest.values("pk")[:1]),
    )
    if access.allows(Permission.PREPARE_BUDGETS):
        return found
    return found.adopted()


def budget_in_force(year: FiscalYear) -> Budget | None:
    """Return the budget of the year that was adopted last."""
    return latest_first(Budget.objects.filter(year=year)).first()


def latest_first(budgets: QuerySet[Budget]) -> QuerySet[Budget]:
    """Return those that were adopted; the first is the one that counts."""
    return budgets.adopted().order_by("-adopted_at", "-pk")


def year_of(day: date, years: Sequence[FiscalYear]) -> FiscalYear | None:
    """Return the fiscal year of a day, or else the last; ``years``: in their order."""
    inside = (year for year in years if year.since <= day < year.until)
    return next(inside, years[-1] if years else None)


def years_to_budget(access: Access, building: Building, *, on: date) -> list[Span]:
    """Return what a person may make a budget for, in the order of time.

    The open years; and for those who open years, the one after the last, or in books
    without a year the one of ``on`` and the next.
    """
    opened = list(FiscalYear.objects.order_by("since"))
    spans = [Span(year.since, year.until) for year in opened if not year.is_closed]
    if not access.allows(Permission.KEEP_BOOKS):
        return spans
    if opened:
        return [*spans, _twelve_months(opened[-1].until)]
    month = building.fiscal_year_start
    first = _twelve_months(first_day_of_year(on, first_month=month))
    return [first, _twelve_months(first.until)]


def _twelve_months(since: date) -> Span:
    return Span(since, add_months(since, 12), is_open=False)


def year_before(span: Span | FiscalYear) -> Span:
    """Return the fiscal year before this one; twelve months where none was opened."""
    before = FiscalYear.objects.filter(until=span.since).first()
    if before is not None:
        return Span(before.since, before.until)
    return Span(add_months(span.since, -12), span.since, is_open=False)


# Accounts


def budget_accounts() -> dict[str, Account]:
    """Return the accounts that a budget may name, by code: costs, and 700."""
    return {
        account.code: account
        for account in Account.objects.order_by("code")
        if is_budgeted(account.code)
    }


def is_budgeted(code: str) -> bool:
    """Whether a budget may name it; 68 and 69 only carry money between funds."""
    if code == chart.RESERVE_CALLED:
        return True
    expected = chart.is_cost(code) and not code.startswith("68")
    return expected and chart.is_postable(code)


# What a new budget may begin with


class Start(models.TextChoices):
    """Where the lines of a new budget come from."""

    BUDGET = "budget", _("the budget of the year before")
    COSTS = "costs", _("what the year before really cost")
    EMPTY = "empty", _("no lines")


def first_lines(year: FiscalYear, start: str) -> list[LineDraft]:
    """Return the lines with which a budget of this year begins."""
    match start:
        case Start.BUDGET:
            return lines_of_budget_before(year)
        case Start.COSTS:
            return lines_of_costs_before(year)
    return []


def lines_of_budget_before(year: FiscalYear) -> list[LineDraft]:
    """Return the lines of the budget that counts in the year before; or nothing."""
    before = FiscalYear.objects.filter(until=year.since).first()
    budget = before and budget_in_force(before)
    if budget is None:
        return []
    return [
        LineDraft(line.kind, line.label, line.account, line.key, line.amount)
        for line in budget.lines.select_related("account", "key")
    ]


def lines_of_costs_before(year: FiscalYear) -> list[LineDraft]:
    """Return what the year before really cost, by account and key, and its reserve.

    Costs by meters and by fixed amounts stand on the shares of the deed: a budget
    divides by keys. Private costs and withdrawals from the reserve are left out.
    """
    before = year_before(year)
    accounts, keys = budget_accounts(), {k.pk: k for k in AllocationKey.objects.all()}
    shares = next(k for k in keys.values() if k.kind == AllocationKey.Kind.SHARES)
    sums: dict[tuple[str, int], Decimal] = {}
    for code, key_id, amount in _costs_by_key(before):
        place = (code, key_id or shares.pk)
        sums[place] = sums.get(place, ZERO) + amount
    names = chart.labels({code for code, _key in sums} | {chart.RESERVE_CALLED})
    return [
        LineDraft(_kind(code), names[code][:120], accounts[code], keys[key_id], amount)
        for (code, key_id), amount in [*sums.items(), *_reserve_by_key(before)]
        if amount > 0 and code in accounts
    ]


def _kind(code: str) -> str:
    if code == chart.RESERVE_CALLED:
        return Kind.RESERVE
    return Kind.EXTRAORDINARY if code.startswith(WORKS) else Kind.ORDINARY


def _costs_by_key(span: Span) -> Iterable[tuple[str, int | None, Decimal]]:
    return (
        Cost.objects.filter(
            entry__date__gte=span.since,
            entry__date__lt=span.until,
            account__code__startswith="6",
            withdrawal=False,
        )
        .exclude(basis=Basis.LOT)
        .order_by("account__code", "key")
        .values_list("account__code", "key")
        .annotate(amount=Sum("amount"))
    )


def _reserve_by_key(span: Span) -> list[tuple[tuple[str, int], Decimal]]:
    called = (
        CallItem.objects.filter(
            purpose=CallItem.Purpose.RESERVE,
            call__entry__mirror=None,
            call__date__gte=span.since,
            call__date__lt=span.until,
        )
        .order_by("key")
        .values_list("key")
        .annotate(amount=Sum("amount"))
    )
    return [((chart.RESERVE_CALLED, key_id), amount) for key_id, amount in called]
