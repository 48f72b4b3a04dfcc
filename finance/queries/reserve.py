"""The reserve fund: what is in it, what the rule asks of a year, what was called."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum

from finance import chart
from finance.closing import OF_RESERVE
from finance.models import (
    Basis,
    Budget,
    BudgetLine,
    CallItem,
    Cost,
    ReserveOptOut,
)
from finance.queries.budgets import WORKS, Span, latest_first, year_before
from finance.queries.settings import book_settings
from finance.queries.tallies import ask, scalar
from finance.reserve import ReserveCheck, check_reserve
from koprogo.ledger.models import FiscalYear, Line

ZERO = Decimal("0.00")
CREDIT = Sum(F("credit") - F("debit"), default=ZERO)


@dataclass(frozen=True, slots=True)
class ReserveYear:
    """The reserve rule applied to one year: to what was called, and to its budget.

    ``charges``: the ordinary charges of ``before``; None: the books have no cost of
    that year. ``prepared``: EUR for the reserve in calls that are still
    drafts. ``planned``: None without an adopted budget.
    """

    year: FiscalYear
    before: Span
    charges: Decimal | None
    called: ReserveCheck
    prepared: Decimal
    planned: ReserveCheck | None
    opt_out: ReserveOptOut | None

    @property
    def is_prepared(self) -> bool:
        """Whether nothing is missing once the drafts are issued."""
        return self.prepared >= self.called.missing


def reserve_fund(*, on: date | None = None) -> Decimal:
    """Return the reserve at the end of a day: 160, and 700 not yet carried to it.

    Withdrawals are taken from 160 when they are booked. 693 carries from 700 to 160:
    whatever stands on it is still, or already, in one of them. Without a day:
    everything booked so far.
    """
    return _held(chart.RESERVE_FUND, *OF_RESERVE, on=on)


def working_fund() -> Decimal:
    """Return the working fund as it stands in the books: 100."""
    return _held(chart.WORKING_FUND)


def _held(*beginnings: str, on: date | None = None) -> Decimal:
    """Return what stands on accounts that begin like this: a fund has sub-accounts."""
    lines = Line.objects.filter(account__code__regex=f"^({'|'.join(beginnings)})")
    if on is not None:
        lines = lines.filter(entry__date__lte=on)
    return lines.aggregate(held=CREDIT)["held"]


def _called(span: Span | FiscalYear) -> QuerySet[Line]:
    """Return what asked for the reserve (700), without what carries it away."""
    carried = Line.objects.filter(
        entry=OuterRef("entry"), account__code=chart.RESERVE_CARRIED
    )
    return Line.objects.filter(
        ~Exists(carried),
        account__code=chart.RESERVE_CALLED,
        entry__date__gte=span.since,
        entry__date__lt=span.until,
    )


def _drafted(year: FiscalYear) -> QuerySet[CallItem]:
    """What drafts of calls ask for the reserve: of the year's budgets, or due in it."""
    of_year = Q(call__budget__year=year) | Q(
        call__budget=None, call__due_on__gte=year.since, call__due_on__lt=year.until
    )
    return CallItem.objects.filter(
        of_year, purpose=CallItem.Purpose.RESERVE, call__issued_at=None
    )


def ordinary_charges(span: Span) -> Decimal | None:
    """Return the ordinary common charges of a year (art. 3.86 §3), EUR; None: no cost.

    Costs of class 6, less what the reserve paid of them; neither works (67, or with
    calls of their own) nor the private costs of one lot.
    """
    of_works = Q(account__code__startswith=WORKS) | Q(
        withdrawal=True, line__account__code__startswith=WORKS
    )
    costs = (
        Cost.objects.ordinary()
        .filter(
            entry__date__gte=span.since,
            entry__date__lt=span.until,
            account__code__startswith="6",
        )
        .exclude(basis=Basis.LOT)
        .exclude(of_works)
    )
    return costs.aggregate(sum=Sum("amount"))["sum"]


def planned_reserve(budget: Budget) -> Decimal:
    """Return what a budget calls for the reserve."""
    return _with_reserve(Budget.objects.filter(pk=budget.pk))[0].reserve


def _planned(year: FiscalYear) -> Decimal | None:
    budget = _with_reserve(latest_first(Budget.objects.filter(year=year))).first()
    return budget and budget.reserve


def _with_reserve(budgets: QuerySet[Budget]) -> QuerySet[Budget]:
    for_reserve = Q(lines__kind=BudgetLine.Kind.RESERVE)
    return budgets.annotate(
        reserve=Sum("lines__amount", filter=for_reserve, default=ZERO)
    )


def check_of(year: FiscalYear, *, called: Decimal) -> ReserveCheck:
    """Judge the year as if ``called`` were all that it asks for the reserve."""
    opt_out = ReserveOptOut.objects.filter(year=year).first()
    charges = ordinary_charges(year_before(year))
    return _check(year, charges, called, opt_out, book_settings().accepted_on)


def reserve_year(year: FiscalYear) -> ReserveYear:
    """Return the rule applied to what the year called, and to its budget in force."""
    before = year_before(year)
    charges = ordinary_charges(before)
    opt_out = ReserveOptOut.objects.filter(year=year).first()
    accepted = book_settings().accepted_on
    asked = ask(
        called=scalar(_called(year), CREDIT),
        prepared=scalar(_drafted(year), Sum("amount")),
    )
    planned = _planned(year)
    return ReserveYear(
        year=year,
        before=before,
        charges=charges,
        called=_check(year, charges, asked["called"] or ZERO, opt_out, accepted),
        prepared=asked["prepared"] or ZERO,
        planned=None
        if planned is None
        else _check(year, charges, planned, opt_out, accepted),
        opt_out=opt_out,
    )


def _check(year, charges, called, opt_out, accepted) -> ReserveCheck:
    return check_reserve(
        acceptance=accepted,
        until=year.until,
        ordinary_charges=charges,
        called=called,
        opt_out=opt_out.decision if opt_out else "",
    )
