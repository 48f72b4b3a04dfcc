"""The days that follow from the day of an assembly."""

from datetime import date, timedelta

import pytest

from governance.deadlines import is_convoked_in_time
from governance.ordinary_period import OrdinaryPeriod, Span
from governance.timetable import (
    nearest_period,
    period_from,
    proposed_day,
    timetable,
)

MAY = OrdinaryPeriod(5, 1)
YULE = OrdinaryPeriod(12, 24)


def test_the_days_of_an_ordinary_assembly():
    found = timetable(date(2026, 5, 4), period_since=date(2026, 5, 1))
    assert found.period == Span(date(2026, 5, 1), date(2026, 5, 15))
    assert found.last_proposal == date(2026, 4, 10)
    assert found.last_sending == date(2026, 4, 19)
    assert found.earliest_second == date(2026, 5, 19)
    assert found.minutes_due == date(2026, 6, 3)
    assert found.is_outside is False


def test_an_extraordinary_one_has_no_period():
    found = timetable(date(2026, 5, 4), period_since=None)
    assert (found.period, found.last_proposal, found.is_outside) == (None, None, False)


@pytest.mark.parametrize(
    ("day", "outside"),
    [
        (date(2026, 4, 30), True),
        (date(2026, 5, 1), False),
        (date(2026, 5, 15), False),
        (date(2026, 5, 16), True),
    ],
)
def test_fifteen_days_with_both_ends(day, outside):
    assert timetable(day, period_since=date(2026, 5, 1)).is_outside is outside


@pytest.mark.parametrize(
    ("period", "day", "first"),
    [
        (MAY, date(2026, 5, 1), date(2026, 5, 1)),
        (MAY, date(2026, 5, 15), date(2026, 5, 1)),
        (MAY, date(2026, 1, 2), date(2026, 5, 1)),
        # 175 days after 15 May 2026; 175 days before 1 May 2027.
        (MAY, date(2026, 11, 6), date(2026, 5, 1)),
        (MAY, date(2026, 11, 7), date(2027, 5, 1)),
        # It ends in the next year.
        (YULE, date(2026, 1, 7), date(2025, 12, 24)),
        (YULE, date(2026, 12, 30), date(2026, 12, 24)),
    ],
)
def test_the_nearest_period(period, day, first):
    assert nearest_period(period, day) == period_from(first)


@pytest.mark.parametrize(
    ("on", "proposed"),
    [
        # Labour Day and a weekend come first; 4 May can be convened until 19 April.
        (date(2026, 4, 1), date(2026, 5, 4)),
        (date(2026, 4, 19), date(2026, 5, 4)),
        (date(2026, 4, 20), date(2026, 5, 5)),
        # 15 May is a Friday: the last that can be convened, on 30 April.
        (date(2026, 4, 30), date(2026, 5, 15)),
        # Nothing of the period can be convened any more: as soon as it can be, a Monday.
        (date(2026, 5, 1), date(2026, 5, 18)),
        (date(2026, 5, 3), date(2026, 5, 18)),
        (date(2026, 5, 4), date(2026, 5, 19)),
        (date(2026, 5, 15), date(2026, 6, 1)),
        # The period is over.
        (date(2026, 5, 16), date(2027, 5, 3)),
        # 15 May 2027 is a Saturday, and the last that can be convened on 30 April.
        (date(2027, 4, 29), date(2027, 5, 14)),
        (date(2027, 4, 30), date(2027, 5, 15)),
        (date(2027, 5, 1), date(2027, 5, 18)),  # after Whit Monday
    ],
)
def test_the_day_that_is_proposed(on, proposed):
    assert proposed_day(MAY, on=on) == proposed
    assert is_convoked_in_time(on, proposed)


@pytest.mark.parametrize("on", [date(2026, 4, 1), date(2026, 5, 1), date(2026, 5, 15)])
def test_a_period_that_had_its_assembly_is_over(on):
    held = {date(2025, 5, 1), date(2026, 5, 1)}
    assert proposed_day(MAY, on=on, held=held) == date(2027, 5, 3)


def test_a_period_over_the_new_year():
    """Of 2026: the last day that can be convened on 23 December is 7 January."""
    assert proposed_day(YULE, on=date(2026, 12, 23)) == date(2027, 1, 7)
    assert proposed_day(YULE, on=date(2026, 12, 24)) == date(2027, 1, 8)


@pytest.mark.parametrize("period", [MAY, YULE, OrdinaryPeriod(2, 28)])
def test_it_is_never_too_late_and_never_a_year_too_far(period):
    """Every day of four years, a leap year among them."""
    for days in range(4 * 365 + 1):
        on = date(2026, 1, 1) + timedelta(days=days)
        span, found = period.next_from(on), proposed_day(period, on=on)
        assert is_convoked_in_time(on, found)
        assert found >= span.first
        if is_convoked_in_time(on, span.last):
            assert found in span
        else:
            assert (found - span.last).days < 15 + 5  # five days without work at most
