"""A proposal, and the ballots on it."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from koprogo.audit.services import record
from solidarity.capital import WON
from solidarity.deciding import Choice
from solidarity.errors.committee import (
    CannotSit,
    NoRefusal,
    SessionClosed,
    SessionNotBegun,
    VoteClosed,
    VoteOver,
    VoteThere,
    WrongMoment,
    WrongProposal,
)
from solidarity.models import AgendaItem, Ballot, Request, Seat, Session, Vote
from solidarity.proposing import Problem, Proposal, differs, problems
from solidarity.queries.committee.proposals import look_at
from solidarity.queries.committee.seats import filled, may_sit
from solidarity.queries.requests import place
from solidarity.services.committee.base import (
    check_member,
    check_opened,
    hold_complete,
)
from solidarity.services.committee.recusing import find_recusals
from solidarity.terms import Kind
from solidarity.vault import open_vault

__all__ = ["cast_ballot", "latest_end", "open_vote", "put_on_agenda"]

#: how long a vote lasts at most when the deadline is over
LATE = timedelta(days=1)


@transaction.atomic
def open_vote(
    request: Request,
    *,
    session: Session,
    proposal: Proposal,
    until: datetime,
    seat: Seat,
    by,
    to_refuse: bool = False,
) -> Vote:
    """Let the committee vote on terms: as asked, or others, which makes it an offer.

    ``to_refuse``: on what was asked for although it cannot be granted; people refuse,
    no condition does it alone.

    Raises:
        NotBefore, SeatEnded, Recused, NotOpened, CannotSit, VoteThere: see there.
        SessionClosed, SessionNotBegun, NoRefusal: see there.
        WrongProposal: of ``solidarity.proposing``.
        WrongMoment: it ends too late, or has passed.
    """
    find_recusals(request)
    found = hold_complete(request)
    check_member(found, seat)
    check_opened(found, seat)
    now = timezone.now()
    if not may_sit(filled(timezone.localdate(now))):
        raise CannotSit
    if Vote.objects.filter(request=found, closed_at=None).exists():
        raise VoteThere(found)
    looked = look_at(found, proposal, on=timezone.localdate(now))
    _check(problems(proposal, looked.eligibility, looked.kind), to_refuse)
    if not now < until <= latest_end(found, now=now):
        raise WrongMoment(latest_end(found, now=now))
    held = _session(session, now)
    put_on_agenda(held, [found])
    vote = Vote(
        request=found,
        session=held,
        round=found.round,
        is_counter=differs(proposal, looked.asked),
        amount=proposal.amount,
        months=proposal.months,
        percent=proposal.percent,
        won_part=WON if found.kind == Kind.DISPUTE else None,
        opened_by=by,
        until=until,
    )
    at = place("vote", "derogation", vote.uuid)
    vote.derogation = open_vault(found).seal(proposal.derogation, place=at)
    vote.save()
    record("vote.opened", target=vote, by=by)
    return vote


def _check(found: list[Problem], to_refuse: bool) -> None:
    """Let nothing be proposed that cannot be granted, and no refusal replace a proposal."""
    if to_refuse:
        if not set(found) - {Problem.REASON_NEEDED, Problem.REASON_SPARE}:
            raise NoRefusal
    elif found:
        raise WrongProposal(found[0])


@transaction.atomic
def cast_ballot(vote: Vote, *, choice: Choice, seat: Seat, by) -> Ballot:
    """Vote, or vote otherwise, while the vote is open. What is cast stands nowhere else.

    Raises:
        NotBefore, SeatEnded, Recused, NotOpened: see there.
        VoteClosed, VoteOver: see there.
    """
    request = hold_complete(vote.request)
    found = Vote.objects.get(pk=vote.pk)
    if found.closed_at is not None:
        raise VoteClosed(found)
    if timezone.now() > found.until:
        raise VoteOver(found)
    check_member(request, seat)
    check_opened(request, seat)
    ballot, _new = Ballot.objects.update_or_create(
        vote=found, seat=seat, defaults={"choice": choice}
    )
    record("ballot.cast", target=found, by=by)
    return ballot


def latest_end(request: Request, *, now: datetime) -> datetime:
    """Return the last moment for ballots: the deadline; when it is over, a day from now."""
    if request.decide_at is not None:
        deadline = request.decide_at
    else:
        last = time(23, 59, 59)
        deadline = timezone.make_aware(datetime.combine(request.decide_by, last))
    return deadline if deadline > now else now + LATE


def put_on_agenda(session: Session, requests: list[Request]) -> int:
    """Add requests that are not on the agenda; the caller holds the session."""
    rows = AgendaItem.objects.filter(session=session)
    there = set(rows.values_list("request", flat=True))
    last = rows.aggregate(last=Max("position"))["last"] or 0
    missing = [
        request
        for request in sorted(requests, key=lambda one: (one.decide_by, one.pk))
        if request.pk not in there
    ]
    AgendaItem.objects.bulk_create(
        AgendaItem(session=session, request=request, position=last + place)
        for place, request in enumerate(missing, start=1)
    )
    return len(missing)


def _session(session: Session, now: datetime) -> Session:
    """Hold a session that takes votes: nobody closes it meanwhile."""
    found = Session.objects.select_for_update(of=["self"]).get(pk=session.pk)
    if found.closed_at is not None:
        raise SessionClosed(found)
    if found.begins_at > now:
        raise SessionNotBegun(found)
    return found
