"""What a building's month is made of, on a day (finance.md §1)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, Subquery, Sum

from buildings.models import Building
from finance.call_periods import Period
from finance.cockpit import reading_day
from finance.fiscal_year import year_around
from finance.models import Budget, BudgetLine, Call, CallItem, Payment
from finance.queries import cockpit_tallies as tallies
from finance.queries.budgets import latest_first
from finance.queries.instalments import periods_of_budget
from finance.queries.reconciliation import BankState, bank_states
from finance.queries.sales import Request, open_requests
from finance.queries.tallies import ask, scalar
from finance.queries.transfers import ReserveTransfer, transfer_of, transfer_sums
from finance.queries.year_end import YearRow, year_rows

ZERO = Decimal("0.00")
Account = Payment.BankAccount


@dataclass(frozen=True, slots=True)
class Instalment:
    """The running period of the budget in force. ``is_called``: nothing is left of it."""

    budget: Budget
    period: Period
    is_called: bool


@dataclass(frozen=True, slots=True)
class Month:
    """All that the lines of a building say on the day ``on``.

    ``bank``: the accounts that the association has. ``read_on``: the bound of the
    fiscal year for which meters are read; ``is_read``: nobody needs it any more.
    ``ended``: the first fiscal year that is over and open; ``closed``: how many are.
    """

    on: date
    bank: Sequence[BankState]
    movements: tallies.Movements
    transfer: ReserveTransfer
    invoices: tallies.Invoices
    letters: tallies.Letters
    owners: tallies.Owners
    meters: tallies.Meters
    instalment: Instalment | None
    requests: Sequence[Request]
    read_on: date
    is_read: bool
    ended: YearRow | None
    closed: int


def month_of(building: Building, *, on: date) -> Month:
    """Look at everything that a month brings: seven statements."""
    years = year_rows()
    read_on, is_read = _reading(building, years, on)
    answers = ask(
        **tallies.movements(),
        **tallies.invoices(on),
        **tallies.letters(on),
        **tallies.owners(on),
        **tallies.meters(read_on),
        **transfer_sums(on=on),
    )
    over = [row for row in reversed(years) if row.year.until <= on]
    return Month(
        on=on,
        bank=_accounts(building, bank_states()),
        movements=tallies.Movements.read(answers),
        transfer=transfer_of(answers),
        invoices=tallies.Invoices.read(answers),
        letters=tallies.Letters.read(answers),
        owners=tallies.Owners.read(answers),
        meters=tallies.Meters.read(answers),
        instalment=_instalment(on),
        requests=open_requests(on=on),
        read_on=read_on,
        is_read=is_read,
        ended=next((row for row in over if not row.year.is_closed), None),
        closed=sum(row.year.is_closed for row in over),
    )


def _accounts(building: Building, states: Mapping[str, BankState]) -> list[BankState]:
    """Return the accounts of which the bank told, or could tell."""
    ibans = {
        Account.WORKING: building.working_iban,
        Account.RESERVE: building.reserve_iban,
    }
    return [one for code, one in states.items() if one.statements or ibans[code]]


def _reading(
    building: Building, years: Sequence[YearRow], on: date
) -> tuple[date, bool]:
    """Return for which day meters are read, and whether what it ends is settled."""
    since, until = year_around(
        on,
        first_month=building.fiscal_year_start,
        opened=[(row.year.since, row.year.until) for row in years],
    )
    day = reading_day(since=since, until=until, on=on)
    ending = [row for row in years if row.year.until == day]
    return day, any(row.is_settled or row.year.is_closed for row in ending)


def _instalment(on: date) -> Instalment | None:
    """Return what the budget in force asks for today, if it does: one statement.

    Nothing is left of a period that was called, or when all of the year was.
    """
    calls = Call.objects.standing().filter(budget=OuterRef("pk"))
    lines = BudgetLine.objects.filter(budget=OuterRef("pk"))
    running = Budget.objects.filter(year__since__lte=on, year__until__gt=on)
    budgets = latest_first(running).annotate(
        called=ArraySubquery(calls.order_by("instalment").values("instalment")),
        asked_of_year=scalar(
            lines.exclude(kind=BudgetLine.Kind.EXTRAORDINARY),
            Sum("amount", default=ZERO),
        ),
        called_of_year=_called_of_year(),
    )
    found = list(budgets.select_related("year"))
    if not found or not found[0].asked_of_year:
        return None
    in_force = found[0]
    period = next(
        one for one in periods_of_budget(in_force) if one.since <= on < one.until
    )
    called = [
        periods_of_budget(budget)[number - 1]
        for budget in found
        for number in budget.called
    ]
    is_called = any(period.overlaps(one) for one in called)
    all_called = in_force.called_of_year >= in_force.asked_of_year
    return Instalment(in_force, period, is_called or all_called)


def _called_of_year() -> Subquery:
    """What was called for the year, by its budgets or by hand; works are apart."""
    by_hand = Q(
        call__budget=None,
        call__date__gte=OuterRef("year__since"),
        call__date__lt=OuterRef("year__until"),
    )
    purposes = (CallItem.Purpose.PROVISION, CallItem.Purpose.RESERVE)
    items = CallItem.objects.filter(
        Q(call__budget__year=OuterRef("year")) | by_hand,
        call__in=Call.objects.standing(),
        purpose__in=purposes,
    )
    return scalar(items, Sum("amount", default=ZERO))
