from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from governance.majorities import (
    ImpossibleTally,
    Majority,
    Tally,
    is_adopted,
    votes_needed,
)
from tests.worked_tables import worked_tables

WORKED = worked_tables("rules/majorities.md")["Votes"]
votes = st.integers(0, 10_000)
tallies = st.tuples(votes, votes, votes, votes).map(
    lambda one: Tally(*one[:3], votes_total=sum(one))
)


def adopted(majority, votes_for, votes_against, *, abstentions=0, total=None):
    cast = votes_for + votes_against + abstentions
    tally = Tally(
        votes_for, votes_against, abstentions, cast if total is None else total
    )
    return is_adopted(majority, tally)


@pytest.mark.parametrize("row", WORKED, ids=lambda row: " ".join(row.values()))
def test_every_line_of_the_documentation(row):
    tally = Tally(
        int(row["for"]), int(row["against"]), int(row["abstentions"]), int(row["all"])
    )
    majority = Majority(row["majority"])
    assert votes_needed(majority, tally) == int(row["needed"])
    assert is_adopted(majority, tally) is (row["adopted"] == "yes")


@pytest.mark.parametrize(
    ("majority", "votes_for", "votes_against", "expected"),
    [
        (Majority.ABSOLUTE, 50, 50, False),
        (Majority.ABSOLUTE, 51, 50, True),
        (Majority.ABSOLUTE, 50, 51, False),
        (Majority.TWO_THIRDS, 200, 100, True),
        (Majority.TWO_THIRDS, 199, 100, False),
        (Majority.TWO_THIRDS, 200, 101, False),
        (Majority.FOUR_FIFTHS, 80, 20, True),
        (Majority.FOUR_FIFTHS, 79, 20, False),
        (Majority.FOUR_FIFTHS, 80, 21, False),
        (Majority.UNANIMITY, 100, 0, True),
        (Majority.UNANIMITY, 99, 1, False),
    ],
)
def test_both_sides_of_each_boundary(majority, votes_for, votes_against, expected):
    assert adopted(majority, votes_for, votes_against) is expected


def test_who_abstains_casts_no_vote():
    ordinary = [one for one in Majority if one is not Majority.UNANIMITY]
    assert [adopted(one, 1, 0, abstentions=999) for one in ordinary] == [True] * 3
    assert [adopted(one, 0, 0, abstentions=1000) for one in Majority] == [False] * 4


def test_where_no_vote_is_cast_nothing_is_adopted():
    assert [adopted(one, 0, 0) for one in Majority] == [False] * 4
    assert [adopted(one, 0, 0, total=1000) for one in Majority] == [False] * 4


def test_unanimity_needs_those_who_are_absent_and_those_who_abstain():
    assert adopted(Majority.UNANIMITY, 1000, 0, total=1000)
    assert not adopted(Majority.UNANIMITY, 999, 0, total=1000)
    assert not adopted(Majority.UNANIMITY, 999, 0, abstentions=1, total=1000)
    assert adopted(Majority.UNANIMITY, 600, 0, total=600)


@given(tallies)
def test_the_majorities_as_the_law_says_them(tally):
    assume(tally.cast)
    part = Fraction(tally.votes_for, tally.cast)
    assert {one: is_adopted(one, tally) for one in Majority} == {
        Majority.ABSOLUTE: part > Fraction(1, 2),
        Majority.TWO_THIRDS: part >= Fraction(2, 3),
        Majority.FOUR_FIFTHS: part >= Fraction(4, 5),
        Majority.UNANIMITY: tally.votes_for == tally.votes_total,
    }


@given(st.sampled_from(Majority), st.integers(1, 10_000))
def test_needed_is_the_least_that_adopts(majority, cast):
    needed = votes_needed(majority, Tally(0, cast, 0, cast))
    assert adopted(majority, needed, cast - needed)
    assert not adopted(majority, needed - 1, cast - needed + 1)


@given(tallies)
def test_who_reaches_a_higher_majority_reaches_the_lower(tally):
    reached = [is_adopted(majority, tally) for majority in Majority]
    assert reached == sorted(reached, reverse=True)


@pytest.mark.parametrize(
    "figures", [(-1, 0, 0, 9), (0, -1, 0, 9), (0, 0, -1, 9), (4, 3, 3, 9)]
)
def test_a_tally_that_cannot_be_is_refused(figures):
    with pytest.raises(ImpossibleTally):
        Tally(*figures)
