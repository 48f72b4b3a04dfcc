from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.queries import books
from governance import deadlines
from governance.council import NOT_COUNTED, needs_council
from governance.dated import BOOK_3, Dated, NoRuleYet, in_force
from tests.worked_tables import worked_tables

TABLES = worked_tables("rules/assembly-deadlines.md")
MAY = date(2026, 5, 20)

days = st.dates(BOOK_3, date(2100, 1, 1))


def later(day, number):
    return day + timedelta(days=number)


@pytest.mark.parametrize(
    "row", TABLES["One day gives another"], ids=lambda row: row["rule"]
)
def test_every_day_of_the_documentation(row):
    rule = getattr(deadlines, row["rule"])
    assert rule(date.fromisoformat(row["day"])) == date.fromisoformat(row["gives"])


@pytest.mark.parametrize("row", TABLES["A request for an assembly"], ids=str)
def test_every_request_of_the_documentation(row):
    shares, total = int(row["shares"]), int(row["all"])
    enough = deadlines.may_request(shares=shares, shares_total=total, on=MAY)
    assert enough is (row["enough"] == "yes")


# Both sides


@pytest.mark.parametrize(("notice", "in_time"), [(16, True), (15, True), (14, False)])
def test_fifteen_days_are_enough_for_a_convocation(notice, in_time):
    assert deadlines.is_convoked_in_time(later(MAY, -notice), MAY) is in_time
    assert (
        deadlines.is_convoked_in_time(
            later(MAY, -notice), MAY, days=deadlines.ASBL_CONVOCATION_DAYS
        )
        is in_time
    )


@pytest.mark.parametrize(("before", "in_time"), [(22, True), (21, True), (20, False)])
def test_three_weeks_are_enough_for_a_proposal(before, in_time):
    assert deadlines.is_proposed_in_time(later(MAY, -before), MAY) is in_time


@pytest.mark.parametrize(
    ("since", "until", "lawful"),
    [
        (date(2026, 6, 1), date(2029, 6, 1), True),
        (date(2026, 6, 1), date(2029, 6, 2), False),
        (date(2026, 6, 1), date(2026, 6, 2), True),
        (date(2026, 6, 1), date(2026, 6, 1), False),
        (date(2028, 2, 29), date(2031, 2, 28), True),
        (date(2028, 2, 29), date(2031, 3, 1), False),
    ],
)
def test_a_mandate_lasts_three_years_at_most(since, until, lawful):
    assert deadlines.is_mandate_lawful(since, until) is lawful


def test_people_are_told_six_and_three_months_before_a_mandate_ends():
    ends = [date(2029, 6, 1), date(2029, 8, 31)]
    assert [deadlines.mandate_alerts(end) for end in ends] == [
        (date(2028, 12, 1), date(2029, 3, 1)),
        (date(2029, 2, 28), date(2029, 5, 31)),
    ]


def test_the_asbl_meets_again_after_fifteen_days():
    again = deadlines.earliest_second_session(MAY, days=deadlines.ASBL_SECOND_DAYS)
    assert again == date(2026, 6, 4)


@pytest.mark.parametrize(("shares", "total"), [(-1, 9), (10, 9), (0, -1)])
def test_shares_that_cannot_be_are_refused(shares, total):
    with pytest.raises(deadlines.ImpossibleShares):
        deadlines.may_request(shares=shares, shares_total=total, on=MAY)


# The table is dated

REFORM = (*deadlines.CONVOCATION_DAYS, Dated(date(2027, 1, 1), 21, "9.99"))


@pytest.mark.parametrize("table", [REFORM, REFORM[::-1]], ids=["sorted", "not sorted"])
def test_a_meeting_keeps_the_days_of_its_time(table):
    meetings = [date(2026, 12, 31), date(2027, 1, 1)]
    assert [deadlines.latest_sending(day, days=table) for day in meetings] == [
        date(2026, 12, 16),
        date(2026, 12, 11),
    ]
    assert [in_force(table, day).article for day in meetings] == ["3.87 §3", "9.99"]


def test_nothing_is_said_of_days_before_the_table():
    assert deadlines.latest_minutes(BOOK_3) == date(2021, 10, 1)
    with pytest.raises(NoRuleYet):
        deadlines.latest_minutes(later(BOOK_3, -1))


# Properties


@given(days, days)
def test_in_time_is_the_difference_of_two_dates(day, sent):
    assert deadlines.is_convoked_in_time(sent, day) is ((day - sent).days >= 15)
    assert deadlines.is_proposed_in_time(sent, day) is ((day - sent).days >= 21)


@given(days)
def test_a_challenge_ends_in_the_fourth_month_after(day):
    latest = deadlines.latest_challenge(day)
    months = (latest.year - day.year) * 12 + latest.month - day.month
    assert months == 4
    assert latest.day == day.day or (latest.day < day.day and later(latest, 1).day == 1)


# The council


@pytest.mark.parametrize(("flats", "needed"), [(19, False), (20, True), (21, True)])
def test_a_council_is_mandatory_from_twenty_lots(flats, needed):
    small = ["cellar"] * 30 + ["garage"] * 5 + ["parking"] * 5
    kinds = ["apartment"] * (flats - 2) + ["commercial", "other"] + small
    assert needs_council(kinds, on=MAY) is needed


def test_the_lots_not_counted_are_those_of_the_simplified_accounts():
    assert set(books.NOT_COUNTED) == NOT_COUNTED
