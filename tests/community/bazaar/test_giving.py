"""The line for a thing: who asked first, or as drawn; whoever is late stands behind."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from community.drawing import drawn
from community.giving import Asked, line

NUMBER = UUID("6f9f0f3e-6c0e-4c5c-9c39-2f0b7c1d8a11")
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def asks(*minutes: int) -> list[Asked]:
    """Return asks 1, 2, …, so many minutes after noon."""
    return [
        Asked(UUID(int=place), NOON + minute * MINUTE)
        for place, minute in enumerate(minutes, start=1)
    ]


def numbers(found) -> list[int]:
    return [one.int for one in found]


def test_without_a_draw_who_asked_first_is_next():
    assert numbers(line(asks(3, 1, 2), number=NUMBER)) == [2, 3, 1]


def test_the_worked_example_of_the_rules():
    """Five ask in time, the sixth a minute late: docs/rules/bazaar.md."""
    found = line(asks(-5, -4, -3, -2, 0, 1), number=NUMBER, until=NOON)
    assert numbers(found) == [3, 4, 2, 1, 5, 6]


def test_at_the_last_moment_is_in_time_and_after_it_is_late():
    late, in_time = asks(1, 0)
    assert line([late, in_time], number=NUMBER, until=NOON) == [
        *(in_time.uuid, late.uuid)
    ]


def test_nobody_asks():
    assert line([], number=NUMBER, until=NOON) == []


@given(st.lists(st.integers(-3, 3), max_size=8), st.uuids())
def test_everybody_stands_in_it_once_the_drawn_ones_first(minutes, number):
    asking = asks(*minutes)
    in_time = [one.uuid for one in asking if one.at <= NOON]
    found = line(asking, number=number, until=NOON)
    assert sorted(found) == sorted(one.uuid for one in asking)
    assert found[: len(in_time)] == drawn(in_time, number=number)


@given(st.lists(st.integers(-3, 3), min_size=1, max_size=8), st.uuids(), st.data())
def test_who_leaves_the_line_changes_no_other_place(minutes, number, data):
    asking = asks(*minutes)
    gone = data.draw(st.sampled_from(asking))
    before = line(asking, number=number, until=NOON)
    rest = [one for one in asking if one != gone]
    assert line(rest, number=number, until=NOON) == [
        one for one in before if one != gone.uuid
    ]
