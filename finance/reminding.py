"""Which reminder is due (finance.md §1). Pure: the day is an argument.

Reminders go up one level at a time, and no level is sent twice for the same arrears.
The time between two levels is that of the table, also when the first went out late:
everybody has the same time to answer. Arrears begin with the first overdue amount and
end when nothing is overdue; then the sequence starts anew.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from koprogo.money import from_cents

ZERO = from_cents(0)


class LevelsOutOfOrder(ValueError):
    """A higher level must come later: ``days`` rise with ``position``."""


@dataclass(frozen=True, slots=True)
class Level:
    """One rung: sent ``days`` after the oldest due date, at a cost in EUR."""

    position: int
    days: int
    with_interest: bool = False
    cost: Decimal = ZERO
    #: by registered letter, as a formal notice is sent
    registered: bool = False


DEFAULT_LEVELS = (
    Level(1, 15),
    Level(2, 30),
    Level(3, 60, with_interest=True, registered=True),
)


@dataclass(frozen=True, slots=True)
class Sent:
    """The level ``position`` was sent on that day."""

    position: int
    on: date


@dataclass(frozen=True, slots=True)
class Arrears:
    """What a holding owes too late on a day, and what was done about it."""

    #: the due date of the oldest document that is overdue; None when none is
    oldest_due: date | None
    #: EUR, what is overdue on the day
    overdue: Decimal
    #: the last reminder of these arrears: ``last_of_present``
    last: Sent | None = None
    #: no reminder before this day
    paused_until: date | None = None
    has_plan: bool = False


@dataclass(frozen=True, slots=True)
class Upcoming:
    """The next level, and the first day on which it may be sent."""

    level: Level
    on: date


def upcoming(
    arrears: Arrears, levels: Sequence[Level], *, threshold: Decimal = ZERO
) -> Upcoming | None:
    """Return the reminder that comes if nothing changes, or None.

    None comes when nothing is overdue, when it is less than ``threshold`` (EUR), when
    an instalment plan runs, and after the last level.

    Raises:
        LevelsOutOfOrder: ``levels`` are no ladder.
    """
    ladder = ordered(levels)
    if arrears.oldest_due is None or arrears.overdue <= 0:
        return None
    if arrears.overdue < threshold or arrears.has_plan:
        return None
    reached = arrears.last.position if arrears.last else 0
    level = next((one for one in ladder if one.position > reached), None)
    if level is None:
        return None
    earliest = arrears.oldest_due + timedelta(days=level.days)
    if arrears.last:
        wait = timedelta(days=_days_since_level_below(level, ladder))
        earliest = max(earliest, arrears.last.on + wait)
    return Upcoming(level, max(earliest, arrears.paused_until or earliest))


def last_of_present(sent: Sequence[Sent], *, cleared_on: date | None) -> Sent | None:
    """Return the last of the reminders that belong to the present arrears.

    ``cleared_on``: the last day on which nothing was overdue, None when there never
    was one. What was sent until then was about arrears that are paid.
    """
    present = [one for one in sent if cleared_on is None or one.on > cleared_on]
    return max(present, key=lambda one: (one.on, one.position), default=None)


def ordered(levels: Sequence[Level]) -> list[Level]:
    """Return ``levels`` from the first to the last; raises ``LevelsOutOfOrder``."""
    ladder = sorted(levels, key=lambda level: level.position)
    for below, above in pairwise(ladder):
        if below.position == above.position or below.days >= above.days:
            raise LevelsOutOfOrder(below, above)
    return ladder


def _days_since_level_below(level: Level, ladder: Sequence[Level]) -> int:
    """How long the level below is given; a day when there is none any more."""
    below = max((one.days for one in ladder if one.days < level.days), default=None)
    return 1 if below is None else level.days - below
