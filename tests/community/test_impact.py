"""What neighbours achieve: counted by hand, and nobody to be found in it."""

from dataclasses import astuple
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.impact import (
    FEWEST,
    Act,
    Deed,
    Estimates,
    Factors,
    Facts,
    WrongFactor,
    added,
    estimated,
    estimates,
    facts,
    months_before,
    months_until,
)

FACTORS = Factors(Decimal(30), Decimal("60.00"), Decimal(20))
JANUARY, FEBRUARY = date(2026, 1, 1), date(2026, 2, 1)


def hours(giver, taker, minutes=60, month=JANUARY):
    return Deed(Act.HOURS, month, giver, taker, minutes=minutes)


def loan(giver, taker, thing, month=JANUARY):
    return Deed(Act.LOAN, month, giver, taker, thing=thing)


def test_a_month_by_hand():
    deeds = [
        hours("ann", "bob", 90),
        hours("bob", "cas", 30),
        hours("dan", "eva", 60),
        hours("ann", "bob", 60),
        loan("ann", "bob", "drill"),
        loan("ann", "cas", "drill"),
        loan("ann", "bob", "drill"),
        Deed(Act.GIFT, JANUARY, "dan", "eva", thing="lamp"),
    ]
    # Spared: Bob and Cas borrow the drill for the first time, Eva keeps the lamp.
    found = facts(deeds, JANUARY)
    assert found == Facts(exchanges=4, minutes=240, things=2, spared=3, pairs=4)
    assert estimates(found, FACTORS) == Estimates(
        Decimal("0.9"), Decimal("54.00"), Decimal("18.0")
    )


@pytest.mark.parametrize(("people", "is_told"), [(4, False), (5, True)])
def test_fewer_than_five_people_are_not_told(people, is_told):
    found = facts([hours(0, other) for other in range(1, people)], JANUARY)
    assert (found.exchanges is not None) == is_told
    assert found.is_told == is_told
    assert found.things is None


def test_whom_few_met_in_what_is_not_told_is_in_no_other_figure():
    four = [hours("a", one) for one in "bcde"]
    quiet = [loan("x", "y", "saw")]
    assert facts(four + quiet, JANUARY) == facts(four, JANUARY)


def test_four_with_hours_and_four_with_things_are_not_five():
    deeds = [hours("a", one) for one in "bcd"] + [loan("e", one, 1) for one in "fgh"]
    assert facts(deeds, JANUARY) == Facts()


def test_a_second_loan_of_a_thing_spares_nothing_for_a_year():
    first = [loan("a", one, "mower") for one in "bcdef"]
    again = [loan("a", one, "mower", FEBRUARY) for one in "bcdef"]
    later = [loan("a", one, "mower", date(2027, 2, 1)) for one in "bcdef"]
    deeds = first + again + later
    told = [facts(deeds, month) for month in (JANUARY, FEBRUARY, date(2027, 2, 1))]
    assert [one.spared for one in told] == [5, 0, 5]
    assert [one.things for one in told] == [1, 1, 1]


def test_a_loan_that_was_not_told_is_not_found_in_a_later_month():
    hidden = [loan("a", "b", "mower")]
    now = [loan("a", one, "mower", FEBRUARY) for one in "bcdef"]
    assert facts(hidden + now, FEBRUARY) == facts(now, FEBRUARY)


def test_what_comes_later_changes_nothing():
    deeds = [loan("a", one, "mower") for one in "bcdef"]
    later = [loan("a", one, "mower", FEBRUARY) for one in "bcdef"]
    assert facts(deeds + later, JANUARY) == facts(deeds, JANUARY)


def test_nothing_happened():
    assert facts([], JANUARY) == Facts() == added([])
    assert estimates(Facts(), FACTORS) == Estimates() == estimated([])
    assert estimates(Facts(things=1, spared=1), None) == Estimates()


def test_a_loan_that_spares_nothing_is_no_gap():
    assert estimates(Facts(things=1, spared=0), FACTORS).euros == Decimal("0.00")


@pytest.mark.parametrize(
    "values",
    [("100.1", "1", "1"), ("-0.1", "1", "1"), ("1", "-1", "1"), ("1", "1", "-1")],
)
def test_factors_that_cannot_be(values):
    with pytest.raises(WrongFactor):
        Factors(*map(Decimal, values))


def test_months_follow_each_other():
    assert months_before(JANUARY, 1) == date(2025, 12, 1)
    assert months_before(date(2026, 12, 1), 11) == JANUARY
    year = months_until(date(2026, 2, 1))
    assert (len(year), year[0], year[-1]) == (12, date(2025, 3, 1), FEBRUARY)


DEEDS = st.lists(
    st.builds(
        Deed,
        st.sampled_from(Act),
        st.sampled_from([JANUARY, FEBRUARY, date(2026, 3, 1)]),
        st.integers(0, 3),
        st.integers(4, 7),
        minutes=st.integers(1, 600),
        thing=st.integers(0, 4),
    ),
    max_size=40,
)


@given(DEEDS)
def test_whatever_is_told_five_people_did(deeds):
    here = [deed for deed in deeds if deed.month == FEBRUARY]
    timed = [deed for deed in here if deed.act == Act.HOURS]
    others = [deed for deed in here if deed.act != Act.HOURS]
    found = facts(deeds, FEBRUARY)
    for group, told in ((timed, found.minutes), (others, found.things)):
        people = {one for deed in group for one in deed.pair}
        assert (told is not None) == (len(people) >= FEWEST)


@given(DEEDS, st.sampled_from(["hours", "things"]))
def test_a_group_that_is_not_told_changes_no_figure(deeds, which):
    """Subtraction finds nothing: what is hidden is in no sum."""
    found = facts(deeds, FEBRUARY)
    hidden = found.minutes if which == "hours" else found.things
    if hidden is None:
        rest = [deed for deed in deeds if (deed.act == Act.HOURS) != (which == "hours")]
        assert facts(rest, FEBRUARY) == found


@given(DEEDS)
def test_a_sum_is_no_more_than_its_months_tell(deeds):
    rows = [facts(deeds, month) for month in months_until(date(2026, 3, 1), 3)]
    for place, value in enumerate(astuple(added(rows))):
        shown = [part for row in rows if (part := astuple(row)[place]) is not None]
        assert value == (sum(shown) if shown else None)


@given(DEEDS, st.randoms())
def test_the_order_does_not_matter(deeds, random):
    shuffled = list(deeds)
    random.shuffle(shuffled)
    assert facts(shuffled, FEBRUARY) == facts(deeds, FEBRUARY)
