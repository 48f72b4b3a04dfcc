"""Until when the fund answers, pays and can be appealed (solidarity.md §3).

Moments are in the time of Belgium, with their zone. A deadline of days ends with its last
day; one of hours at its moment, whatever the clocks do meanwhile. Pure: no Django, no
clock.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from finance.working_days import add_working_days

DECISION_DAYS = 15  # from a complete file
EMERGENCY_DAYS = 7
URGENT_HOURS = 72  # eviction within 30 days
ANSWER_DAYS = 7  # to a counter-offer
APPEAL_DAYS = 30
PAYOUT_WORKING_DAYS = 5  # from the signature
DEBIT_NOTICE_DAYS = 3  # before an instalment is collected
EVICTION_DAYS = 30  # sooner than that is urgent

WEDNESDAY = 2


@dataclass(frozen=True, slots=True)
class Deadline:
    """``at``: the last moment, for what is urgent; else the whole of ``day`` is left."""

    day: date
    at: datetime | None = None

    def is_over(self, now: datetime) -> bool:
        """Tell whether it has passed; ``now`` in the time of Belgium."""
        return now > self.at if self.at else now.date() > self.day


def is_urgent(eviction_on: date | None, *, on: date) -> bool:
    """Tell whether an eviction comes within 30 days."""
    return eviction_on is not None and eviction_on < on + timedelta(days=EVICTION_DAYS)


def decision_by(
    complete_at: datetime, *, is_emergency: bool, is_urgent: bool
) -> Deadline:
    """Return until when the committee decides on a file that was complete at a moment.

    ``is_emergency``: an emergency grant. The shortest one that concerns it holds.
    """
    if is_urgent:
        after = complete_at.astimezone(UTC) + timedelta(hours=URGENT_HOURS)
        at = after.astimezone(complete_at.tzinfo)
        return Deadline(at.date(), at)
    days = EMERGENCY_DAYS if is_emergency else DECISION_DAYS
    return Deadline(complete_at.date() + timedelta(days=days))


def answer_by(offered_on: date) -> Deadline:
    """Return until when a counter-offer can be answered."""
    return Deadline(offered_on + timedelta(days=ANSWER_DAYS))


def appeal_by(told_on: date) -> Deadline:
    """Return until when a refusal can be brought before the board."""
    return Deadline(told_on + timedelta(days=APPEAL_DAYS))


def payout_by(signed_on: date) -> Deadline:
    """Return until when an agreement that was signed is paid out."""
    return Deadline(add_working_days(signed_on, PAYOUT_WORKING_DAYS))


def debit_notice_on(due: date) -> date:
    """Return when somebody is told that an instalment will be collected."""
    return due - timedelta(days=DEBIT_NOTICE_DAYS)


def next_meeting(on: date) -> date:
    """Return the first Wednesday of a month that is ``on`` or after it."""
    this = _first_wednesday(on.replace(day=1))
    if this >= on:
        return this
    after = (on.replace(day=28) + timedelta(days=4)).replace(day=1)
    return _first_wednesday(after)


def needs_session(deadline: Deadline, *, on: date) -> bool:
    """Tell whether the next meeting is too late, so that an online session decides."""
    return next_meeting(on) > deadline.day


def _first_wednesday(first: date) -> date:
    return first + timedelta(days=(WEDNESDAY - first.weekday()) % 7)
