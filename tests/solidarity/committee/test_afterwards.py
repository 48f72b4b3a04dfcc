"""Offers answered or lapsed; appeals before the board and the assembly."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from buildings.models import Role
from buildings.services import grant_role
from koprogo.audit.models import AuditEvent
from koprogo.notifications.models import Delivery
from koprogo.tenancy import enter
from solidarity.errors import committee as errors
from solidarity.models import Aid, Appeal, Request
from solidarity.services.committee import appeals
from solidarity.services.committee.offers import answer_offer, lapse_offers
from tests import cast as people
from tests.solidarity import making
from tests.solidarity.committee.making import (
    LESS,
    cast,
    closed,
    offered,
    openings,
    refused,
    voted_on,
)

pytestmark = pytest.mark.usefixtures("seats")
TODAY = timezone.localdate


def board(name="vera"):
    """Another member of the board, who sits nowhere else."""
    user = making.person(name)
    asbl = people.tenant(people.ASBL)
    with enter(asbl.pk, by=None):
        grant_role(user, tenant=asbl, role=Role.BOARD, since=people.SINCE, by=None)
    return user


def appealed(verdict=None, text="My hours are back since May."):
    return appeals.file_appeal(verdict or refused(), uuid=uuid4(), text=text)


def decide(appeal, outcome="upheld", *, by, answer="We read it with care."):
    appeals.open_appeal(appeal, by=by)
    return appeals.decide_appeal(
        appeal, outcome=Appeal.Outcome(outcome), answer=answer, by=by
    )


def test_yes_keeps_the_promise():
    verdict = offered()
    answer_offer(verdict.request, answer="yes")
    assert Request.objects.get().state == "accepted"
    assert Aid.objects.get().state == "promised"
    with pytest.raises(errors.NoOffer):
        answer_offer(verdict.request, answer="no")


def test_no_frees_the_money():
    answer_offer(offered().request, answer="no")
    request = Request.objects.get()
    assert (request.state, request.ended_at is not None) == ("withdrawn", True)
    assert Aid.objects.get().state == "void"


def test_the_record_does_not_say_who_answered():
    answer_offer(offered().request, answer="no")
    event = AuditEvent.objects.get(action="offer.answered")
    assert (event.actor, event.data) == (None, {})


def test_an_offer_lapses_after_its_last_day():
    verdict = offered()
    assert lapse_offers(verdict.answer_by) == 0
    assert lapse_offers(verdict.answer_by + timedelta(days=1)) == 1
    assert lapse_offers(verdict.answer_by + timedelta(days=2)) == 0
    assert Request.objects.get().state == "lapsed"
    assert Aid.objects.get().state == "void"
    assert Delivery.objects.count() == 2  # the offer, and its end


def test_too_late_is_too_late(monkeypatch):
    verdict = offered()
    monkeypatch.setattr(
        "solidarity.services.committee.offers.timezone.localdate",
        lambda *_now: verdict.answer_by + timedelta(days=1),
    )
    with pytest.raises(errors.OfferOver):
        answer_offer(verdict.request, answer="yes")


def test_an_appeal_is_sealed_and_filed_once():
    verdict = refused()
    appeal = appealed(verdict)
    assert "May" not in appeal.text
    with pytest.raises(errors.AppealThere):
        appealed(verdict)


def test_only_a_refusal_is_appealed():
    with pytest.raises(errors.NotRefused):
        appealed(offered())


def test_an_appeal_ends_with_its_thirty_days(monkeypatch):
    verdict = refused()
    day = "solidarity.services.committee.appeals.timezone.localdate"
    monkeypatch.setattr(day, lambda *_: verdict.appeal_by + timedelta(days=1))
    with pytest.raises(errors.AppealOver):
        appealed(verdict)
    monkeypatch.setattr(day, lambda *_: verdict.appeal_by)
    assert appealed(verdict)


def test_the_board_upholds_and_the_assembly_may_decide_otherwise():
    vera, appeal = board(), appealed()
    with pytest.raises(errors.NotUpheld):
        assembly(appeal, vera)
    decide(appeal, by=vera)
    assert openings(appeal.verdict.request, "appeal") == 1
    assert Request.objects.get().state == "refused"
    with pytest.raises(errors.AppealDecided):
        decide(appeal, "sent_back", by=vera)
    assembly(appeal, vera)
    with pytest.raises(errors.AppealThere):
        assembly(appeal, vera)
    request = Request.objects.get()
    assert (request.state, request.round, request.ended_at) == ("complete", 2, None)


def assembly(appeal, by):
    return appeals.record_assembly(
        appeal,
        outcome=Appeal.Outcome.SENT_BACK,
        decision_text="Assembly of 4 May, point 6",
        answer="The members see it otherwise.",
        by=by,
    )


def test_sent_back_the_committee_decides_anew_in_its_full_time():
    decide(appealed(), "sent_back", by=board())
    request = Request.objects.get()
    assert request.state == "complete"
    assert request.decide_by == TODAY() + timedelta(days=15)
    vote = voted_on(request, LESS)
    cast(vote, lea="for", cas="for", cleo="for")
    assert vote.round == 2
    assert closed(vote).outcome == "offered"


def test_who_sits_took_part_or_is_close_decides_no_appeal():
    appeal = appealed()
    close_one = board("clara")
    for user in (people.user("bo"), close_one):
        with pytest.raises(errors.TookPart):
            decide(appeal, by=user)
    vera = board()
    with pytest.raises(errors.NotOpened):
        appeals.decide_appeal(appeal, outcome="upheld", answer="No", by=vera)
    with pytest.raises(errors.ReasonsMissing):
        decide(appeal, by=vera, answer=" ")
    assert Appeal.objects.get().decided_at is None


def test_the_mails_of_an_appeal_are_neutral():
    decide(appealed(), by=board())
    bodies = " ".join(mail.body for mail in Delivery.objects.all())
    for secret in ("May", "refus", "care", "3200"):
        assert secret not in bodies
