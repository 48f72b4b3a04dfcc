"""Opening, recusing, papers, questions: on record, and closed to who is too close."""

import pytest
from django.utils import timezone

from buildings.models import Firm, Role
from buildings.services import employ
from koprogo.notifications.models import Delivery
from solidarity.deciding import Recusal as Reason
from solidarity.errors import committee as errors
from solidarity.models import Ballot, Opening, Question, Recusal, Request, Vote
from solidarity.queries.requests import place
from solidarity.services.committee import review
from solidarity.services.committee.recusing import declare_recusal, find_recusals
from solidarity.vault import open_vault
from tests import cast as people
from tests.solidarity import making
from tests.solidarity.committee.making import (
    by_name,
    cast,
    closed,
    confirmed,
    opened,
    paper,
    voted_on,
)

pytestmark = pytest.mark.usefixtures("seats")
UUID = "5f0f7f86-7c0b-4a2e-9a53-0d5a7e3e2a10"


def found(request):
    find_recusals(request)
    return {row.user.name: row.reason for row in Recusal.objects.select_related("user")}


def asked(request, name="cas", text="Please add the last bill."):
    seat = by_name(name)
    return review.ask(request, uuid=UUID, text=text, seat=seat, by=seat.user)


def test_an_opening_is_on_record():
    request = making.sent()
    opened(request, "lea")
    one = Opening.objects.get()
    assert (one.user.name, one.what) == ("Lea", "file")


def test_nobody_opens_a_draft_or_without_a_seat(seats):
    draft = Request.objects.create(code="DRAFT", applicant=people.user("omar"))
    with pytest.raises(errors.NotBefore):
        opened(draft, "lea")
    seats["lea"].until = timezone.localdate()
    seats["lea"].save()
    with pytest.raises(errors.SeatEnded):
        opened(making.sent("clara"), "lea")


def test_the_same_building_is_found():
    making.seat("clara", "co_owner", place=2)
    request = making.sent("omar")
    assert found(request) == {"Clara": "building"}
    with pytest.raises(errors.Recused):
        opened(request, "clara")


def test_a_syndic_with_a_mandate_there_is_found():
    """Stijn's firm is syndic of Bellevue, where Bea lives."""
    assert found(making.sent("bea")) == {"Stijn": "mandate"}


def test_whoever_works_for_the_syndic_is_found():
    lambert = Firm.objects.get(name="Lambert Syndic")
    employ(making.person("cas"), firm=lambert, role=Role.ASSISTANT, since=people.SINCE)
    assert found(making.sent("omar")) == {"Cas": "mandate"}


def test_nobody_decides_on_his_own_request():
    request = making.sent("lea")
    assert found(request) == {"Lea": "building"}


def test_a_recusal_is_final_and_takes_the_ballot_out():
    vote = voted_on(making.sent())
    cast(vote, cas="for", lea="against")
    cas = by_name("cas")
    declare_recusal(vote.request, reason=Reason.CREDITOR, seat=cas, by=cas.user)
    assert [one.choice for one in Ballot.objects.all()] == ["against"]
    with pytest.raises(errors.Recused):
        cast(vote, cas="for")
    with pytest.raises(errors.Recused):
        asked(vote.request)
    with pytest.raises(errors.RecusedAlready):
        declare_recusal(vote.request, reason=Reason.FAMILY, seat=cas, by=cas.user)


def test_who_is_recused_is_not_counted():
    making.seat("clara", "co_owner", place=2)
    vote = voted_on(making.sent("omar"))
    cast(vote, lea="for", cas="for", cleo="for")
    closed(vote)
    vote.refresh_from_db()
    assert vote.may_vote == 5  # of six


def test_a_paper_opens_on_record_under_a_neutral_name():
    request, lea = making.sent(), by_name("lea")
    document = paper(request, "income", b"%PDF-1.4 salary")
    with pytest.raises(errors.NotOpened):
        review.open_paper(document, seat=lea, by=lea.user)
    opened(request, "lea")
    got = review.open_paper(document, seat=lea, by=lea.user)
    assert (got.name, got.data) == ("income-1.pdf", b"%PDF-1.4 salary")
    assert Opening.objects.filter(what="paper", paper=document).count() == 1
    assert "Achterberg" not in repr(got)


def test_a_member_confirms_what_he_opened():
    request, cas = making.sent(), by_name("cas")
    quote = paper(request, "quote")
    opened(request, "cas")
    with pytest.raises(errors.NotOpened):
        review.confirm_paper(quote, seat=cas, by=cas.user)
    done = confirmed(request, "report")
    assert (done.checked_by, done.checked_at is not None) == (cas.user, True)
    with pytest.raises(errors.NothingToConfirm):
        review.confirm_paper(done, seat=cas, by=cas.user)
    bills = paper(request, "bills")
    review.open_paper(bills, seat=cas, by=cas.user)
    with pytest.raises(errors.NothingToConfirm):
        review.confirm_paper(bills, seat=cas, by=cas.user)


def test_a_question_makes_the_file_wait_and_ends_an_open_vote():
    vote = voted_on(making.sent())
    cast(vote, lea="for", cas="for")
    question = asked(vote.request)
    request = Request.objects.get()
    assert (request.state, request.round, request.decide_by) == ("incomplete", 2, None)
    ended = Vote.objects.get()
    assert ended.closed_at is not None
    assert ended.is_accepted is False
    at = place("question", "text", question.uuid)
    assert open_vault(request).open(question.text, place=at) == (
        "Please add the last bill."
    )
    assert "bill" not in Delivery.objects.get().body
    with pytest.raises(errors.AskedAlready):
        asked(request)
    assert Question.objects.count() == 1
