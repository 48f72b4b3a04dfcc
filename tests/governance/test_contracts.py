"""When notice of a contract must be given: docs/rules/supply-contracts.md."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.months import add_months
from governance.contracts import (
    NoticeDay,
    Terms,
    current_end,
    last_day,
    next_notice,
)
from tests.worked_tables import worked_tables

[WORKED] = worked_tables("rules/supply-contracts.md").values()
YEARLY = Terms(date(2025, 1, 1), date(2026, 1, 1), notice_months=3, renewal_months=12)
DAY = timedelta(days=1)

months = st.integers(1, 120)
days = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize("row", WORKED, ids=lambda row: "/".join(row.values()))
def test_every_line_of_the_documentation(row):
    renewal = None if row["renewal"] == "-" else int(row["renewal"])
    until, on = date.fromisoformat(row["until"]), date.fromisoformat(row["on"])
    found = next_notice(Terms(YEARLY.since, until, int(row["notice"]), renewal), on)
    told = ("-", "-") if found is None else (str(found.last), str(found.ends))
    assert told == (row["last day"], row["ends"])


@pytest.mark.parametrize(
    ("end", "notice", "last"),
    [
        (date(2026, 1, 1), 0, date(2025, 12, 31)),
        (date(2026, 1, 1), 3, date(2025, 9, 30)),
        (date(2026, 3, 31), 1, date(2026, 2, 27)),
        (date(2028, 3, 31), 1, date(2028, 2, 28)),
        (date(2028, 3, 1), 3, date(2027, 11, 30)),
        (date(2028, 2, 29), 12, date(2027, 2, 27)),
    ],
)
def test_the_last_day_leaves_whole_months(end, notice, last):
    assert last_day(end, notice) == last


@pytest.mark.parametrize(
    ("on", "last", "ends"),
    [
        (date(2024, 6, 1), date(2025, 9, 30), date(2026, 1, 1)),
        (date(2025, 9, 30), date(2025, 9, 30), date(2026, 1, 1)),
        (date(2025, 10, 1), date(2026, 9, 30), date(2027, 1, 1)),
        (date(2031, 1, 1), date(2031, 9, 30), date(2032, 1, 1)),
    ],
)
def test_the_next_last_day(on, last, ends):
    assert next_notice(YEARLY, on) == NoticeDay(last, ends)


def test_a_contract_that_nothing_renews_asks_no_notice():
    until = date(2026, 1, 1)
    assert next_notice(Terms(date(2025, 1, 1), until), until) is None
    assert next_notice(Terms(date(2025, 1, 1), None, 3), until) is None


def test_a_notice_longer_than_the_first_term_meets_the_next_one():
    terms = Terms(date(2026, 1, 1), date(2026, 2, 1), 3, 12)
    found = next_notice(terms, date(2026, 1, 1))
    assert found == NoticeDay(date(2026, 10, 31), date(2027, 2, 1))


def test_it_is_near_sixty_days_before():
    found = NoticeDay(date(2026, 3, 31), date(2026, 7, 1))
    assert found.days_left(date(2026, 1, 30)) == 60
    assert found.is_near(date(2026, 1, 30))
    assert not found.is_near(date(2026, 1, 29))


@pytest.mark.parametrize(
    ("on", "end"),
    [
        (date(2025, 6, 1), date(2026, 1, 1)),
        (date(2026, 1, 1), date(2027, 1, 1)),
        (date(2028, 12, 31), date(2029, 1, 1)),
    ],
)
def test_the_term_that_runs_ends(on, end):
    assert current_end(YEARLY, on) == end


def test_the_end_without_renewal_is_what_was_agreed():
    until = date(2026, 1, 1)
    assert current_end(Terms(date(2025, 1, 1), until), date(2027, 1, 1)) == until
    assert current_end(Terms(date(2025, 1, 1), None), date(2027, 1, 1)) is None


def test_terms_from_the_end_of_a_month_do_not_drift():
    terms = Terms(date(2025, 1, 31), date(2025, 2, 28), 0, 1)
    assert current_end(terms, date(2025, 3, 1)) == date(2025, 3, 28)
    monthly = Terms(date(2025, 1, 1), date(2025, 1, 31), 0, 1)
    ends = [current_end(monthly, on) for on in (date(2025, 2, 1), date(2025, 3, 1))]
    assert ends == [date(2025, 2, 28), date(2025, 3, 31)]


@given(days, months, st.integers(0, 120), months, days)
def test_notice_on_the_last_day_is_in_time_and_one_day_later_is_for_the_next_term(
    since, length, notice, renewal, on
):
    terms = Terms(since, add_months(since, length), notice, renewal)
    found = next_notice(terms, on)
    assert found.last >= max(on, since)
    # The whole notice lies between the last day and the end, and never a month more.
    assert add_months(found.last + DAY, notice) <= found.ends
    assert add_months(found.last + DAY, notice + 1) > found.ends
    later = next_notice(terms, found.last + DAY)
    assert later.last > found.last
    assert later.ends > found.ends
    # Every day until then has the same answer: none is skipped.
    assert next_notice(terms, found.last) == found
    # No other end is sooner: of all of them the first that can still be met.
    steps = range(1200 // renewal + 2)
    ends = (add_months(terms.until, step * renewal) for step in steps)
    days_of_all = [NoticeDay(last_day(end, notice), end) for end in ends]
    assert found == min(
        (day for day in days_of_all if day.last >= max(on, since)),
        key=lambda day: day.ends,
    )
