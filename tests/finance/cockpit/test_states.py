"""What makes a line of the month green: both sides of every boundary."""

from datetime import date, timedelta

import pytest

from finance import cockpit
from finance.call_periods import Period
from finance.cockpit import Found, State
from tests.worked_tables import worked_tables

TODAY = date(2026, 11, 21)
WORKED = worked_tables("rules/month.md")["Worked table"]
DONE, TO_DO, LATE, NOTHING = State.DONE, State.TO_DO, State.LATE, State.NOTHING


def ago(days):
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize("row", WORKED)
def test_as_it_is_documented(row):
    due_on = date.fromisoformat(row["due"]) if row["due"] else None
    found = cockpit.work(
        int(row["left"]), done=int(row["done"]), on=TODAY, due_on=due_on
    )
    assert found == Found(State(row["state"]), due_on)


def test_a_day_is_told_of_what_is_left_alone():
    assert cockpit.work(0, done=1, on=TODAY, due_on=ago(3)) == Found(DONE)


@pytest.mark.parametrize(
    ("last", "found"),
    [
        ([], Found(NOTHING)),
        ([None], Found(TO_DO)),
        ([TODAY], Found(DONE, TODAY + timedelta(days=35))),
        ([ago(35)], Found(DONE, TODAY)),
        ([ago(36)], Found(LATE, ago(1))),
        ([TODAY, ago(36)], Found(LATE, ago(1))),
        ([ago(35), ago(20)], Found(DONE, TODAY)),
        ([ago(35), None], Found(TO_DO)),
        ([ago(36), None], Found(LATE, ago(1))),
    ],
)
def test_each_account_needs_a_statement_of_the_last_35_days(last, found):
    assert cockpit.bank_statements(last, on=TODAY) == found


@pytest.mark.parametrize(
    ("since", "is_called", "found"),
    [
        (ago(0), True, Found(DONE)),
        (ago(60), True, Found(DONE)),
        (ago(14), False, Found(TO_DO, TODAY)),
        (ago(15), False, Found(LATE, ago(1))),
    ],
)
def test_a_provision_is_due_14_days_after_its_period_begins(since, is_called, found):
    period = Period(1, since, since + timedelta(days=90))
    assert cockpit.instalment(period, is_called=is_called, on=TODAY) == found


def test_without_a_budget_nothing_is_to_be_called():
    assert cockpit.instalment(None, is_called=False, on=TODAY) == Found(NOTHING)


def test_a_draft_is_issued_14_days_before_it_is_due():
    assert cockpit.issue_by(TODAY) == date(2026, 12, 5)


@pytest.mark.parametrize(
    ("on", "day"),
    [
        (date(2026, 1, 1), date(2026, 1, 1)),
        (date(2026, 11, 30), date(2026, 1, 1)),
        (date(2026, 12, 1), date(2027, 1, 1)),
        (date(2026, 12, 31), date(2027, 1, 1)),
    ],
)
def test_meters_are_read_for_the_end_of_the_year_in_its_last_31_days(on, day):
    since, until = date(2026, 1, 1), date(2027, 1, 1)
    assert cockpit.reading_day(since=since, until=until, on=on) == day


@pytest.mark.parametrize(
    ("missing", "day", "found"),
    [
        (0, ago(100), Found(DONE)),
        (1, ago(31), Found(TO_DO, TODAY)),
        (1, ago(32), Found(LATE, ago(1))),
    ],
)
def test_a_reading_counts_for_31_days(missing, day, found):
    assert cockpit.readings(missing, meters=2, day=day, on=TODAY) == found


@pytest.mark.parametrize(
    ("until", "closed", "found"),
    [
        (None, 0, Found(NOTHING)),
        (None, 2, Found(DONE)),
        (date(2026, 5, 21), 0, Found(TO_DO, TODAY)),
        (date(2026, 5, 20), 2, Found(LATE, ago(1))),
    ],
)
def test_a_year_is_closed_within_six_months(until, closed, found):
    assert cockpit.year_end(until, closed=closed, on=TODAY) == found


def test_a_line_of_several_things_says_the_most_urgent():
    late, soon = Found(LATE, ago(1)), Found(TO_DO, TODAY)
    assert cockpit.worst(Found(DONE), late, soon) == late
    assert cockpit.worst(Found(NOTHING), Found(TO_DO), soon) == soon
    assert cockpit.worst(Found(NOTHING), Found(DONE)) == Found(DONE)
    assert cockpit.worst(Found(LATE, ago(2)), late) == Found(LATE, ago(2))
