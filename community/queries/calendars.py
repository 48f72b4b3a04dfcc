"""The days of a calendar: when a thing or a room is free, without names."""

from calendar import Calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from community.booking import Span, free_on, open_hours
from community.models import Bookable, Booking, Neighbour
from community.queries.bookings import bookings_between

__all__ = ["Day", "Taken", "month_of", "shifted", "week_of"]

MONDAYS = Calendar()


@dataclass(frozen=True, slots=True)
class Taken:
    """A time that somebody holds."""

    span: Span
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A day: what is taken, and what is left of its open hours from now on."""

    on: date
    taken: Sequence[Taken]
    free: Sequence[Span]
    is_past: bool
    is_outside: bool

    @property
    def state(self) -> str:
        """past, free (nothing is taken), part or full."""
        if self.is_past:
            return "past"
        if not self.free:
            return "full"
        return "part" if self.taken else "free"


def month_of(
    bookable: Bookable, day: date, *, me: Neighbour, now: datetime
) -> list[tuple[Day, ...]]:
    """Return the weeks of the month of a day; days of other months are ``is_outside``."""
    days = list(MONDAYS.itermonthdates(day.year, day.month))
    found = _days(bookable, days, me=me, now=now, month=day.month)
    return [tuple(found[first : first + 7]) for first in range(0, len(found), 7)]


def week_of(
    bookable: Bookable, day: date, *, me: Neighbour, now: datetime
) -> list[Day]:
    """Return the seven days of the week of a day, Monday first."""
    monday = day - timedelta(days=day.weekday())
    days = [monday + timedelta(days=number) for number in range(7)]
    return _days(bookable, days, me=me, now=now, month=None)


def _days(
    bookable: Bookable,
    days: Sequence[date],
    *,
    me: Neighbour,
    now: datetime,
    month: int | None,
) -> list[Day]:
    rows = list(bookings_between(bookable, days[0], days[-1] + timedelta(days=1)))
    return [
        _day(bookable, day, rows, me=me, now=timezone.localtime(now), month=month)
        for day in days
    ]


def _day(
    bookable: Bookable,
    day: date,
    rows: Sequence[Booking],
    *,
    me: Neighbour,
    now: datetime,
    month: int | None,
) -> Day:
    hours = open_hours(day, bookable.rules, zone_of=now)
    whole = open_hours(day, type(bookable.rules)(), zone_of=now)
    taken = [
        Taken(_cut(row.span, whole, now), row.neighbour_id == me.pk)
        for row in rows
        if row.span.overlaps(whole)
    ]
    # What has passed today is as good as taken.
    held = [each.span for each in taken]
    if hours.begin < now:
        held.append(Span(hours.begin, now))
    free = free_on(day, rules=bookable.rules, taken=held, zone_of=now)
    return Day(
        on=day,
        taken=taken,
        free=free,
        is_past=day < now.date(),
        is_outside=month is not None and day.month != month,
    )


def _cut(span: Span, day: Span, now: datetime) -> Span:
    """Return the part of a time that lies on one day, as the clocks there show it."""
    begin, end = (
        moment.astimezone(now.tzinfo)
        for moment in (max(span.begin, day.begin), min(span.end, day.end))
    )
    return Span(begin, end)


def shifted(day: date, *, months: int = 0, weeks: int = 0) -> date:
    """Return a day so much later; of another month its first."""
    if months:
        number = day.year * 12 + day.month - 1 + months
        return date(number // 12, number % 12 + 1, 1)
    return day + timedelta(weeks=weeks)
