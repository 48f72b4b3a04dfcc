"""Which part of a cost belongs to which period: by days, to the cent (finance.md §1).

A cost covers [since, until): the last day is not in it. An insurance for
01/11/2023-31/10/2024 covers 366 days, until 1 November 2024. What belongs to later
periods waits on account 490 and is released period by period.

All amounts are EUR with two decimals. Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from finance.allocation import allocate
from finance.months import add_months

#: the lengths, in months, of an accounting period
PERIODS = (1, 3, 6, 12)


class DeferralError(ValueError):
    """The cost or the periods cannot be laid out on the calendar."""


class EmptyPeriod(DeferralError):
    """The period covered ends before its first day is over."""

    def __init__(self, since: date, until: date) -> None:
        super().__init__(f"no day in [{since}, {until})")
        self.since = since
        self.until = until


class NotAPeriod(DeferralError):
    """Accounting periods have 1, 3, 6 or 12 months."""

    def __init__(self, months: int) -> None:
        super().__init__(f"not an accounting period: {months} months")
        self.months = months


class NotTheFirstOfAMonth(DeferralError):
    """A fiscal year begins on the first day of a month."""

    def __init__(self, day: date) -> None:
        super().__init__(f"not the first day of a month: {day}")
        self.day = day


@dataclass(frozen=True, slots=True)
class Slice:
    """The part of a cost that belongs to [since, until), of ``days`` days."""

    since: date
    until: date
    days: int
    amount: Decimal


def spread(
    amount: Decimal, *, since: date, until: date, bounds: Sequence[date]
) -> list[Slice]:
    """Divide a cost of [since, until) by days over the periods that ``bounds`` cut.

    The slices come in order of time, join up, and sum to ``amount`` exactly (largest
    remainder; between equal remainders the earlier slice). A negative amount splits
    as its absolute value. Bounds outside the period cut nothing.

    Raises:
        EmptyPeriod: ``until`` is not after ``since``.
        InvalidAmount: ``amount`` is not a whole number of cents.
    """
    if until <= since:
        raise EmptyPeriod(since, until)
    inside = {bound for bound in bounds if since < bound < until}
    periods = list(pairwise(sorted({since, until} | inside)))
    days = {period: (period[1] - period[0]).days for period in periods}
    amounts = allocate(amount, days)
    return [Slice(*period, days[period], amounts[period]) for period in periods]


def period_bounds(
    first_day: date, months: int, *, until: date | None = None
) -> list[date]:
    """Return where accounting periods of ``months`` begin, and where the last ends.

    The fiscal year begins on ``first_day``. With ``until`` its periods go on, year
    after year, as far as they cover every day before it.

    Raises:
        NotAPeriod: ``months`` is not 1, 3, 6 or 12.
        NotTheFirstOfAMonth: no fiscal year begins on ``first_day``.
    """
    if months not in PERIODS:
        raise NotAPeriod(months)
    if first_day.day != 1:
        raise NotTheFirstOfAMonth(first_day)
    end = max(add_months(first_day, 12), until or first_day)
    bounds = [first_day]
    while bounds[-1] < end:
        bounds.append(add_months(bounds[-1], months))
    return bounds
