"""What neighbours achieve: counted by hand, and nobody to be found in it."""

from dataclasses import astuple
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.impact import (
    FEWEST,
    Act,
    Deed,
    Factors,
    Month,
    WrongFactor,
    months,
    total,
)

FACTORS = Factors(Decimal("0.3"), Decimal("60.00"), Decimal("20"))
NOTHING = Month(*[None] * 7)


def told(deeds):
    deeds = list(deeds)
    return months(deeds, {deed.month: FACTORS for deed in deeds})


def hours(giver, taker, minutes=60, month=202601):
    return Deed(Act.HOURS, month, giver, taker, minutes=minutes)


def loan(giver, taker, thing, month=202601):
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
        Deed(Act.GIFT, 202601, "dan", "eva", thing="lamp"),
    ]
    # Spared: Bob and Cas borrow the drill for the first time, Eva keeps the lamp.
    assert told(deeds) == {
        202601: Month(
            exchanges=4,
            minutes=240,
            things=2,
            pairs=4,
            purchases=Decimal("0.9"),
            euros=Decimal("54.00"),
            carbon=Decimal("18.0"),
        )
    }


@pytest.mark.parametrize(("people", "is_told"), [(4, False), (5, True)])
def test_fewer_than_five_people_are_not_told(people, is_told):
    deeds = [hours(0, other) for other in range(1, people)]
    [month] = told(deeds).values()
    assert (month.exchanges is not None) == is_told
    assert (month.pairs is not None) == is_told
    assert month.things is None


def test_a_second_loan_of_a_thing_spares_nothing_in_a_later_month():
    people = "abcdef"
    first = [loan("a", one, "mower", 202601) for one in people[1:]]
    again = [loan("a", one, "mower", 202602) for one in people[1:]]
    january, february = told(first + again).values()
    assert (january.purchases, february.purchases) == (Decimal("1.5"), Decimal("0.0"))
    assert (january.things, february.things) == (1, 1)


def test_nothing_happened():
    assert told([]) == {}
    assert total([]) == NOTHING


@pytest.mark.parametrize(
    "values",
    [("1.1", "1", "1"), ("-0.1", "1", "1"), ("1", "-1", "1"), ("1", "1", "-1")],
)
def test_factors_that_cannot_be(values):
    with pytest.raises(WrongFactor):
        Factors(*map(Decimal, values))


DEEDS = st.lists(
    st.builds(
        Deed,
        st.sampled_from(Act),
        st.sampled_from([202601, 202602, 202603]),
        st.integers(0, 3),
        st.integers(4, 7),
        minutes=st.integers(1, 600),
        thing=st.integers(0, 4),
    ),
    max_size=40,
)


@given(DEEDS)
def test_whatever_is_told_five_people_did(deeds):
    for month, row in told(deeds).items():
        here = [deed for deed in deeds if deed.month == month]
        timed = {one for d in here if d.act == Act.HOURS for one in d.pair}
        things = {one for d in here if d.act != Act.HOURS for one in d.pair}
        assert (row.minutes is not None) == (len(timed) >= FEWEST)
        assert (row.euros is not None) == (len(things) >= FEWEST)


@given(DEEDS)
def test_a_total_is_no_more_than_its_months_tell(deeds):
    rows = list(told(deeds).values())
    sums = astuple(total(rows))
    for place, value in enumerate(sums):
        parts = [astuple(row)[place] for row in rows]
        shown = [part for part in parts if part is not None]
        assert value == (sum(shown) if shown else None)


@given(DEEDS, st.randoms())
def test_the_order_does_not_matter(deeds, random):
    shuffled = list(deeds)
    random.shuffle(shuffled)
    assert total(told(shuffled).values()) == total(told(deeds).values())
