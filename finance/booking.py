"""On which day a cost is booked, and what of it waits for other periods. Pure.

docs/rules/deferral.md. Periods are half-open; amounts are EUR with two decimals.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise

from finance.deferral import Slice, period_bounds, spread
from finance.fiscal_year import first_day_of_year, fiscal_year


@dataclass(frozen=True, slots=True)
class BookCalendar:
    """The accounting periods of a building, and which days take no more costs.

    ``first_month``: in which fiscal years begin. ``months``: the length of a period: 1,
    3, 6 or 12. ``shut``: closed years, settled periods, the time before the opening.
    ``opened``: fiscal years that say themselves how long they last, by their number.
    """

    first_month: int
    months: int
    shut: Sequence[tuple[date, date]] = ()
    opened: Mapping[int, tuple[date, date]] = field(default_factory=dict)

    def first_open(self, day: date) -> date:
        """Return ``day``, or the first day after it that takes costs."""
        for since, until in sorted(self.shut):
            if since <= day < until:
                day = until
        return day

    def year(self, day: date) -> int:
        """Return the fiscal year of ``day``, by the calendar year of its beginning."""
        for year, (since, until) in self.opened.items():
            if since <= day < until:
                return year
        return fiscal_year(day, first_month=self.first_month)

    def period_of(self, day: date) -> tuple[date, date]:
        """Return the accounting period in which ``day`` lies."""
        bounds = period_bounds(self._first_day(day), self.months)
        return next(period for period in pairwise(bounds) if day < period[1])

    def cut(self, amount: Decimal, *, since: date, until: date) -> list[Slice]:
        """Divide a cost of [since, until) by days: over its years, then their periods.

        Raises:
            EmptyPeriod: ``until`` is not after ``since``.
        """
        years = period_bounds(self._first_day(since), 12, until=until)
        return [
            piece
            for year in spread(amount, since=since, until=until, bounds=years)
            for piece in spread(
                year.amount,
                since=year.since,
                until=year.until,
                bounds=period_bounds(self._first_day(year.since), self.months),
            )
        ]

    def _first_day(self, day: date) -> date:
        return first_day_of_year(day, first_month=self.first_month)


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
