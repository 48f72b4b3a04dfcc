"""The draw is the same for everybody who does it again, and nobody chooses his place."""

from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from community.drawing import drawn

NUMBER = UUID("6f9f0f3e-6c0e-4c5c-9c39-2f0b7c1d8a11")
ASKS = [UUID(int=place) for place in range(1, 6)]


def test_this_number_draws_this_order():
    assert [one.int for one in drawn(ASKS, number=NUMBER)] == [3, 4, 2, 1, 5]


@given(st.permutations(ASKS), st.uuids())
def test_the_order_of_asking_counts_for_nothing(asking, number):
    assert drawn(asking, number=number) == drawn(ASKS, number=number)


@given(st.uuids())
def test_who_asks_later_moves_nobody_past_another(number):
    before = drawn(ASKS[:4], number=number)
    after = drawn(ASKS, number=number)
    assert [one for one in after if one in before] == before


def test_over_many_things_nobody_wins_more_often():
    won = [drawn(ASKS, number=UUID(int=thing))[0] for thing in range(2_000)]
    assert {one: 340 <= won.count(one) <= 460 for one in ASKS} == dict.fromkeys(
        ASKS, True
    )
