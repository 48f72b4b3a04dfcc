"""Closing a vote: a decision with its reasons and the money it needs, or none yet."""

from django.db import transaction
from django.utils import timezone

from koprogo.audit.services import record
from koprogo.notifications.services import queue
from solidarity import notices
from solidarity.deadlines import answer_by, appeal_by
from solidarity.errors.committee import (
    EndsOtherwise,
    ReasonsMissing,
    TooEarly,
    VoteClosed,
)
from solidarity.models import Request, Seat, Verdict, Vote
from solidarity.queries.committee.proposals import endings_of
from solidarity.queries.committee.votes import Ending, tally
from solidarity.queries.requests import place
from solidarity.services.committee.base import check_member, check_opened
from solidarity.services.committee.closing import close_row
from solidarity.services.committee.recusing import find_recusals
from solidarity.services.promising import promise
from solidarity.vault import open_vault

__all__ = ["close_vote"]

Outcome, State = Verdict.Outcome, Request.State


@transaction.atomic
def close_vote(
    vote: Vote, *, ending: Ending, reasons: str, seat: Seat, by, origin: str = ""
) -> Verdict | None:
    """Close a vote as it was looked at; return the decision, if it is one.

    ``ending``: help is promised, the request is refused, or another proposal may follow
    and nothing is decided. A refusal needs votes that no further ballot could outweigh.

    Raises:
        VoteClosed: somebody was faster.
        SeatEnded, Recused, NotOpened: see there.
        TooEarly, EndsOtherwise, ReasonsMissing: see there.
        NotCovered: of the money; the fund has less, and nothing is closed.
    """
    find_recusals(vote.request)
    request = _hold_all(vote.request)
    found = Vote.objects.select_related("request", "session").get(pk=vote.pk)
    if found.closed_at is not None:
        raise VoteClosed(found)
    check_member(request, seat)
    check_opened(request, seat)
    stands = tally(found, now=timezone.now())
    _check(stands.may_close, endings_of(stands), ending, reasons)
    accepted = ending == Ending.ACCEPT
    close_row(found, may_vote=len(stands.seats), is_accepted=accepted, by=by)
    if ending == Ending.ANOTHER:
        return None
    return _decide(request, found, accepted, reasons, by=by, origin=origin)


def _hold_all(request: Request) -> Request:
    """Hold all requests of the person: two of his are not decided at once.

    Help that is open once in some years would be granted twice otherwise.
    """
    rows = Request.objects.select_for_update(of=["self"]).order_by("pk")
    own = list(rows.filter(applicant=request.applicant_id))
    return next(row for row in own if row.pk == request.pk)


def _check(may_close: bool, endings, ending: Ending, reasons: str) -> None:
    if not may_close:
        raise TooEarly
    if ending not in endings:
        raise EndsOtherwise(ending)
    if ending != Ending.ANOTHER and not reasons.strip():
        raise ReasonsMissing(ending)


def _decide(
    request: Request, vote: Vote, accepted: bool, reasons: str, *, by, origin: str
) -> Verdict:
    now = timezone.now()
    today = timezone.localdate(now)
    outcome = _outcome(vote, accepted)
    at = place("verdict", "reasons", vote.uuid)
    verdict = Verdict.objects.create(
        request=request,
        vote=vote,
        outcome=outcome,
        reasons=open_vault(request).seal(reasons.strip(), place=at),
        decided_at=now,
        decided_by=by,
        answer_by=answer_by(today).day if outcome == Outcome.OFFERED else None,
        appeal_by=appeal_by(today).day if outcome == Outcome.REFUSED else None,
    )
    if accepted:
        promise(verdict, by=by)
    request.state = State(outcome.value)
    request.ended_at = None if accepted else now
    request.save(update_fields=["state", "ended_at", "changed_at"])
    record("verdict.given", target=request, by=by)
    queue([notices.news(request, f"verdict-{verdict.pk}", origin=origin)], by=by)
    return verdict


def _outcome(vote: Vote, accepted: bool) -> Verdict.Outcome:
    if not accepted:
        return Outcome.REFUSED
    return Outcome.OFFERED if vote.is_counter else Outcome.ACCEPTED
