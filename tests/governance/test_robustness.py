"""The certificate against an oracle that tries every set of falls."""

from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.majorities import ImpossibleTally, Majority, Tally, is_adopted
from governance.meeting.events import Choice
from governance.quorum import has_quorum
from governance.robustness import (
    Certificate,
    RepresentedHolder,
    UnknownBallot,
    certificate,
    quorum_certificate,
)
from governance.voting_power import NegativeVotes, count_votes
from tests.worked_tables import worked_tables

TABLES = worked_tables("rules/robustness.md")
ABSOLUTE, UNANIMITY = Majority.ABSOLUTE, Majority.UNANIMITY


def units_of(heads, holder_of):
    """Return who falls with each head, and with each holder who is no head."""
    persons = {head: holder_of.get(head, head) for head in heads}
    names = dict.fromkeys([*heads, *persons.values()])
    return {
        name: {head for head in heads if name in (head, persons[head])}
        for name in names
    }


def smallest_size(units, max_size, turned):
    for size in range(1, max_size + 1):
        for names in combinations(units, size):
            if turned(set().union(*(units[name] for name in names))):
                return size
    return None


def decided(case, gone=()):
    """Decide a vote without those who are gone, from the text of the rules."""
    votes = {head: n for head, n in case["holdings"].items() if head not in gone}
    persons = {head: case["holder_of"].get(head, head) for head in votes}
    unanimous = case["majority"] is UNANIMITY
    if case["capped"] and not unanimous:
        counted = count_votes(votes, persons, barred=case["barred"])
    else:
        out = [head for head in votes if {head, persons[head]} & case["barred"]]
        counted = {head: 0 if head in out else n for head, n in votes.items()}
    sums = dict.fromkeys(["for", "against", "abstain", "blank"], 0)
    for head, choice in case["ballots"].items():
        sums[choice] += counted.get(head, 0)
    total = case["votes_total"]
    if case["present_only"]:
        total = sum(votes.values())
    other = sums["abstain"] + sums["blank"]
    tally = Tally(sums["for"], sums["against"], other, total)
    return len(votes) >= case["heads_needed"] and is_adopted(case["majority"], tally)


@st.composite
def cases(draw):
    heads = [f"h{n}" for n in range(draw(st.integers(1, 8)))]
    most = draw(st.sampled_from([1, 3, 12, 40]))
    holdings = {head: draw(st.integers(0, most)) for head in heads}
    if draw(st.booleans()):
        holdings[draw(st.sampled_from(heads))] = draw(st.integers(0, most * 8))
    choices = draw(
        st.sampled_from([["for"], ["for", "against"], ["for", "against", "abstain"]])
    )
    ballot = st.sampled_from([*choices, "blank", None])
    ballots = {head: draw(ballot) for head in heads}
    holders = [*heads[:2], "p1", "p2"]
    holder_of = {
        head: draw(st.sampled_from(holders))
        for head in heads[2:]
        if draw(st.booleans())
    }
    majority = draw(st.sampled_from(Majority))
    return {
        "majority": majority,
        "holdings": holdings,
        "ballots": {head: choice for head, choice in ballots.items() if choice},
        "holder_of": holder_of,
        "barred": draw(st.frozensets(st.sampled_from([*heads, "p1"]), max_size=1)),
        "capped": draw(st.integers(0, 4)) > 0,
        "votes_total": sum(holdings.values()) + draw(st.sampled_from([0, 0, 3])),
        "present_only": majority is UNANIMITY and draw(st.booleans()),
        "heads_needed": draw(st.sampled_from([0, 0, 2, 4])),
    }


@given(cases(), st.integers(0, 3))
@settings(max_examples=400)
def test_no_smaller_set_turns_the_outcome(case, max_size):
    found = certificate(**case, max_size=max_size)
    units = units_of(case["holdings"], case["holder_of"])
    outcome = decided(case)
    size = smallest_size(
        units, max_size, lambda gone: decided(case, gone) is not outcome
    )
    assert found.exact
    if found.smallest is None:
        assert size is None
        return
    assert len(found.smallest) == size
    gone = set().union(*(units[name] for name in found.smallest))
    assert decided(case, gone) is not outcome
    assert list(found.smallest) == [name for name in units if name in found.smallest]


def lettered(text):
    """Read "A 40, B 30" as votes."""
    return {name: int(votes) for name, votes in map(str.split, text.split(", "))}


@pytest.mark.parametrize("row", TABLES["A vote"], ids=lambda row: row["case"])
def test_every_vote_of_the_documentation(row):
    holders = dict(pair.split(" by ") for pair in row["proxies"].split(", ") if pair)
    found = certificate(
        majority=Majority(row["majority"]),
        holdings=lettered(row["votes"]),
        ballots={
            head: choice
            for choice in ("for", "against")
            for head in row[choice].split()
        },
        holder_of=holders,
    )
    smallest = found.smallest or ["more than 3"]
    assert (str(found.margin), " ".join(smallest)) == (row["margin"], row["smallest"])
    assert found.exact


@pytest.mark.parametrize("row", TABLES["A quorum"], ids=lambda row: row["case"])
def test_every_quorum_of_the_documentation(row):
    found = quorum_certificate(
        heads=lettered(row["present"]),
        owners_total=int(row["heads"]),
        votes_total=int(row["votes"]),
    )
    names = "more than 3" if found is None else " ".join(found) or "nobody"
    assert names == row["smallest"]


# The margin, on both sides of each majority


@pytest.mark.parametrize(
    ("majority", "votes_for", "margin", "smallest"),
    [
        (Majority.ABSOLUTE, 51, 0, ("for",)),
        (Majority.ABSOLUTE, 50, 1, ("against",)),
        (Majority.TWO_THIRDS, 67, 0, ("for",)),
        (Majority.TWO_THIRDS, 66, 1, ("against",)),
        (Majority.FOUR_FIFTHS, 80, 0, ("for",)),
        (Majority.FOUR_FIFTHS, 79, 1, ("against",)),
        (Majority.UNANIMITY, 100, 0, ("for",)),
        (Majority.UNANIMITY, 99, 1, None),
    ],
)
def test_the_margin(majority, votes_for, margin, smallest):
    found = certificate(
        majority=majority,
        holdings={"for": votes_for, "against": 100 - votes_for},
        ballots={"for": "for", "against": "against"},
        capped=False,
    )
    assert found == Certificate(margin, smallest, exact=True)


@pytest.mark.parametrize("majority", Majority)
def test_where_no_vote_is_cast(majority):
    found = certificate(
        majority=majority, holdings={"a": 0, "b": 0}, ballots={"a": "abstain"}
    )
    assert found == Certificate(1, None, exact=True)
    nobody = certificate(majority=majority, holdings={}, ballots={})
    assert nobody == found


def test_choices_may_be_those_of_the_meeting():
    found = certificate(
        majority=ABSOLUTE,
        holdings={"a": 3, "b": 2, "c": 2},
        ballots={"a": Choice.FOR, "b": Choice.AGAINST, "c": Choice.ABSTAIN},
        capped=False,
    )
    assert found == Certificate(0, ("a",), exact=True)


def test_unanimity_of_those_present_survives_who_was_not_there():
    case = {"holdings": {"a": 5, "b": 3, "c": 2}, "ballots": {"a": "for", "b": "for"}}
    everybody = certificate(majority=UNANIMITY, **case)
    present = certificate(majority=UNANIMITY, **case, present_only=True)
    assert everybody == Certificate(2, None, exact=True)
    assert present == Certificate(2, ("c",), exact=True)


def test_who_would_then_be_alone_counts_for_nothing():
    case = {"holdings": {"a": 1, "b": 1}, "ballots": {"a": "against", "b": "for"}}
    assert certificate(majority=ABSOLUTE, **case) == Certificate(1, None, exact=True)
    uncapped = certificate(majority=ABSOLUTE, **case, capped=False)
    assert uncapped == Certificate(1, ("a",), exact=True)


def test_the_presence_that_the_asbl_asks_may_fall_too():
    case = {
        "majority": ABSOLUTE,
        "holdings": dict.fromkeys("abcdef", 1),
        "ballots": dict.fromkeys("abcdef", "for"),
        "holder_of": {"b": "a"},
        "capped": False,
    }
    found = [certificate(**case, heads_needed=n) for n in (0, 3, 4, 5, 6, 7)]
    sets = [None, ("a", "c", "d"), ("a", "c"), ("a",), ("a",), None]
    assert found == [Certificate(2, one, exact=True) for one in sets]


def test_a_holder_who_is_no_head_stands_behind_the_heads():
    found = certificate(
        majority=ABSOLUTE,
        holdings={"a": 1, "b": 1, "c": 1},
        ballots=dict.fromkeys("abc", "for"),
        holder_of={"a": "lawyer", "b": "lawyer"},
        capped=False,
    )
    assert found.smallest == ("c", "lawyer")


# Refused


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"ballots": {"stranger": "for"}}, UnknownBallot),
        ({"ballots": {"a": "yes"}}, UnknownBallot),
        ({"holdings": {"a": 1, "b": -1}, "capped": False}, NegativeVotes),
        ({"holder_of": {"a": "b", "b": "c"}}, RepresentedHolder),
        ({"votes_total": 2, "majority": UNANIMITY}, ImpossibleTally),
    ],
)
def test_what_no_vote_can_be(wrong, error):
    case = {
        "majority": ABSOLUTE,
        "holdings": {"a": 2, "b": 1},
        "ballots": {"a": "for", "b": "for"},
    }
    with pytest.raises(error):
        certificate(**(case | wrong))


# Large meetings


def large(seed, *, mixed, size=300):
    """A meeting of 300 whose largest holding is near half, with proxies."""
    dice = Random(seed)
    heads = [f"h{n}" for n in range(size)]
    votes = {head: dice.randint(1, 10_000) for head in heads}
    rest = sum(votes.values())
    votes["h0"] = rest + dice.randint(-9_000, 9_000)
    holder_of = dict.fromkeys(heads[1:4], "h0")
    holder_of |= {head: dice.choice(["h290", "p1"]) for head in heads[4:10]}
    ballots = {head: dice.choice(["for", "against"]) for head in heads}
    if not mixed:
        ballots |= dict.fromkeys(heads[:4], "for")
    return {
        "majority": dice.choice([*Majority]),
        "holdings": votes,
        "ballots": ballots,
        "holder_of": holder_of,
    }


@pytest.mark.parametrize("mixed", [False, True])
def test_three_hundred_holdings_are_proven_at_once(mixed):
    found = [certificate(**large(seed, mixed=mixed)) for seed in range(10)]
    assert [one.exact for one in found] == [True] * 10
    # A second each would be too slow; a tenth is usual.


def test_what_was_not_proven_is_not_said_to_be():
    case = {
        "majority": ABSOLUTE,
        "holdings": {f"h{n}": 10 + n for n in range(20)},
        "ballots": {f"h{n}": "for" if n % 2 else "against" for n in range(20)},
        "holder_of": {f"h{n}": "h19" for n in range(12, 18)},
    }
    assert certificate(**case).exact
    assert not certificate(**case, patience=0).exact


# The quorum


@st.composite
def attendances(draw):
    heads = {f"h{n}": draw(st.integers(0, 30)) for n in range(draw(st.integers(0, 7)))}
    holders = [*list(heads)[:2], "p1"]
    return {
        "heads": heads,
        "owners_total": len(heads) + draw(st.integers(0, 5)),
        "votes_total": sum(heads.values()) + draw(st.integers(0, 60)),
        "holder_of": {
            head: draw(st.sampled_from(holders))
            for head in list(heads)[2:]
            if draw(st.booleans())
        },
    }


@given(attendances(), st.integers(0, 3))
def test_no_smaller_set_loses_the_quorum(case, max_size):
    heads, units = case["heads"], units_of(case["heads"], case["holder_of"])

    def lost(gone):
        return not has_quorum(
            owners_total=case["owners_total"],
            owners_present=len(heads) - len(gone),
            shares_total=case["votes_total"],
            shares_present=sum(n for head, n in heads.items() if head not in gone),
        )

    found = quorum_certificate(**case, max_size=max_size)
    if lost(set()):
        assert found == ()
        return
    size = smallest_size(units, max_size, lost)
    assert (found and len(found)) == size
    if found:
        assert lost(set().union(*(units[name] for name in found)))
        assert list(found) == [name for name in units if name in found]


def test_the_quorum_of_three_hundred():
    heads = {f"h{n}": 10 + n for n in range(300)}
    total = sum(heads.values()) * 3 // 2
    found = [
        quorum_certificate(heads=heads, owners_total=owners, votes_total=total)
        for owners in (599, 597, 595, 593)
    ]
    assert found == [("h299",), ("h298", "h299"), ("h297", "h298", "h299"), None]
