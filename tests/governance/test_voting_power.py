from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from governance.voting_power import NegativeVotes, NobodyVotes, cap_votes, count_votes
from tests.worked_tables import worked_tables

TABLES = worked_tables("rules/voting-power.md")
HEADS = "ABCDEFGH"


@st.composite
def votes_cast(draw):
    """(votes by head, person by head, barred): as few persons as there may be."""
    heads = HEADS[: draw(st.integers(0, len(HEADS)))]
    votes = {head: draw(st.integers(0, 600)) for head in heads}
    persons = st.sampled_from(["ann", "bob", "cem", "dea"])
    holder_of = {head: draw(persons) for head in heads}
    barred = draw(st.sets(st.sampled_from([*HEADS, "ann", "bob"]), max_size=3))
    return votes, holder_of, barred


def voting(votes, holder_of, barred):
    """Return the heads that each person votes for."""
    return {
        person: [
            head
            for head in votes
            if holder_of[head] == person and not {head, person} & barred
        ]
        for person in holder_of.values()
    }


# The cap


def test_every_line_of_the_documented_cap():
    for row in TABLES["The cap alone"]:
        held = [int(one) for one in row["held"].split()]
        counted = cap_votes(dict(enumerate(held)))
        assert " ".join(map(str, counted.values())) == row["counted"]


@pytest.mark.parametrize(
    ("held", "counted"),
    [
        ([570, 163, 143, 124], [430, 163, 143, 124]),
        ([500, 500], [500, 500]),
        ([501, 499], [499, 499]),
        ([500, 300, 200], [500, 300, 200]),
        ([501, 299, 200], [499, 299, 200]),
        ([1000], [0]),
        ([1000, 0], [0, 0]),
        ([], []),
    ],
)
def test_both_sides_of_the_cap(held, counted):
    assert list(cap_votes(dict(enumerate(held))).values()) == counted


@given(st.dictionaries(st.integers(), st.integers(0, 10_000)))
def test_nobody_casts_more_than_the_others_hold(held):
    counted = cap_votes(held)
    total = sum(held.values())
    assert list(counted) == list(held)
    assert all(counted[key] == min(votes, total - votes) for key, votes in held.items())
    assert len([key for key in held if counted[key] < held[key]]) <= 1


def test_votes_below_zero_are_refused():
    for count in (cap_votes, lambda votes: count_votes(votes, {1: "ann", 2: "bob"})):
        with pytest.raises(NegativeVotes):
            count({1: -1, 2: 5})


# Proxies and conflicts


def test_every_line_of_the_documented_count():
    rows = TABLES["Proxies and conflicts of interest"]
    meetings = {row["meeting"] for row in rows}
    for meeting in meetings:
        lines = [row for row in rows if row["meeting"] == meeting]
        counted = count_votes(
            {row["owner"]: int(row["votes"]) for row in lines},
            {row["owner"]: row["votes by"] for row in lines},
            barred={row["owner"] for row in lines if row["barred"] == "yes"},
        )
        assert counted == {row["owner"]: int(row["counted"]) for row in lines}
    assert len(meetings) > 3


def test_a_head_without_a_person_is_refused():
    with pytest.raises(NobodyVotes):
        count_votes({"A": 1, "B": 1}, {"A": "ann"})


def test_persons_may_be_another_kind_of_key():
    counted = count_votes(
        {1: 570, 2: 163, 3: 267}, {1: "ann", 2: "bob", 3: "bob"}, barred=["bob"]
    )
    assert counted == {1: 430, 2: 0, 3: 0}


def test_several_heads_of_one_person_are_capped_together():
    votes = {"A": 300, "B": 300, "C": 400}
    assert count_votes(votes, {"A": "ann", "B": "ann", "C": "cem"}) == {
        "A": 200,
        "B": 200,
        "C": 400,
    }


def test_an_odd_vote_goes_to_the_largest_remainder_then_to_the_first():
    persons = {"A": "ann", "B": "ann", "C": "ann", "D": "dea"}
    equal = count_votes({"A": 5, "B": 5, "C": 5, "D": 8}, persons)
    assert equal == {"A": 3, "B": 3, "C": 2, "D": 8}
    larger = count_votes({"A": 5, "B": 5, "C": 6, "D": 9}, persons)
    assert larger == {"A": 3, "B": 3, "C": 3, "D": 9}


def test_a_barred_principal_is_one_of_the_others_for_his_proxy_holder():
    votes = {"A": 400, "B": 300, "C": 200}
    persons = {"A": "ann", "B": "ann", "C": "cem"}
    assert count_votes(votes, persons) == {"A": 114, "B": 86, "C": 200}
    assert count_votes(votes, persons, barred=["B"]) == {"A": 400, "B": 0, "C": 200}
    assert count_votes(votes, persons, barred=["ann"]) == {"A": 0, "B": 0, "C": 200}


@given(votes_cast())
def test_nobody_counts_for_more_than_the_others_together(cast):
    votes, holder_of, barred = cast
    counted = count_votes(votes, holder_of, barred=barred)
    total = sum(votes.values())
    assert list(counted) == list(votes)
    for heads in voting(votes, holder_of, barred).values():
        held = sum(votes[head] for head in heads)
        capped = sum(cap_votes(votes)[head] for head in heads)
        assert sum(counted[head] for head in heads) == min(capped, total - held)
    assert all(
        0 <= counted[head] <= min(votes[head], total - votes[head]) for head in votes
    )


@given(votes_cast())
def test_who_is_barred_counts_for_nothing(cast):
    votes, holder_of, barred = cast
    counted = count_votes(votes, holder_of, barred=barred)
    out = [head for head in votes if {head, holder_of[head]} & barred]
    assert [counted[head] for head in out] == [0] * len(out)


@given(votes_cast())
def test_a_conflict_takes_no_vote_from_anybody_else(cast):
    """Who is barred stays in the base: the others count for as much as before."""
    votes, holder_of, barred = cast
    everybody = count_votes(votes, holder_of)
    counted = count_votes(votes, holder_of, barred=barred)
    alone = {
        person: heads
        for person, heads in voting(votes, holder_of, barred).items()
        if len(heads) == list(holder_of.values()).count(person)
    }
    assert all(
        counted[head] == everybody[head] for heads in alone.values() for head in heads
    )


@given(votes_cast())
def test_a_cut_is_spread_as_exactly_as_integers_can(cast):
    votes, holder_of, barred = cast
    counted = count_votes(votes, holder_of, barred=barred)
    capped = cap_votes(votes)
    for heads in voting(votes, holder_of, barred).values():
        held = sum(capped[head] for head in heads)
        kept = sum(counted[head] for head in heads)
        for head in heads:
            exact = Fraction(capped[head] * kept, held) if held else 0
            assert abs(counted[head] - exact) < 1


@given(votes_cast())
def test_who_votes_for_himself_alone_is_capped_alone(cast):
    votes, _holder_of, _barred = cast
    assume(votes)
    assert count_votes(votes, {head: head for head in votes}) == cap_votes(votes)
