"""Votes and decisions made as the committee makes them."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from koprogo.documents import services as documents
from solidarity.deciding import Choice
from solidarity.models import Opening, Paper, Request, Seat, Session, Vote
from solidarity.proposing import Proposal
from solidarity.queries.committee.votes import Ending
from solidarity.services.committee import deciding, review, sessions, voting
from solidarity.vault import open_vault
from tests.solidarity import making

ASKED = Proposal(Decimal("3200.00"), 24)
LESS = Proposal(Decimal("2000.00"), 24)
REASONS = "Your income covers the instalments, and the plan is sound."


def url(name, *args):
    return reverse(f"solidarity:{name}", args=args)


def by_name(name: str) -> Seat:
    return Seat.objects.select_related("user").get(user=making.person(name))


def opened(request: Request, *names: str) -> None:
    """These members have opened the file."""
    for name in names:
        seat = by_name(name)
        review.open_file(request, seat=seat, by=seat.user)


def online() -> Session:
    """The open online session, or a new one."""
    found = Session.objects.filter(kind="online", closed_at=None).first()
    return found or sessions.call_online(by=None)


def voted_on(
    request: Request, proposal: Proposal = ASKED, *, name="lea", **given
) -> Vote:
    """A vote that a member opened, until the deadline."""
    seat = by_name(name)
    opened(request, name)
    now = timezone.now()
    return voting.open_vote(
        request,
        session=online(),
        proposal=proposal,
        until=voting.latest_end(request, now=now),
        seat=seat,
        by=seat.user,
        **given,
    )


def propose(request: Request, seat="lea", **changes) -> Vote:
    """A proposal as asked, by somebody who may not have opened the file."""
    given = {
        "session": online(),
        "proposal": Proposal(Decimal("3200.00"), 24),
        "until": timezone.now() + timedelta(hours=1),
        "seat": by_name(seat),
        "by": making.person(seat),
    }
    return voting.open_vote(request, **(given | changes))


def cast(vote: Vote, **ballots: str) -> None:
    """``cast(vote, lea="for")``: each opens the file and votes."""
    for name, choice in ballots.items():
        seat = by_name(name)
        opened(vote.request, name)
        voting.cast_ballot(vote, choice=Choice(choice), seat=seat, by=seat.user)


def closed(vote: Vote, ending="accept", *, name="lea", reasons=REASONS):
    seat = by_name(name)
    return deciding.close_vote(
        vote, ending=Ending(ending), reasons=reasons, seat=seat, by=seat.user
    )


def refused(applicant="omar"):
    """The refusal of a request, by three against."""
    vote = voted_on(making.sent(applicant))
    cast(vote, lea="against", cas="against", cleo="against")
    return closed(vote, "refuse")


def offered(applicant="omar"):
    vote = voted_on(making.sent(applicant), LESS)
    cast(vote, lea="for", cas="for", cleo="for")
    return closed(vote)


def paper(request: Request, kind: str, data: bytes = b"%PDF-1.4 secret") -> Paper:
    """A document of a request, sealed as the form seals it."""
    uuid, vault = uuid4(), open_vault(request)
    sealed = vault.seal_bytes(data, place=f"solidarity_paper.file.{uuid}")
    file = documents.store(
        sealed, name="sealed", content_type="application/octet-stream", by=None
    )
    return Paper.objects.create(
        uuid=uuid,
        request=request,
        kind=kind,
        name=vault.seal("Achterberg.pdf", place=f"solidarity_paper.name.{uuid}"),
        content_type="application/pdf",
        size=len(data),
        file=file,
        added_by=request.applicant,
    )


def confirmed(request: Request, kind: str, *, name="cas") -> Paper:
    """A document that a member opened and confirmed."""
    seat, made = by_name(name), paper(request, kind)
    opened(request, name)
    review.open_paper(made, seat=seat, by=seat.user)
    return review.confirm_paper(made, seat=seat, by=seat.user)


def overdue(vote: Vote) -> Vote:
    """The time for ballots has passed."""
    Vote.objects.filter(pk=vote.pk).update(until=timezone.now() - timedelta(minutes=1))
    vote.refresh_from_db()
    return vote


def openings(request: Request, what="file") -> int:
    return Opening.objects.filter(request=request, what=what).count()
