"""Votes: what may be proposed, who votes, how it ends, and what follows."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from koprogo.audit.models import AuditEvent
from koprogo.notifications.models import Delivery
from solidarity.answers import Payee
from solidarity.deciding import Choice, Recusal
from solidarity.errors import committee as errors
from solidarity.errors.money import NotCovered
from solidarity.models import Aid, Ballot, Request, Seat, Verdict, Vote
from solidarity.proposing import Proposal
from solidarity.queries.committee.votes import Ending, tally
from solidarity.queries.requests import place
from solidarity.scoring import Household, Urgency
from solidarity.services.committee import deciding, voting
from solidarity.services.committee.recusing import declare_recusal
from solidarity.terms import Kind
from solidarity.vault import open_vault
from tests.solidarity import making
from tests.solidarity.committee.making import (
    LESS,
    REASONS,
    by_name,
    cast,
    closed,
    confirmed,
    online,
    opened,
    overdue,
    propose,
    voted_on,
)

pytestmark = pytest.mark.usefixtures("seats")
FOR = {"lea": "for", "cas": "for", "cleo": "for"}


def test_a_vote_as_asked_is_accepted_and_promised():
    vote = voted_on(making.sent())
    cast(vote, **FOR, bo="against")
    verdict = closed(vote)
    request = Request.objects.get()
    assert (verdict.outcome, request.state) == ("accepted", "accepted")
    assert verdict.answer_by is verdict.appeal_by is None
    vote.refresh_from_db()
    assert (vote.may_vote, vote.is_accepted, vote.is_counter) == (5, True, False)
    aid = Aid.objects.get()
    assert (aid.amount, aid.months, aid.state) == (Decimal("3200.00"), 24, "promised")
    at = place("verdict", "reasons", vote.uuid)
    assert open_vault(request).open(verdict.reasons, place=at) == REASONS


def test_other_terms_are_an_offer_for_seven_days():
    vote = voted_on(making.sent(), LESS)
    cast(vote, **FOR)
    verdict = closed(vote)
    assert vote.is_counter
    assert verdict.outcome == Request.objects.get().state == "offered"
    assert verdict.answer_by == timezone.localdate() + timedelta(days=7)
    assert Aid.objects.get().amount == Decimal("2000.00")


def test_a_refusal_can_be_appealed_for_thirty_days():
    vote = voted_on(making.sent())
    cast(vote, lea="against", cas="against", cleo="against")
    verdict = closed(vote, "refuse")
    request = Request.objects.get()
    assert verdict.appeal_by == timezone.localdate() + timedelta(days=30)
    assert request.state == "refused"
    assert request.ended_at is not None
    assert not Aid.objects.exists()


def test_the_mail_says_only_that_there_is_news():
    vote = voted_on(making.sent())
    cast(vote, **FOR)
    closed(vote)
    mail = Delivery.objects.get()
    assert mail.subject == "There is news about your request"
    for secret in ("3200", "3,200", REASONS, making.SECRET_REASON, "loan", "accepted"):
        assert secret not in mail.body + mail.subject


def test_nothing_of_the_file_stands_in_the_record():
    vote = voted_on(making.sent(), Proposal(Decimal("2999.00"), 24))
    cast(vote, **FOR)
    closed(vote)
    told = [
        f"{event.action} {event.data}"
        for event in AuditEvent.objects.exclude(action="aid.promised")
    ]
    for secret in (REASONS, making.NAME, "Zwalmbeke", "2999", "'for'"):
        assert not any(secret in one for one in told)


def test_a_failed_vote_may_be_followed_by_another_proposal():
    request = making.sent()
    vote = voted_on(request)
    cast(vote, lea="against", cas="against", cleo="against")
    assert closed(vote, "another", reasons="") is None
    request.refresh_from_db()
    assert request.state == "complete"
    second = voted_on(request, LESS)
    cast(second, **FOR)
    assert closed(second).outcome == "offered"


def test_nobody_is_refused_because_members_did_not_vote():
    vote = voted_on(making.sent())
    cast(vote, lea="against")
    overdue(vote)
    with pytest.raises(errors.EndsOtherwise):
        closed(vote, "refuse")
    assert closed(vote, "another") is None


def test_it_waits_for_ballots_that_could_change_it():
    vote = voted_on(making.sent())
    cast(vote, lea="for", cas="for")
    with pytest.raises(errors.TooEarly):
        closed(vote)
    cast(vote, cleo="abstain", bo="abstain")
    with pytest.raises(errors.TooEarly):
        closed(vote)
    cast(vote, stijn="against")
    assert closed(vote).outcome == "accepted"


def test_it_ends_as_it_was_looked_at_or_not_at_all():
    vote = voted_on(making.sent())
    cast(vote, **FOR)
    with pytest.raises(errors.EndsOtherwise):
        closed(vote, "refuse")
    with pytest.raises(errors.ReasonsMissing):
        closed(vote, reasons="  ")
    assert not Verdict.objects.exists()


def test_what_is_closed_stays():
    vote = voted_on(making.sent())
    cast(vote, **FOR)
    closed(vote)
    with pytest.raises(errors.VoteClosed):
        closed(vote)
    with pytest.raises(errors.NotBefore):
        cast(vote, bo="against")


def test_a_ballot_can_be_changed_and_counts_once():
    vote = voted_on(making.sent())
    cast(vote, lea="against")
    cast(vote, lea="for")
    assert [one.choice for one in Ballot.objects.all()] == ["for"]


def test_no_ballot_after_its_time_nor_without_reading():
    vote = voted_on(making.sent())
    bo = by_name("bo")
    with pytest.raises(errors.NotOpened):
        voting.cast_ballot(vote, choice=Choice.FOR, seat=bo, by=bo.user)
    opened(vote.request, "bo")
    overdue(vote)
    with pytest.raises(errors.VoteOver):
        voting.cast_ballot(vote, choice=Choice.FOR, seat=bo, by=bo.user)


def test_a_seat_that_ended_votes_no_more_and_counts_no_more():
    vote = voted_on(making.sent())
    cast(vote, lea="for", cas="for", bo="for")
    today = timezone.localdate()
    Seat.objects.filter(user=making.person("bo")).update(until=today)
    with pytest.raises(errors.SeatEnded):
        cast(vote, bo="against")
    stands = tally(Vote.objects.get(), now=timezone.now())
    assert (len(stands.seats), stands.outcome.votes_for) == (4, 2)
    cast(vote, cleo="for")
    closed(vote)
    assert Ballot.objects.count() == 3


def test_more_than_the_fund_has_closes_nothing():
    request = making.sent(
        kind=Kind.WORKS,
        amount=Decimal("50000.00"),
        months=120,
        net_income=Decimal("4000.00"),
    )
    voted = making.sent("clara", participation="bellevue")
    confirmed(request, "quote")
    vote = voted_on(request, Proposal(Decimal("50000.00"), 120, Decimal("1.00")))
    first = voted_on(voted)
    for one in (vote, first):
        cast(one, **FOR)
    closed(first)
    with pytest.raises(NotCovered):
        closed(vote)
    vote.refresh_from_db()
    request.refresh_from_db()
    assert vote.closed_at is None
    assert request.state == "complete"


def test_help_once_in_five_years_is_looked_at_again_when_the_vote_closes():
    """Two requests of one person: the second one finds what the first one promised."""
    asked = {
        "kind": Kind.EMERGENCY,
        "amount": Decimal("900.00"),
        "net_income": Decimal("1000.00"),
        "household": Household.SINGLE,
        "is_exceptional": True,
        "payee": Payee.PERSON,
        "urgency": Urgency.SAFETY,
    }
    pair = [making.sent(**asked) for _which in range(2)]
    votes = []
    for request in pair:
        confirmed(request, "report")
        votes.append(voted_on(request, Proposal(Decimal("900.00"))))
        cast(votes[-1], **FOR, bo="for")
    closed(votes[0])
    with pytest.raises(errors.EndsOtherwise):
        closed(votes[1])
    assert closed(votes[1], "another") is None
    assert Aid.objects.count() == 1


def test_an_emergency_needs_the_confirmed_report_and_is_not_refused_without():
    request = making.sent(
        kind=Kind.EMERGENCY,
        amount=Decimal("900.00"),
        net_income=Decimal("1000.00"),
        is_exceptional=True,
    )
    vote = voted_on(request, Proposal(Decimal("900.00")))
    cast(vote, **FOR, bo="for", stijn="against")
    stands = tally(Vote.objects.select_related("request").get(), now=timezone.now())
    assert stands.endings == (Ending.ANOTHER,)
    confirmed(request, "report")
    assert closed(vote).outcome == "accepted"


@pytest.mark.parametrize(
    ("lawyer", "ending"), [("for", "accept"), ("against", "refuse")]
)
def test_a_dispute_grant_hangs_on_the_lawyer(lawyer, ending):
    request = making.sent(
        kind=Kind.DISPUTE, amount=Decimal("1500.00"), payee=Payee.LAWYER, months=None
    )
    vote = voted_on(request, Proposal(Decimal("1500.00")))
    cast(vote, lea=lawyer, cas="for", cleo="for", bo="for")
    assert vote.won_part == Decimal("0.50")
    assert closed(vote, ending)


def test_the_end_of_a_vote_lies_before_the_deadline():
    request = making.sent()
    opened(request, "lea")
    latest = voting.latest_end(request, now=timezone.now())
    assert timezone.localdate(latest) == request.decide_by
    for until in (timezone.now(), latest + timedelta(seconds=1)):
        with pytest.raises(errors.WrongMoment):
            propose(request, until=until)


def test_late_files_get_a_day_for_a_vote():
    request = making.sent(at=timezone.now() - timedelta(days=20))
    now = timezone.now()
    assert voting.latest_end(request, now=now) == now + timedelta(days=1)


def test_one_vote_at_a_time():
    request = making.sent()
    voted_on(request)
    with pytest.raises(errors.VoteThere):
        propose(request, proposal=LESS)


def test_only_a_committee_that_can_sit_votes():
    request = making.sent()
    opened(request, "lea")
    Seat.objects.filter(user=making.person("bo")).update(until=timezone.localdate())
    with pytest.raises(errors.CannotSit):
        propose(request)


def test_a_vote_stands_in_a_session_that_has_begun_and_is_open():
    request = making.sent()
    opened(request, "lea")
    session = online()
    session.begins_at = timezone.now() + timedelta(hours=1)
    session.save()
    with pytest.raises(errors.SessionNotBegun):
        propose(request, session=session)
    session.begins_at = timezone.now()
    session.save()
    session.closed_at = timezone.now()
    session.save()
    with pytest.raises(errors.SessionClosed):
        propose(request, session=session)


def test_a_member_who_is_recused_closes_nothing():
    vote = voted_on(making.sent())
    cast(vote, **FOR)
    bo = by_name("bo")
    opened(vote.request, "bo")
    declare_recusal(vote.request, reason=Recusal.FAMILY, seat=bo, by=bo.user)
    with pytest.raises(errors.Recused):
        deciding.close_vote(
            vote, ending=Ending.ACCEPT, reasons=REASONS, seat=bo, by=bo.user
        )
