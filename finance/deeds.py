"""The days that count around the sale of a lot (art. 3.94 and 3.95 C. civ.). Pure.

In calendar days, unless working days are named; the day of the event does not count.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from finance.working_days import add_working_days

#: paragraph of art. 3.94 → days in which the syndic answers
ANSWER_DAYS: Mapping[str, int] = {"1": 15, "2": 30}
TELL_DAYS = 30
CONTEST_WORKING_DAYS = 3
ATTACHMENT_WORKING_DAYS = 20


def answer_by(paragraph: str, requested_on: date) -> date:
    """Return the last day on which the information of §1 or §2 is given in time."""
    return requested_on + timedelta(days=ANSWER_DAYS[paragraph])


@dataclass(frozen=True, slots=True)
class DeedDays:
    """What follows a deed by itself, as the last day of each.

    ``tell_by``: the notary tells the syndic the sale (art. 3.95 §3). ``contest_by``:
    he tells him by registered letter that the seller contests the arrears withheld,
    the deed received on its own day. ``pay_out_after``: without an attachment until
    then, told of on ``contest_by``, they may be paid out to the seller (art. 3.95 §1).
    """

    tell_by: date
    contest_by: date
    pay_out_after: date


def days_of_deed(deed_on: date) -> DeedDays:
    contest_by = add_working_days(deed_on, CONTEST_WORKING_DAYS)
    return DeedDays(
        tell_by=deed_on + timedelta(days=TELL_DAYS),
        contest_by=contest_by,
        pay_out_after=add_working_days(contest_by, ATTACHMENT_WORKING_DAYS),
    )
