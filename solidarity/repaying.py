"""What is due of a loan, what was received for it, and how money that arrives is divided.

Money fills the instalments in their order, in each the interest first. What arrives
beyond those due is capital paid early, and what is more than all is given back. Being
late costs nothing. Amounts are EUR with two decimals. Pure: no Django, no clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from finance.months import add_months
from solidarity.instalments import (
    CENT,
    NOTHING,
    Instalment,
    WrongPlan,
    defer,
    repay_early,
    schedule,
)

#: an instalment that is later than this makes a loan irregular
REGULAR_DAYS = 30
#: from how late on a loan can be written off, and after how many talks
WRITE_OFF_DAYS = 90
WRITE_OFF_CONTACTS = 2
#: over how many months a grant comes back after a case that was won
WON_MONTHS = (1, 24)


@dataclass(frozen=True, slots=True)
class Share:
    """How an amount is divided; ``early``: which part of the capital was not due yet."""

    capital: Decimal
    interest: Decimal
    early: Decimal
    surplus: Decimal

    @property
    def amount(self) -> Decimal:
        return self.capital + self.interest + self.surplus


def still_open(plan: Sequence[Instalment], received: Decimal) -> list[Instalment]:
    """Return what is left to pay of each instalment, once ``received`` filled the first.

    The first of them may be a part of one: its interest is paid before its capital.
    """
    rest = received
    left: list[Instalment] = []
    for one in plan:
        interest = min(rest, one.interest)
        capital = min(rest - interest, one.capital)
        rest -= interest + capital
        if capital < one.capital:
            left.append(_part(one, one.capital - capital, one.interest - interest))
    return left


def _part(one: Instalment, capital: Decimal, interest: Decimal) -> Instalment:
    return replace(one, capital=capital, interest=interest, amount=capital + interest)


def due_by(left: Sequence[Instalment], day: date) -> Decimal:
    """Return what of it is due by the end of a day."""
    return sum((one.amount for one in left if one.due <= day), start=NOTHING)


def late_since(left: Sequence[Instalment], on: date) -> date | None:
    """Return since when the loan is late: the day of its oldest instalment that passed."""
    return next((one.due for one in left if one.due < on), None)


def late_days(left: Sequence[Instalment], on: date) -> int:
    since = late_since(left, on)
    return (on - since).days if since else 0


def is_regular(left: Sequence[Instalment], on: date) -> bool:
    """Tell whether no instalment is late by more than 30 days."""
    return late_days(left, on) <= REGULAR_DAYS


def capital_of(left: Sequence[Instalment]) -> Decimal:
    return sum((one.capital for one in left), start=NOTHING)


def divide(left: Sequence[Instalment], amount: Decimal, *, on: date) -> Share:
    """Return how money that arrived on a day is divided.

    It fills what is due, and the instalment of the month that begins; the rest is capital
    paid early, as far as there is some.

    Raises:
        ValueError: it is no amount.
    """
    if amount < CENT or amount != amount.quantize(CENT):
        raise ValueError(amount)
    capital = interest = NOTHING
    rest = amount
    for one in _current(left, on):
        part = min(rest, one.interest)
        interest, rest = interest + part, rest - part
        part = min(rest, one.capital)
        capital, rest = capital + part, rest - part
    early = min(rest, capital_of(left) - capital)
    return Share(capital + early, interest, early, rest - early)


def after_early(
    left: Sequence[Instalment], share: Share, *, on: date, annual_percent: Decimal
) -> list[Instalment]:
    """Return the plan of what is left after a share with something early: no more months.

    Where so little is left that each month has no cent, there are fewer of them.
    """
    rest = list(left)[len(_current(left, on)) :]
    if share.early == capital_of(rest):
        return []
    try:
        return repay_early(
            rest, paid=0, amount=share.early, annual_percent=annual_percent
        )
    except WrongPlan:
        return _in_fewer(rest, capital_of(rest) - share.early, annual_percent)


def _in_fewer(
    rest: Sequence[Instalment], left: Decimal, annual_percent: Decimal
) -> list[Instalment]:
    for months in range(len(rest) - 1, 1, -1):
        try:
            return schedule(
                left,
                annual_percent=annual_percent,
                months=months,
                first_due=rest[0].due,
            )
        except WrongPlan:
            continue
    return schedule(
        left, annual_percent=annual_percent, months=1, first_due=rest[0].due
    )


def _current(left: Sequence[Instalment], on: date) -> list[Instalment]:
    """Return the instalments that money of a day pays: due, or within a month."""
    until = add_months(on, 1)
    return [one for one in left if one.due < until]


def later(left: Sequence[Instalment], months: int) -> list[Instalment]:
    """Return what is left, ``months`` later, at the same price.

    Raises:
        WrongPlan: not one to three months; nothing is left.
    """
    return defer(left, paid=0, months=months)


def anew(
    left: Decimal, *, annual_percent: Decimal, months: int, first_due: date
) -> list[Instalment]:
    """Return a plan of the capital that is left over so many months.

    Raises:
        WrongPlan: as ``schedule``.
    """
    return schedule(
        left, annual_percent=annual_percent, months=months, first_due=first_due
    )


def next_due(left: Sequence[Instalment], on: date) -> date:
    """Return when a new plan begins: on the next day of the old one, or in a month."""
    return next((one.due for one in left if one.due > on), add_months(on, 1))


def can_be_written_off(left: Sequence[Instalment], *, contacts: int, on: date) -> bool:
    return late_days(left, on) >= WRITE_OFF_DAYS and contacts >= WRITE_OFF_CONTACTS


def first_collection(today: date, notice: int) -> date:
    """Return the first day that a debit announced today can be collected on."""
    return today + timedelta(days=notice)


def rate(came: Decimal, late: Decimal, lost: Decimal) -> Decimal | None:
    """Return which part came of what was due by the agreed plans; None: nothing was."""
    due = came + late + lost
    return came / due if due else None
