"""The fifteen days of the year in which the ordinary assembly meets (art. 3.87 §2). Pure.

The internal rules fix the period by its first day. It may end in the next year.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from governance.dated import Dated, in_force
from governance.deadlines import is_proposed_in_time

#: the length of the period; law of 2 June 2010, in force on 1 September 2010
PERIOD_DAYS = (Dated(date(2010, 9, 1), 15, "3.87 §2"),)
COMMON_YEAR = 2001


class ImpossiblePeriod(ValueError):
    """No day of every year: 31 April, or 29 February."""


@dataclass(frozen=True, slots=True)
class Span:
    """From ``first`` to ``last``, which both belong to it."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class OrdinaryPeriod:
    """The period of the internal rules, by its first day in each year.

    Its length is that in force on the day that is asked about.

    Raises:
        ImpossiblePeriod: a day that not every year has.
    """

    month: int
    day: int
    lengths: Sequence[Dated[int]] = PERIOD_DAYS

    def __post_init__(self) -> None:
        try:
            date(COMMON_YEAR, self.month, self.day)
        except ValueError as error:
            raise ImpossiblePeriod(self.month, self.day) from error

    def of_year(self, year: int) -> Span:
        """Return the period that begins in ``year``."""
        first = date(year, self.month, self.day)
        return self._from(first, on=first)

    def holds(self, meeting: date) -> bool:
        """Return whether a meeting on that day is inside the period."""
        return meeting in self._latest_begun(meeting)

    def next_from(self, day: date) -> Span:
        """Return the period that is running on ``day``, or else the next one."""
        span = self._latest_begun(day)
        if day in span:
            return span
        return self._from(date(span.first.year + 1, self.month, self.day), on=day)

    def for_proposal(self, received: date) -> Span:
        """Return the first period for which a proposal of that day is in time."""
        spans = (self.of_year(year) for year in count(received.year))
        return next(span for span in spans if is_proposed_in_time(received, span.first))

    def _latest_begun(self, day: date) -> Span:
        first = date(day.year, self.month, self.day)
        if first > day:
            first = date(day.year - 1, self.month, self.day)
        return self._from(first, on=day)

    def _from(self, first: date, *, on: date) -> Span:
        length = in_force(self.lengths, on).value
        return Span(first, first + timedelta(days=length - 1))
