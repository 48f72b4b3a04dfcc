"""When a thing or a common room is free, and which bookings its rules allow.

A booking holds [begin, end): one until 16.00 and one from 16.00 touch and are fine.
Moments know their zone, and lengths are of time that really passes: the night on which
clocks go back has an hour more. Hours of the day are those of the zone of the moments.

Pure: no Django, no clock. That two never overlap the database holds as well.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Span:
    """A time that is taken or asked for: [begin, end), two moments of one zone."""

    begin: datetime
    end: datetime

    @property
    def minutes(self) -> int:
        """The whole minutes that pass."""
        passed = self.end.astimezone(UTC) - self.begin.astimezone(UTC)
        return passed // timedelta(minutes=1)

    def overlaps(self, other: "Span") -> bool:
        return self.begin < other.end and other.begin < self.end


class Problem(StrEnum):
    BACKWARDS = "backwards"  # it ends no later than it begins
    PAST = "past"
    TOO_FAR = "too_far"  # further ahead than one may book
    TOO_LONG = "too_long"
    CLOSED = "closed"  # outside the hours of the room
    QUOTA = "quota"  # more in one month than everybody gets
    TAKEN = "taken"


@dataclass(frozen=True, slots=True)
class Rules:
    """What may be booked; 0 stands for no limit.

    ``opens``, ``closes``: hours of the day; ``closes`` at 0.00 is the end of the day.
    With hours a booking stays within one day; open all day and night it may last longer.
    ``longest``: minutes of one booking. ``ahead``: days from today. ``quota``: minutes
    in a calendar month, for those who share it (a lot).
    """

    opens: time = time(0)
    closes: time = time(0)
    longest: int = 0
    ahead: int = 0
    quota: int = 0

    @property
    def is_always_open(self) -> bool:
        return self.opens == self.closes == time(0)


def problems(
    asked: Span,
    *,
    now: datetime,
    rules: Rules,
    taken: Iterable[Span] = (),
    used: int = 0,
) -> list[Problem]:
    """Return all that speaks against a booking; nothing when it is fine.

    ``taken``: what others hold. ``used``: minutes that those who share the quota have
    booked already in the month in which it begins.
    """
    if asked.end <= asked.begin:
        return [Problem.BACKWARDS]
    found = {
        Problem.PAST: asked.begin < now,
        Problem.TOO_FAR: bool(rules.ahead)
        and (asked.begin.date() - now.date()).days > rules.ahead,
        Problem.TOO_LONG: bool(rules.longest) and asked.minutes > rules.longest,
        Problem.CLOSED: not _is_open(asked, rules),
        Problem.QUOTA: bool(rules.quota) and used + asked.minutes > rules.quota,
        Problem.TAKEN: any(asked.overlaps(other) for other in taken),
    }
    return [problem for problem, is_so in found.items() if is_so]


def _is_open(asked: Span, rules: Rules) -> bool:
    if rules.is_always_open:
        return True
    hours = open_hours(asked.begin.date(), rules, zone_of=asked.begin)
    return hours.begin <= asked.begin and asked.end <= hours.end


def open_hours(day: date, rules: Rules, *, zone_of: datetime) -> Span:
    """Return from when until when it is open on a day."""
    last = day + timedelta(days=1) if rules.closes == time(0) else day
    zone = zone_of.tzinfo
    return Span(
        datetime.combine(day, rules.opens, zone),
        datetime.combine(last, rules.closes, zone),
    )


def free_on(
    day: date, *, rules: Rules, taken: Sequence[Span], zone_of: datetime
) -> list[Span]:
    """Return what is left of the open hours of a day, in order; full: nothing."""
    hours = open_hours(day, rules, zone_of=zone_of)
    free, begin = [], hours.begin
    for span in sorted(taken, key=lambda each: each.begin):
        if not span.overlaps(hours):
            continue
        if span.begin > begin:
            free.append(Span(begin, span.begin))
        begin = max(begin, span.end)
    if begin < hours.end:
        free.append(Span(begin, hours.end))
    return free
