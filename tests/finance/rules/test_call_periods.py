"""The periods of a year for which provisions are called."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.call_periods import (
    Period,
    due_date,
    first_to_come,
    open_periods,
    periods_of,
)
from finance.fiscal_year import year_name
from finance.months import add_months

SINCE, UNTIL = date(2026, 1, 1), date(2027, 1, 1)
QUARTERS = periods_of(since=SINCE, until=UNTIL, months=3)


def test_the_quarters_of_a_year():
    assert [(one.number, one.since, one.last_day) for one in QUARTERS] == [
        (1, date(2026, 1, 1), date(2026, 3, 31)),
        (2, date(2026, 4, 1), date(2026, 6, 30)),
        (3, date(2026, 7, 1), date(2026, 9, 30)),
        (4, date(2026, 10, 1), date(2026, 12, 31)),
    ]


@given(
    st.dates(date(2000, 1, 1), date(2050, 1, 1)),
    st.integers(1, 24),
    st.sampled_from([1, 3, 6, 12]),
)
def test_the_periods_join_up_and_are_the_year(day, length, months):
    since = day.replace(day=1)
    until = add_months(since, length)
    found = periods_of(since=since, until=until, months=months)
    assert (found[0].since, found[-1].until) == (since, until)
    assert [one.until for one in found[:-1]] == [one.since for one in found[1:]]
    assert len(found) == -(-length // months)


def test_what_was_called_in_part_is_not_called_again():
    halves = periods_of(since=SINCE, until=UNTIL, months=6)
    assert open_periods(halves, QUARTERS[:1]) == halves[1:]
    assert open_periods(halves, QUARTERS[2:]) == halves[:1]
    assert open_periods(QUARTERS, halves[:1]) == QUARTERS[2:]
    assert open_periods(QUARTERS, []) == QUARTERS
    assert open_periods(QUARTERS, QUARTERS) == ()


@pytest.mark.parametrize(
    ("on", "number"),
    [
        (date(2025, 12, 31), 1),
        (date(2026, 3, 31), 1),
        (date(2026, 4, 1), 2),
        (date(2027, 5, 1), 4),
    ],
)
def test_the_first_period_to_come(on, number):
    assert first_to_come(QUARTERS, on=on) == number


@pytest.mark.parametrize(
    ("on", "due"),
    [
        (date(2025, 12, 1), date(2026, 1, 15)),
        (date(2026, 1, 1), date(2026, 1, 15)),
        (date(2026, 1, 2), date(2026, 1, 16)),
    ],
)
def test_when_an_instalment_is_due(on, due):
    assert due_date(Period(1, SINCE, date(2026, 4, 1)), on=on) == due


def test_the_name_of_a_year():
    assert year_name(SINCE, UNTIL) == "2026"
    assert year_name(date(2025, 7, 1), date(2026, 7, 1)) == "2025–2026"
