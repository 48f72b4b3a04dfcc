"""Which fiscal year a day belongs to, and the periods of the book calendar in it."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.booking import BookCalendar
from finance.fiscal_year import year_around

LONG = (date(2025, 7, 1), date(2027, 1, 1))
MARCH = (date(2025, 3, 15), date(2026, 1, 1))


@pytest.mark.parametrize(
    ("day", "first_month", "opened", "expected"),
    [
        (date(2025, 12, 31), 1, [], (date(2025, 1, 1), date(2026, 1, 1))),
        (date(2026, 1, 1), 1, [], (date(2026, 1, 1), date(2027, 1, 1))),
        (date(2026, 6, 30), 7, [], (date(2025, 7, 1), date(2026, 7, 1))),
        (date(2026, 12, 31), 1, [LONG], LONG),
        # what no opened year holds ends where one begins, and begins where one ends
        (date(2025, 6, 30), 1, [LONG], (date(2025, 1, 1), date(2025, 7, 1))),
        (date(2027, 1, 1), 7, [LONG], (date(2027, 1, 1), date(2027, 7, 1))),
        (date(2026, 1, 1), 7, [MARCH], (date(2026, 1, 1), date(2026, 7, 1))),
        (date(2030, 2, 1), 1, [LONG], (date(2030, 1, 1), date(2031, 1, 1))),
    ],
)
def test_the_year_of_a_day(day, first_month, opened, expected):
    assert year_around(day, first_month=first_month, opened=opened) == expected


@st.composite
def opened_years(draw):
    """Years that follow each other, some with days of nobody between them."""
    bounds = draw(
        st.lists(
            st.dates(date(2020, 1, 1), date(2030, 1, 1)), max_size=8, unique=True
        ).map(sorted)
    )
    return list(zip(bounds[::2], bounds[1::2], strict=False))


DAYS = st.dates(date(2019, 1, 1), date(2031, 1, 1))


@given(DAYS, DAYS, st.integers(1, 12), opened_years())
def test_every_day_has_one_year(day, other, first_month, opened):
    since, until = year_around(day, first_month=first_month, opened=opened)
    assert since <= day < until
    same = year_around(other, first_month=first_month, opened=opened)
    assert (same == (since, until)) == (since <= other < until)


@pytest.mark.parametrize(
    ("day", "months", "opened", "expected"),
    [
        (date(2026, 11, 2), 3, LONG, (date(2026, 10, 1), date(2027, 1, 1))),
        # the second half of a long year is a period of its own, of six months
        (date(2026, 11, 2), 12, LONG, (date(2026, 7, 1), date(2027, 1, 1))),
        # a year that begins within a month: its first period ends with months
        (date(2025, 3, 15), 3, MARCH, (date(2025, 3, 15), date(2025, 6, 1))),
        (date(2025, 12, 31), 3, MARCH, (date(2025, 12, 1), date(2026, 1, 1))),
    ],
)
def test_periods_of_a_year_that_was_opened(day, months, opened, expected):
    calendar = BookCalendar(1, months, opened=(opened,))
    assert calendar.period_of(day) == expected


def test_a_cost_is_cut_where_opened_years_end():
    calendar = BookCalendar(1, 12, opened=(LONG,))
    pieces = calendar.cut(
        Decimal("730.00"), since=date(2026, 7, 1), until=date(2028, 6, 30)
    )
    assert [(one.since, one.until, one.amount) for one in pieces] == [
        (date(2026, 7, 1), date(2027, 1, 1), Decimal("184.00")),
        (date(2027, 1, 1), date(2028, 1, 1), Decimal("365.00")),
        (date(2028, 1, 1), date(2028, 6, 30), Decimal("181.00")),
    ]


@given(opened_years(), st.integers(1, 12), st.sampled_from([1, 3, 6, 12]), DAYS)
def test_a_day_lies_in_a_period_of_its_year(opened, first_month, months, day):
    calendar = BookCalendar(first_month, months, opened=tuple(opened))
    since, until = calendar.period_of(day)
    first, end = year_around(day, first_month=first_month, opened=opened)
    assert first <= since <= day < until <= end
    assert calendar.year(day) == first.year
