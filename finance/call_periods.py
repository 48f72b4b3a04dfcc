"""The periods of a fiscal year for which provisions are called. Pure.

docs/rules/provisions.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, takewhile

from finance.months import add_months

DAYS_TO_PAY = 14


@dataclass(frozen=True, slots=True)
class Period:
    """The days [since, until) of instalment ``number``; 1 is the first of the year."""

    number: int
    since: date
    until: date

    @property
    def last_day(self) -> date:
        return self.until - timedelta(days=1)

    def overlaps(self, other: "Period") -> bool:
        return self.since < other.until and other.since < self.until


def periods_of(*, since: date, until: date, months: int) -> tuple[Period, ...]:
    """Cut the year [since, until) into periods of so many months; the last may be shorter."""
    first_days = takewhile(
        lambda day: day < until, (add_months(since, months * n) for n in count())
    )
    return tuple(
        Period(number, first, min(add_months(since, months * number), until))
        for number, first in enumerate(first_days, start=1)
    )


def open_periods(
    periods: Iterable[Period], called: Sequence[Period]
) -> tuple[Period, ...]:
    """Return the periods of which no day was called yet."""
    return tuple(
        period
        for period in periods
        if not any(period.overlaps(other) for other in called)
    )


def first_to_come(periods: Sequence[Period], *, on: date) -> int:
    """Return the number of the first period that is not over; the last, if all are.

    ``periods``: one at least, in order.
    """
    to_come = (period.number for period in periods if period.until > on)
    return next(to_come, periods[-1].number)


def due_date(period: Period, *, on: date) -> date:
    """Return when an instalment made ``on`` this day is due.

    Fourteen days after its period begins, or after ``on`` when it has begun: it is
    issued, and stands in the books, in the fiscal year that it is for.
    """
    return max(period.since, on) + timedelta(days=DAYS_TO_PAY)
