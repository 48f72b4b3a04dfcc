"""Bookings touch and never overlap; what is left of a day is what nobody holds."""

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.booking import (
    Problem,
    Rules,
    Span,
    free_on,
    open_hours,
    problems,
)

BRUSSELS = ZoneInfo("Europe/Brussels")
NOW = datetime(2026, 3, 2, 9, tzinfo=BRUSSELS)
DAY = date(2026, 3, 3)


def at(hour, minute=0, day=DAY):
    return datetime.combine(day, time(hour, minute), BRUSSELS)


def span(begin, end, day=DAY):
    return Span(at(begin, day=day), at(end, day=day))


def found(asked, **more):
    return problems(asked, **{"now": NOW, "rules": Rules()} | more)


def test_fourteen_to_sixteen_and_sixteen_to_eighteen_are_fine():
    assert found(span(16, 18), taken=[span(14, 16)]) == []
    assert found(span(14, 16), taken=[span(16, 18)]) == []


@pytest.mark.parametrize(
    "asked", [(13, 15), (15, 17), (14, 16), (14, 15), (13, 17), (15, 16)]
)
def test_what_overlaps_is_taken(asked):
    assert found(span(*asked), taken=[span(14, 16)]) == [Problem.TAKEN]


def test_it_begins_before_it_ends_and_not_before_now():
    assert found(Span(at(15), at(15))) == [Problem.BACKWARDS]
    assert found(Span(at(15), at(14))) == [Problem.BACKWARDS]
    assert found(Span(NOW, NOW + timedelta(hours=1))) == []
    minute = timedelta(minutes=1)
    assert found(Span(NOW - minute, NOW + minute)) == [Problem.PAST]


def test_how_long_and_how_far_ahead():
    rules = Rules(longest=120, ahead=1)
    assert found(span(14, 16), rules=rules) == []
    long = Span(at(14), at(16, 1))
    assert found(long, rules=rules) == [Problem.TOO_LONG]
    later = date(2026, 3, 4)
    assert found(span(14, 16, later), rules=rules) == [Problem.TOO_FAR]


def test_the_hours_of_a_room():
    rules = Rules(opens=time(8), closes=time(22))
    assert found(span(8, 22), rules=rules) == []
    assert found(span(7, 9), rules=rules) == [Problem.CLOSED]
    assert found(Span(at(21), at(22, 1)), rules=rules) == [Problem.CLOSED]
    over_night = Span(at(21), at(9, day=date(2026, 3, 4)))
    assert found(over_night, rules=rules) == [Problem.CLOSED]
    assert found(over_night) == []


def test_closing_at_midnight_is_the_end_of_the_day():
    rules = Rules(opens=time(18))
    late = Span(at(22), at(0, day=date(2026, 3, 4)))
    assert found(late, rules=rules) == []
    assert late.minutes == 120


def test_a_quota_is_for_the_month():
    rules = Rules(quota=300)
    assert found(span(14, 16), rules=rules, used=180) == []
    assert found(span(14, 16), rules=rules, used=181) == [Problem.QUOTA]


def test_the_night_on_which_clocks_go_back_has_an_hour_more():
    night = date(2026, 10, 25)
    assert span(0, 6, night).minutes == 7 * 60
    assert span(0, 6, date(2026, 3, 29)).minutes == 5 * 60


def test_all_that_is_wrong_is_said_at_once():
    rules = Rules(opens=time(8), closes=time(22), longest=60, quota=60)
    assert found(span(6, 9), rules=rules, taken=[span(8, 10)]) == [
        Problem.TOO_LONG,
        Problem.CLOSED,
        Problem.QUOTA,
        Problem.TAKEN,
    ]


# What is free

hours = st.integers(0, 47).map(lambda half: timedelta(minutes=30 * half))
held = st.lists(
    st.tuples(hours, st.integers(1, 8)).map(
        lambda one: Span(
            at(0) + one[0], at(0) + one[0] + timedelta(minutes=30 * one[1])
        )
    ),
    max_size=8,
)
ROOM = Rules(opens=time(8), closes=time(22))


@given(held, st.sampled_from([Rules(), ROOM]))
def test_each_half_hour_is_free_or_held(taken, rules):
    free = free_on(DAY, rules=rules, taken=taken, zone_of=NOW)
    day = open_hours(DAY, rules, zone_of=NOW)
    begin = day.begin
    while begin < day.end:
        half = Span(begin, begin + timedelta(minutes=30))
        is_held = any(half.overlaps(one) for one in taken)
        assert any(half.overlaps(one) for one in free) != is_held
        begin = half.end
    assert all(one.minutes > 0 for one in free)
    assert all(a.end < b.begin for a, b in pairwise(free))


def test_a_full_day_has_nothing_free():
    assert free_on(DAY, rules=ROOM, taken=[span(7, 23)], zone_of=NOW) == []
    assert free_on(DAY, rules=ROOM, taken=[], zone_of=NOW) == [span(8, 22)]
