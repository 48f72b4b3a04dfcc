"""How the committee decides: every bound of every kind."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solidarity.deciding import (
    SEATS,
    Ballot,
    Choice,
    Missing,
    NotSeated,
    Seat,
    can_pass,
    can_sit,
    decide,
    is_settled,
    lacking,
)
from solidarity.terms import Kind

ALL = [seat for seat, many in SEATS.items() for _number in range(many)]


def ballots(text, *, lawyer="-"):
    """``"+++-0"``: co-owners for, against, abstaining; ``lawyer``: his own."""
    signs = {"+": Choice.FOR, "-": Choice.AGAINST, "0": Choice.ABSTAIN}
    cast = [Ballot(Seat.CO_OWNER, signs[sign]) for sign in text]
    return [*cast, Ballot(Seat.LAWYER, signs[lawyer])] if lawyer else cast


def missing(kind, cast, *, may_vote=7, **papers):
    found = decide(kind, cast, may_vote=may_vote, **papers)
    return found.missing


@pytest.mark.parametrize(
    ("filled", "sits"),
    [
        (ALL, True),
        ([Seat.CO_OWNER] * 3 + [Seat.SOCIAL_WORKER, Seat.LAWYER], True),
        ([Seat.CO_OWNER] * 2 + [Seat.SOCIAL_WORKER, Seat.LAWYER], False),
        ([Seat.CO_OWNER] * 3 + [Seat.SYNDIC, Seat.LAWYER, Seat.BOARD], False),
        ([Seat.CO_OWNER] * 3 + [Seat.SOCIAL_WORKER, Seat.SYNDIC, Seat.BOARD], False),
    ],
)
def test_when_it_can_sit(filled, sits):
    assert can_sit(filled) == sits


def test_there_are_seven_seats():
    assert len(ALL) == 7


@pytest.mark.parametrize(
    ("cast", "lacking"),
    [
        (ballots("++", lawyer="+"), ()),
        (ballots("+", lawyer="+"), (Missing.OTHERS,)),
        (ballots("+++", lawyer="-"), (Missing.LAWYER,)),
        (ballots("+++", lawyer="0"), (Missing.LAWYER,)),
        (ballots("++---", lawyer="+"), (Missing.MAJORITY,)),
        (ballots("++--", lawyer="+"), ()),
    ],
)
def test_a_dispute_needs_the_lawyer_and_two_others(cast, lacking):
    assert missing(Kind.DISPUTE, cast) == lacking


@pytest.mark.parametrize(
    ("text", "lacking"),
    [
        ("++-", ()),
        ("+++", ()),
        ("++00", (Missing.VOTES,)),
        ("++", (Missing.VOTES,)),
        ("++--", (Missing.MAJORITY,)),
        ("+--", (Missing.MAJORITY,)),
        ("", (Missing.VOTES, Missing.MAJORITY)),
    ],
)
def test_a_loan_needs_three_votes_and_more_for_than_against(text, lacking):
    assert missing(Kind.LOAN, ballots(text, lawyer="")) == lacking


def test_works_need_an_expert_too():
    cast = ballots("++-", lawyer="")
    assert missing(Kind.WORKS, cast) == (Missing.EXPERT,)
    assert missing(Kind.WORKS, cast, has_expert=True) == ()


@pytest.mark.parametrize(
    ("may_vote", "enough"), [(3, 3), (4, 4), (5, 4), (6, 5), (7, 6)]
)
def test_an_emergency_needs_four_fifths_of_the_seats(may_vote, enough):
    def found(in_favour):
        cast = ballots("+" * in_favour, lawyer="")
        return missing(Kind.EMERGENCY, cast, may_vote=may_vote, has_report=True)

    assert found(enough) == ()
    assert Missing.FOUR_FIFTHS in found(enough - 1)


@pytest.mark.parametrize("may_vote", [1, 2])
def test_an_emergency_needs_three_for_it(may_vote):
    cast = ballots("+" * may_vote, lawyer="")
    found = missing(Kind.EMERGENCY, cast, may_vote=may_vote, has_report=True)
    assert found == (Missing.VOTES,)


def test_an_emergency_needs_the_report():
    cast = ballots("+++++", lawyer="")
    assert missing(Kind.EMERGENCY, cast, may_vote=5) == (Missing.REPORT,)


def test_nobody_may_vote():
    assert Missing.FOUR_FIFTHS in missing(
        Kind.EMERGENCY, [], may_vote=0, has_report=True
    )


def test_who_is_recused_has_no_ballot():
    with pytest.raises(NotSeated):
        decide(Kind.LOAN, ballots("+++", lawyer=""), may_vote=2)


@given(
    st.sampled_from(Kind),
    st.lists(st.sampled_from(Choice), max_size=6),
    st.sampled_from(Choice),
)
def test_a_no_never_helps(kind, others, lawyer):
    """Whatever is refused stays refused when somebody votes against instead of for."""
    cast = [Ballot(Seat.CO_OWNER, one) for one in others] + [
        Ballot(Seat.LAWYER, lawyer)
    ]
    papers = {"may_vote": 7, "has_expert": True, "has_report": True}
    if decide(kind, cast, **papers).is_accepted:
        return
    for place, one in enumerate(cast):
        if one.choice == Choice.FOR:
            worse = list(cast)
            worse[place] = Ballot(one.seat, Choice.AGAINST)
            assert not decide(kind, worse, **papers).is_accepted


@pytest.mark.parametrize(
    ("kind", "text", "left", "settled"),
    [
        (Kind.LOAN, "+++", 2, True),
        (Kind.LOAN, "++", 3, False),
        (Kind.LOAN, "++", 1, False),  # two are no three
        (Kind.LOAN, "---", 2, True),
        (Kind.LOAN, "++-", 1, False),
        (Kind.LOAN, "++--", 1, False),
        (Kind.LOAN, "", 2, True),  # two cannot be three
        (Kind.EMERGENCY, "++++", 1, True),
        (Kind.EMERGENCY, "+++", 2, False),
        (Kind.EMERGENCY, "--", 3, True),
        (Kind.EMERGENCY, "+++0", 1, False),
        (Kind.EMERGENCY, "++00", 1, True),
        (Kind.WORKS, "+++", 2, True),
    ],
)
def test_when_a_vote_is_settled(kind, text, left, settled):
    cast = ballots(text, lawyer="")
    found = is_settled(
        kind,
        cast,
        waiting=[Seat.CO_OWNER] * left,
        may_vote=len(cast) + left,
        has_expert=True,
        has_report=True,
    )
    assert found == settled


def test_a_dispute_waits_for_the_lawyer():
    cast = ballots("+++", lawyer="")
    waiting = {"waiting": [Seat.LAWYER], "may_vote": 4}
    assert not is_settled(Kind.DISPUTE, cast, **waiting)
    assert can_pass(Kind.DISPUTE, cast, **waiting)
    assert not can_pass(Kind.DISPUTE, cast, waiting=[Seat.BOARD], may_vote=4)


@given(
    st.sampled_from(Kind),
    st.lists(st.sampled_from(Choice), max_size=4),
    st.lists(st.sampled_from([Seat.LAWYER, Seat.BOARD]), unique=True),
    st.booleans(),
)
def test_settled_means_that_no_ballot_changes_it(kind, cast, waiting, papers):
    """Every way in which those who are missing could vote, or not, gives the same."""
    known = [Ballot(Seat.CO_OWNER, choice) for choice in cast]
    given = {
        "may_vote": len(known) + len(waiting),
        "has_expert": papers,
        "has_report": papers,
    }
    ways = product([None, *Choice], repeat=len(waiting))
    outcomes = {
        decide(
            kind,
            known
            + [
                Ballot(seat, one)
                for seat, one in zip(waiting, way, strict=True)
                if one is not None
            ],
            **given,
        ).is_accepted
        for way in ways
    }
    settled = is_settled(kind, known, waiting=waiting, **given)
    assert settled == (len(outcomes) == 1)
    assert can_pass(kind, known, waiting=waiting, **given) == (True in outcomes)


@pytest.mark.parametrize(
    ("filled", "many", "needed"),
    [
        (ALL, 0, []),
        ([], 5, [Seat.LAWYER, Seat.SOCIAL_WORKER]),
        ([Seat.CO_OWNER] * 3 + [Seat.SYNDIC, Seat.LAWYER], 1, [Seat.SOCIAL_WORKER]),
        ([Seat.LAWYER, Seat.SOCIAL_WORKER], 3, []),
    ],
)
def test_what_is_lacking_to_sit(filled, many, needed):
    assert lacking(filled) == (many, needed)
