"""The sum is always 0, whatever neighbours give each other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.credits import (
    HOUR,
    Limits,
    Reach,
    Transfer,
    WrongLimits,
    WrongTransfer,
    balances,
    mirror,
    written_off,
)

people = st.sampled_from("abcdef")
transfers = st.lists(
    st.tuples(people, people, st.integers(1, 600))
    .filter(lambda one: one[0] != one[1])
    .map(lambda one: Transfer(*one)),
    max_size=30,
)


def test_who_gives_an_hour_is_owed_an_hour():
    assert balances([Transfer("ann", "bob", 90)]) == {"ann": 90, "bob": -90}
    assert balances([]) == {}


def test_a_day_in_the_building():
    given_ = [
        Transfer("ann", "bob", 120),
        Transfer("bob", "cas", 45),
        Transfer("cas", "ann", 30),
    ]
    assert balances(given_) == {"ann": 90, "bob": -75, "cas": -15}


@pytest.mark.parametrize(
    ("minutes", "receiver", "code"),
    [
        (0, "b", "minutes"),
        (-1, "b", "minutes"),
        (1.0, "b", "minutes"),
        (True, "b", "minutes"),
        (1, "a", "self"),
    ],
)
def test_what_is_no_transfer(minutes, receiver, code):
    with pytest.raises(WrongTransfer) as error:
        Transfer("a", receiver, minutes)
    assert error.value.code == code


@given(transfers)
def test_all_balances_together_are_nothing(done):
    assert sum(balances(done).values()) == 0


@given(transfers)
def test_what_is_mirrored_leaves_no_trace_in_the_balances(done):
    both = [*done, *map(mirror, done)]
    assert set(balances(both).values()) <= {0}


@given(transfers, people)
def test_who_leaves_leaves_nothing_behind(done, leaver):
    before = balances(done)
    settled = written_off(leaver, before.get(leaver, 0), common="common")
    after = balances([*done, settled] if settled else done)
    assert after.get(leaver, 0) == 0
    assert after.get("common", 0) == before.get(leaver, 0)
    others = before.keys() - {leaver}
    assert {one: after[one] for one in others} == {one: before[one] for one in others}


# Limits


@pytest.mark.parametrize(
    ("before", "change", "reach"),
    [
        (0, -540, Reach.FREE),
        (0, -541, Reach.NEAR),
        (0, -720, Reach.NEAR),
        (0, -721, Reach.BEYOND),
        (0, 2220, Reach.FREE),
        (0, 2221, Reach.NEAR),
        (0, 2400, Reach.NEAR),
        (0, 2401, Reach.BEYOND),
        # a debt is no reason not to give, nor a credit not to receive
        (-720, 60, Reach.FREE),
        (2400, -60, Reach.FREE),
        # drawn nearer meanwhile: back is allowed, further is not
        (-900, 60, Reach.FREE),
        (-900, -1, Reach.BEYOND),
    ],
)
def test_from_twelve_hours_owed_to_forty_hours_given(before, change, reach):
    assert Limits().reach(before, change) == reach


@given(st.integers(-2000, 4000), st.integers(-600, 600).filter(bool))
def test_nothing_that_is_allowed_ends_beyond_a_limit_it_was_not_beyond(before, change):
    limits = Limits()
    after = before + change
    if limits.floor <= before <= limits.ceiling:
        within = limits.floor <= after <= limits.ceiling
        assert (limits.reach(before, change) != Reach.BEYOND) == within


@pytest.mark.parametrize(
    "said", [{"floor": 0}, {"floor": 1}, {"ceiling": 0}, {"near": -1}]
)
def test_limits_that_would_leave_no_room(said):
    with pytest.raises(WrongLimits):
        Limits(**said)


def test_an_hour_is_sixty_minutes():
    assert (Limits().floor, Limits().ceiling) == (-12 * HOUR, 40 * HOUR)
