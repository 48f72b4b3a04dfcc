"""Two people at the same moment: one ballot each, one decision, one last euro."""

from datetime import timedelta
from decimal import Decimal
from functools import partial

from solidarity.deciding import Choice
from solidarity.errors import SolidarityError
from solidarity.models import Aid, Ballot, Request, Verdict, Vote
from solidarity.services.committee.offers import _lapse, answer_offer
from solidarity.services.committee.voting import cast_ballot
from tests.solidarity import making
from tests.solidarity.committee.making import (
    ASKED,
    by_name,
    cast,
    closed,
    offered,
    voted_on,
)
from tests.together import outcomes


def at_once(*acts):
    def act(each):
        with making.inside():
            each()

    return outcomes([partial(act, each) for each in acts], refusals=SolidarityError)


def three_for(applicant="omar"):
    vote = voted_on(making.sent(applicant), ASKED)
    cast(vote, lea="for", cas="for", cleo="for")
    return vote


def test_two_ballots_of_one_seat(own_database):
    with making.inside():
        making.committee()
        vote = voted_on(making.sent())
    acts = [partial(cast, vote, lea=choice) for choice in ("for", "against")]
    assert at_once(*acts) == ["done", "done"]
    with making.inside():
        assert Ballot.objects.count() == 1


def test_two_members_close_one_vote(own_database):
    with making.inside():
        making.endowed()
        making.committee()
        vote = three_for()
        cast(vote, bo="against", stijn="against")
    acts = [partial(closed, vote, name=name) for name in ("lea", "cas")]
    assert at_once(*acts) == ["VoteClosed", "done"]
    with making.inside():
        assert (Verdict.objects.count(), Aid.objects.count()) == (1, 1)


def test_a_ballot_while_the_vote_is_closed(own_database):
    """Either it counts, or it is refused: never a ballot that was not counted."""
    with making.inside():
        making.endowed()
        making.committee()
        vote = three_for()
        cast(vote, bo="against", stijn="abstain")
        bo = by_name("bo")
    ballot = partial(cast_ballot, vote, choice=Choice.FOR, seat=bo, by=bo.user)
    done = at_once(ballot, partial(closed, vote))
    with making.inside():
        choice = Ballot.objects.get(seat=bo).choice
        assert Vote.objects.get().is_accepted
    assert (done, choice) in [
        (["done", "done"], "for"),
        (["NotBefore", "done"], "against"),
    ]


def test_an_answer_while_the_offer_lapses(own_database):
    with making.inside():
        making.endowed()
        making.committee()
        verdict = offered()
    after = verdict.answer_by + timedelta(days=1)
    done = at_once(
        partial(answer_offer, verdict.request, answer="yes"),
        partial(_lapse, verdict, after, ""),
    )
    with making.inside():
        pair = (Request.objects.get().state, Aid.objects.get().state)
    assert (done, pair) in [
        (["done", "done"], ("accepted", "promised")),
        (["NoOffer", "done"], ("lapsed", "void")),
    ]


def test_the_last_euro_is_promised_once(own_database):
    with making.inside():
        making.endowed("5000.00")
        making.committee()
        votes = [three_for(name) for name in ("omar", "clara")]
    acts = [partial(closed, vote) for vote in votes]
    assert at_once(*acts) == ["NotCovered", "done"]
    with making.inside():
        assert Aid.objects.get().amount == Decimal("3200.00")
        assert sorted(one.state for one in Request.objects.all()) == [
            "accepted",
            "complete",
        ]
        assert Vote.objects.filter(closed_at=None).count() == 1
