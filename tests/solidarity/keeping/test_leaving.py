"""Who leaves: what he takes with him, what the law keeps, and when he cannot go."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from koprogo.audit.models import AuditEvent
from koprogo.privacy.closing import CannotLeave
from koprogo.tenancy import enter
from solidarity import leaving
from solidarity.errors.committee import VoteClosed
from solidarity.models import (
    Aid,
    Appeal,
    DisputeEnd,
    Exclusion,
    Request,
    RequestErasure,
    RequestKey,
    Seat,
    Vote,
)
from solidarity.services.committee.appeals import file_appeal
from solidarity.services.requests import withdraw_request
from solidarity.terms import Kind
from solidarity.vault import Forgotten, Life
from tests.solidarity import making
from tests.solidarity.committee import making as deciding
from tests.solidarity.keeping.making import columns, everything, over, tokens

ENDED = datetime(2026, 3, 10, 12, tzinfo=ZoneInfo("Europe/Brussels"))


def leave(name="omar"):
    user = making.person(name)
    with enter(None, by=user):
        why = list(leaving.refusals(user))
        if not why:
            leaving.leave(user)
    return why


def lives(request) -> set[str]:
    rows = RequestKey.objects.filter(request=request)
    return set(rows.values_list("life", flat=True))


def test_what_waits_is_withdrawn_and_forgotten_at_once(fund):
    request = making.sent()
    assert leave() == []
    request.refresh_from_db()
    assert (request.state, request.answers, lives(request)) == ("withdrawn", "", set())
    assert RequestErasure.objects.filter(request=request).count() == 2
    assert tokens() == set()
    actors = AuditEvent.objects.filter(action="fund_request.left")
    assert [one.actor for one in actors] == [None]


def test_what_was_refused_is_kept_and_its_appeal_is_withdrawn(seats):
    verdict = deciding.refused()
    file_appeal(verdict, uuid=verdict.uuid, text="I disagree.")
    assert leave() == []
    request = Request.objects.get()
    assert (request.state, lives(request)) == ("refused", set(Life))
    assert not Appeal.objects.exists()
    assert request.answers


def test_what_was_paid_and_came_back_stays_until_its_time_is_over(fund):
    request = over(at=ENDED)
    kept = columns(Life.PAPERS)
    assert leave() == []
    assert lives(request) == set(Life)
    assert columns(Life.PAPERS) == kept
    assert Request.objects.get().state == "closed"


@pytest.mark.parametrize("state", ["signed", "running"])
def test_nobody_leaves_with_an_agreement_under_way(fund, state):
    everything()
    Aid.objects.update(state=state)
    [why] = leave()
    assert "you can leave when that is done" in why
    assert Request.objects.get().state == "accepted"


def test_nobody_leaves_while_a_case_that_was_won_is_not_settled(fund):
    request = making.sent(kind=Kind.DISPUTE, amount=Decimal("1500.00"))
    aid = making.decided(request, amount=Decimal("1500.00")).aid
    Aid.objects.filter(pk=aid.pk).update(
        state="closed", signed_at=ENDED, pay_by=ENDED, ended_at=ENDED
    )
    Request.objects.update(state="closed", ended_at=ENDED)
    end = DisputeEnd.objects.create(aid=aid, is_won=True, has_damages=True)
    assert leave()
    end.settled_at = timezone.now()
    end.save()
    assert leave() == []


def test_who_signs_at_the_same_moment_stays(fund):
    """It was asked before the agreement was signed: under the locks it counts."""
    everything()
    user = making.person("omar")
    with pytest.raises(CannotLeave), enter(None, by=user):
        leaving.leave(user)
    assert Request.objects.get().state == "accepted"


@pytest.mark.parametrize(
    ("state", "kept"), [("proposed", True), ("standing", True), ("lifted", False)]
)
def test_what_a_fraud_was_found_in_is_kept(fund, state, kept):
    request = making.sent()
    by = {"proposed_by": making.person("cas"), "decided_by": making.person("bo")}
    moments = {
        "proposed": {},
        "standing": {"decided_at": ENDED},
        "lifted": {"decided_at": ENDED, "lifted_at": ENDED},
    }
    Exclusion.objects.create(
        **by,
        **moments[state],
        user=request.applicant,
        request=request,
        state=state,
        reasons="sealed",
        salt="k",
        mark="0" * 64,
    )
    leave()
    assert bool(lives(request)) is kept


def test_nobody_votes_on_what_was_withdrawn(seats):
    """Closing the vote later would have granted it."""
    for go in (
        lambda one: leave(),
        lambda one: withdraw_request(one, origin="", by=one.applicant),
    ):
        vote = deciding.voted_on(making.sent())
        deciding.cast(vote, lea="for", cas="for", cleo="for")
        go(vote.request)
        with pytest.raises((VoteClosed, Forgotten)):
            deciding.closed(Vote.objects.get(pk=vote.pk))
        assert Request.objects.get(pk=vote.request_id).state == "withdrawn"
    assert not Aid.objects.exists()


def test_a_member_who_leaves_counts_no_more(seats):
    today = timezone.localdate()
    assert Seat.objects.on(today).count() == 5
    leave("cas")
    assert Seat.objects.on(today).count() == 4


def test_leaving_again_forgets_nothing_twice(fund):
    making.sent()
    leave()
    leave()
    assert RequestErasure.objects.count() == 2
