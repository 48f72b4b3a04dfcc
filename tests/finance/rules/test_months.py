from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.months import add_months

days = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 0, date(2026, 1, 31)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 1, 31), 2, date(2026, 3, 31)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 11, 30), 13, date(2027, 12, 30)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
    ],
)
def test_add_months(day, months, later):
    assert add_months(day, months) == later


@given(days, st.integers(-240, 240))
def test_the_day_stays_or_is_the_last_of_a_shorter_month(day, months):
    later = add_months(day, months)
    passed = (later.year - day.year) * 12 + later.month - day.month
    last = monthrange(later.year, later.month)[1]
    assert (passed, later.day) == (months, min(day.day, last))


@given(days, st.integers(0, 240))
def test_a_later_day_is_never_earlier_in_the_later_month(day, months):
    following = add_months(day + timedelta(days=1), months)
    assert add_months(day, months) <= following
