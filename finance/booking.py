"""On which day a cost is booked, and what of it waits for other periods. Pure.

docs/rules/deferral.md. Periods are half-open; amounts are EUR with two decimals.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise

from finance.deferral import Slice, period_bounds, spread
from finance.fiscal_year import year_around


@dataclass(frozen=True, slots=True)
class BookCalendar:
    """The accounting periods of a building, and which days take no more costs.

    ``first_month``: in which fiscal years begin. ``months``: the length of a period: 1,
    3, 6 or 12. ``shut``: closed years, settled periods, the time before the opening.
    ``opened``: fiscal years that say themselves how long they last.
    """

    first_month: int
    months: int
    shut: Sequence[tuple[date, date]] = ()
    opened: Sequence[tuple[date, date]] = ()

    def first_open(self, day: date) -> date:
        """Return ``day``, or the first day after it that takes costs."""
        for since, until in sorted(self.shut):
            if since <= day < until:
                day = until
        return day

    def year(self, day: date) -> int:
        """Return the fiscal year of ``day``, by the calendar year of its beginning."""
        return self._year(day)[0].year

    def period_of(self, day: date) -> tuple[date, date]:
        """Return the accounting period in which ``day`` lies."""
        periods = pairwise(self._periods(day))
        return next(period for period in periods if day < period[1])

    def cut(self, amount: Decimal, *, since: date, until: date) -> list[Slice]:
        """Divide a cost of [since, until) by days: over its years, then their periods.

        Raises:
            EmptyPeriod: ``until`` is not after ``since``.
        """
        years = list(self._ends_of_years(since, until))
        return [
            piece
            for year in spread(amount, since=since, until=until, bounds=years)
            for piece in spread(
                year.amount,
                since=year.since,
                until=year.until,
                bounds=self._periods(year.since),
            )
        ]

    def _year(self, day: date) -> tuple[date, date]:
        return year_around(day, first_month=self.first_month, opened=self.opened)

    def _ends_of_years(self, since: date, until: date) -> Iterator[date]:
        while since < until:
            since = self._year(since)[1]
            yield since

    def _periods(self, day: date) -> list[date]:
        """Return where the periods of the year of ``day`` begin, and where it ends.

        They begin with months, but for the first of a year that does not.
        """
        since, until = self._year(day)
        bounds = period_bounds(since.replace(day=1), self.months, until=until)
        return [since, *(bound for bound in bounds if since < bound < until), until]


@dataclass(frozen=True, slots=True)
class Layout:
    """What of a cost is borne by the entry that books it, and what waits on 490.

    The amounts of both sum to the cost; no slice is 0.00.
    """

    now: list[Slice] = field(default_factory=list)
    waiting: list[Slice] = field(default_factory=list)


def lay_out(
    amount: Decimal, *, since: date, until: date, on: date, calendar: BookCalendar
) -> Layout:
    """Lay out a cost of [since, until) that is booked ``on`` a day.

    Its own period bears its part at once, and what belongs to earlier periods that take
    no more costs. Each other period bears its own part: earlier or later.
    """
    first, end = calendar.period_of(on)
    layout = Layout()
    for piece in calendar.cut(amount, since=since, until=until):
        is_lost = piece.until <= first and (
            calendar.first_open(piece.since) >= piece.until
        )
        if piece.amount:
            is_own = first <= piece.since < end
            (layout.now if is_own or is_lost else layout.waiting).append(piece)
    return layout
