"""Until when the fund answers: last days, hours over a change of the clocks, Wednesdays."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.deadlines import (
    Deadline,
    answer_by,
    appeal_by,
    debit_notice_on,
    decision_by,
    is_urgent,
    needs_session,
    next_meeting,
    payout_by,
)

BRUSSELS = ZoneInfo("Europe/Brussels")


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=BRUSSELS)


@pytest.mark.parametrize(
    ("is_emergency", "day"), [(False, "2026-03-16"), (True, "2026-03-08")]
)
def test_a_decision_comes_within_its_days(is_emergency, day):
    found = decision_by(
        at("2026-03-01 23:30"), is_emergency=is_emergency, is_urgent=False
    )
    assert found == Deadline(date.fromisoformat(day))
    assert not found.is_over(at(f"{day} 23:59"))
    assert found.is_over(at(f"{day} 23:59") + timedelta(minutes=1))


def test_what_is_urgent_is_decided_within_72_hours():
    """Over the night of 29 March 2026, which has an hour less."""
    found = decision_by(at("2026-03-28 10:00"), is_emergency=True, is_urgent=True)
    assert found == Deadline(date(2026, 3, 31), at("2026-03-31 11:00"))
    assert not found.is_over(at("2026-03-31 11:00"))
    assert found.is_over(at("2026-03-31 11:01"))


@pytest.mark.parametrize(
    ("eviction", "urgent"),
    [(None, False), ("2026-03-30", True), ("2026-03-31", False), ("2026-02-01", True)],
)
def test_an_eviction_within_thirty_days_is_urgent(eviction, urgent):
    day = date.fromisoformat(eviction) if eviction else None
    assert is_urgent(day, on=date(2026, 3, 1)) == urgent


def test_the_other_deadlines():
    assert answer_by(date(2026, 2, 26)).day == date(2026, 3, 5)
    assert appeal_by(date(2028, 1, 31)).day == date(2028, 3, 1)
    assert debit_notice_on(date(2026, 3, 2)) == date(2026, 2, 27)


def test_a_payout_skips_holidays_and_week_ends():
    """30 April 2026 is a Thursday, 1 May a holiday."""
    assert payout_by(date(2026, 4, 30)).day == date(2026, 5, 8)


@pytest.mark.parametrize(
    ("on", "meeting"),
    [
        ("2026-04-01", "2026-04-01"),
        ("2026-04-02", "2026-05-06"),
        ("2026-07-31", "2026-08-05"),
        ("2026-12-31", "2027-01-06"),
    ],
)
def test_the_committee_meets_on_the_first_wednesday(on, meeting):
    assert next_meeting(date.fromisoformat(on)) == date.fromisoformat(meeting)


@given(st.dates(date(2020, 1, 1), date(2060, 1, 1)))
def test_the_next_meeting_is_a_first_wednesday_and_the_next_one(on):
    found = next_meeting(on)
    assert (found.weekday(), found.day <= 7, found >= on) == (2, True, True)
    assert found - on <= timedelta(days=35)


@pytest.mark.parametrize(
    ("last", "needed"), [("2026-05-05", True), ("2026-05-06", False)]
)
def test_a_session_decides_where_the_meeting_is_too_late(last, needed):
    deadline = Deadline(date.fromisoformat(last))
    assert needs_session(deadline, on=date(2026, 4, 20)) == needed
