"""The days that follow from the day of an assembly. Pure."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, takewhile

from finance.working_days import is_working_day
from governance.deadlines import (
    earliest_second_session,
    is_convoked_in_time,
    latest_minutes,
    latest_proposal,
    latest_sending,
)
from governance.ordinary_period import OrdinaryPeriod, Span


@dataclass(frozen=True, slots=True)
class Timetable:
    """``period``: in which an ordinary one is held; none: no rule says so.

    ``last_proposal``: the last day on which an owner's proposal is received in time;
    none where there is no period. ``earliest_second``: of a second session.
    """

    day: date
    period: Span | None
    last_proposal: date | None
    last_sending: date
    earliest_second: date
    minutes_due: date

    @property
    def is_outside(self) -> bool:
        """Whether the meeting is on a day that the internal rules do not mean."""
        return self.period is not None and self.day not in self.period


def timetable(day: date, *, period_since: date | None) -> Timetable:
    """Return the days that belong to a meeting on ``day``.

    ``period_since``: the first day of the period of an ordinary one.
    """
    return Timetable(
        day=day,
        period=period_from(period_since) if period_since else None,
        last_proposal=latest_proposal(period_since) if period_since else None,
        last_sending=latest_sending(day),
        earliest_second=earliest_second_session(day),
        minutes_due=latest_minutes(day),
    )


def period_from(first: date) -> Span:
    """Return the period that begins on ``first``."""
    return OrdinaryPeriod(first.month, first.day).of_year(first.year)


def nearest_period(period: OrdinaryPeriod, day: date) -> Span:
    """Return the period in which ``day`` is, or else the one with the fewest days between.

    Between two of the same distance the earlier one.
    """
    spans = [period.of_year(day.year + years) for years in (-1, 0, 1)]
    return min(spans, key=lambda span: _days_between(span, day))


def _days_between(span: Span, day: date) -> int:
    return max((span.first - day).days, (day - span.last).days, 0)


def proposed_day(
    period: OrdinaryPeriod, *, on: date, held: Collection[date] = ()
) -> date:
    """Return the day to propose for the next ordinary assembly, when asked ``on`` a day.

    The first working day of the period that runs or comes next, and that can still be
    convened in time (art. 3.87 §2, §3); where only a weekend or holidays are left, the
    first of those. When the period is too near, the first working day that can be
    convened: days too late, not a year. ``held``: first days of the periods for which
    owners were convened already; the one after them is meant.
    """
    span = period.next_from(on)
    if span.first in held:
        span = period.next_from(span.last + timedelta(days=1))
    earliest = next(day for day in _days_from(on) if is_convoked_in_time(on, day))
    days = [day for day in _days_of(span) if day >= earliest]
    working = next((day for day in days if is_working_day(day)), None)
    if working or days:
        return working or days[0]
    return next(day for day in _days_from(earliest) if is_working_day(day))


def _days_of(span: Span) -> Iterator[date]:
    return takewhile(lambda day: day <= span.last, _days_from(span.first))


def _days_from(day: date) -> Iterator[date]:
    return (day + timedelta(days=days) for days in count())
