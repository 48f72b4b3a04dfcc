"""The days of an assembly, of what it decides and of a mandate. Pure.

docs/rules/assembly-deadlines.md. Days are calendar days: the difference of two dates.
Each number is a row of a dated table, by default that of a building. The row is that of
the day which the function is given: of the meeting, also where is counted back from it.

Months are those of the calendar: the same day, or the last one of a shorter month.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from finance.months import add_months
from governance.dated import ASSOCIATIONS_CODE, BOOK_3, Dated, in_force

Numbers = Sequence[Dated[int]]
Parts = Sequence[Dated[tuple[int, int]]]

#: from the sending of a convocation to the meeting
CONVOCATION_DAYS = (Dated(BOOK_3, 15, "3.87 §3"),)
ASBL_CONVOCATION_DAYS = (Dated(ASSOCIATIONS_CODE, 15, "CSA 9:14"),)
#: from the receipt of a proposal to the first day of the ordinary period
PROPOSAL_DAYS = (Dated(BOOK_3, 21, "3.87 §3"),)
#: (part, whole): the shares of those who may ask for a meeting
REQUEST_PART = (Dated(BOOK_3, (1, 5), "3.87 §2"),)
#: from the receipt of a request to the sending of the convocations
REQUEST_DAYS = (Dated(BOOK_3, 30, "3.87 §2"),)
#: from the first session to the second
SECOND_DAYS = (Dated(BOOK_3, 15, "3.87 §5"),)
ASBL_SECOND_DAYS = (Dated(ASSOCIATIONS_CODE, 15, "CSA 9:21"),)
#: from a meeting that lacked absent owners to the one that decides by those present
UNANIMITY_DAYS = (Dated(BOOK_3, 30, "3.88 §4"),)
#: from the meeting to the register of decisions and the sending of the minutes
MINUTES_DAYS = (Dated(BOOK_3, 30, "3.87 §12"),)
#: from the meeting to the last day before the judge
CHALLENGE_MONTHS = (Dated(BOOK_3, 4, "3.92"),)
#: from the first day of a syndic to the extract at the entrance
EXTRACT_DAYS = (Dated(BOOK_3, 8, "3.89 §2"),)
#: from the last day of a syndic to the hand-over of the file
HANDOVER_DAYS = (Dated(BOOK_3, 30, "3.89 §5"),)
#: how long a syndic is appointed at most
MANDATE_MONTHS = (Dated(BOOK_3, 36, "3.89 §1"),)

#: how many months before the end of a mandate people are told; no law asks for it
MANDATE_ALERTS = (6, 3)


class ImpossibleShares(ValueError):
    """Fewer shares than none, or more than there are."""


# Before the meeting


def latest_sending(meeting: date, *, days: Numbers = CONVOCATION_DAYS) -> date:
    """Return the last day on which a convocation is sent in time (art. 3.87 §3)."""
    return _before(meeting, days)


def is_convoked_in_time(
    sent: date, meeting: date, *, days: Numbers = CONVOCATION_DAYS
) -> bool:
    """Return whether there is enough time between both; urgency is another matter."""
    return sent <= latest_sending(meeting, days=days)


def latest_proposal(period_start: date, *, days: Numbers = PROPOSAL_DAYS) -> date:
    """Return the last day on which a proposal is received in time (art. 3.87 §3).

    ``period_start``: the first day of the ordinary period.
    """
    return _before(period_start, days)


def is_proposed_in_time(
    received: date, period_start: date, *, days: Numbers = PROPOSAL_DAYS
) -> bool:
    """Return whether a proposal comes on this agenda; a later one comes on the next."""
    return received <= latest_proposal(period_start, days=days)


# The request of owners


def may_request(
    *, shares: int, shares_total: int, on: date, part: Parts = REQUEST_PART
) -> bool:
    """Return whether owners with so many shares may ask for a meeting (art. 3.87 §2).

    Raises:
        ImpossibleShares: below zero, or more than the total.
    """
    if not 0 <= shares <= shares_total:
        raise ImpossibleShares(shares, shares_total)
    above, below = in_force(part, on).value
    return below * shares >= above * shares_total


def latest_requested_sending(received: date, *, days: Numbers = REQUEST_DAYS) -> date:
    """Return the last day for the syndic to send the convocations that were asked for.

    ``received``: when he got the registered letter (art. 3.87 §2). After that day one
    of those who signed it may convene.
    """
    return _after(received, days)


# After the meeting


def earliest_second_session(first: date, *, days: Numbers = SECOND_DAYS) -> date:
    """Return the first day of a session that needs no quorum (art. 3.87 §5)."""
    return _after(first, days)


def earliest_meeting_of_those_present(
    first: date, *, days: Numbers = UNANIMITY_DAYS
) -> date:
    """Return the first day of a meeting at which those present suffice for unanimity.

    ``first``: the meeting at which only absent owners were missing (art. 3.88 §4).
    """
    return _after(first, days)


def latest_minutes(meeting: date, *, days: Numbers = MINUTES_DAYS) -> date:
    """Return the last day to enter the decisions in the register and to send them."""
    return _after(meeting, days)


def latest_challenge(meeting: date, *, months: Numbers = CHALLENGE_MONTHS) -> date:
    """Return the last day on which an owner is surely in time at the judge (art. 3.92)."""
    return add_months(meeting, in_force(months, meeting).value)


# The syndic


def latest_extract(since: date, *, days: Numbers = EXTRACT_DAYS) -> date:
    """Return the last day to post the extract of the appointment (art. 3.89 §2).

    ``since``: the first day of the mandate.
    """
    return _after(since, days)


def latest_handover(last_day: date, *, days: Numbers = HANDOVER_DAYS) -> date:
    """Return the last day for a syndic to hand over the file (art. 3.89 §5).

    ``last_day``: of his mandate.
    """
    return _after(last_day, days)


def longest_mandate(since: date, *, months: Numbers = MANDATE_MONTHS) -> date:
    """Return the latest end of a mandate [since, end) (art. 3.89 §1)."""
    return add_months(since, in_force(months, since).value)


def is_mandate_lawful(
    since: date, until: date, *, months: Numbers = MANDATE_MONTHS
) -> bool:
    """Return whether a mandate [since, until) has a day, and not too many."""
    return since < until <= longest_mandate(since, months=months)


def mandate_alerts(until: date) -> tuple[date, ...]:
    """Return the days on which people are told that a mandate [since, until) ends."""
    return tuple(add_months(until, -months) for months in MANDATE_ALERTS)


def _before(day: date, days: Numbers) -> date:
    return day - timedelta(days=in_force(days, day).value)


def _after(day: date, days: Numbers) -> date:
    return day + timedelta(days=in_force(days, day).value)
