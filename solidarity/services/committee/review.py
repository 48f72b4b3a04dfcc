"""Opening files and papers, each on record; confirming papers; asking the person."""

from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from koprogo.audit.services import record
from koprogo.documents import services as documents
from koprogo.notifications.services import queue
from solidarity import notices
from solidarity.errors.committee import AskedAlready, NotBefore, NothingToConfirm
from solidarity.exposing import CONFIRMABLE, neutral_name
from solidarity.models import Opening, Paper, Question, Request, Seat, Vote
from solidarity.queries.committee.seats import filled
from solidarity.queries.committee.votes import recused
from solidarity.queries.requests import place
from solidarity.services.committee.base import (
    check_member,
    check_opened,
    hold,
    hold_complete,
)
from solidarity.services.committee.closing import close_row
from solidarity.vault import Forgotten, open_vault

__all__ = ["ask", "confirm_paper", "open_file", "open_paper"]

State = Request.State


@dataclass(frozen=True, slots=True)
class OpenedPaper:
    """A paper as it is saved: its name tells nobody whose it is."""

    name: str
    content_type: str
    data: bytes = field(repr=False)


@transaction.atomic
def open_file(request: Request, *, seat: Seat, by) -> Opening:
    """Write that a member opens the file; the person reads it.

    Raises:
        NotBefore: it is a draft still.
        SeatEnded, Recused: see there.
    """
    found = hold(request)
    if found.state == State.DRAFT:
        raise NotBefore(found)
    check_member(found, seat)
    opening = Opening.objects.create(request=found, user=by, what=Opening.What.FILE)
    record("file.opened", target=found, by=by)
    return opening


@transaction.atomic
def open_paper(paper: Paper, *, seat: Seat, by) -> OpenedPaper:
    """Write that a member opens a paper of a file that he has open, and give it to him.

    Raises:
        SeatEnded, Recused, NotOpened: see there.
        Forgotten, Undecipherable, Damaged: of the vault and the storage.
    """
    request = paper.request
    check_member(request, seat)
    check_opened(request, seat)
    if paper.file is None:
        raise Forgotten(paper.uuid)
    sealed = documents.read(paper.file)
    at = place("paper", "file", paper.uuid)
    data = open_vault(request).open_bytes(sealed, place=at)
    Opening.objects.create(
        request=request, user=by, what=Opening.What.PAPER, paper=paper
    )
    record("paper.opened", target=request, by=by)
    before = Paper.objects.filter(request=request, kind=paper.kind, pk__lte=paper.pk)
    name = neutral_name(paper.kind, before.count(), paper.content_type)
    return OpenedPaper(name, paper.content_type, data)


@transaction.atomic
def confirm_paper(paper: Paper, *, seat: Seat, by) -> Paper:
    """Confirm what an expert, a social worker or a lawyer wrote, after reading it.

    Raises:
        NotBefore, SeatEnded, Recused: see there.
        NotOpened: who confirms has not opened this paper.
        NothingToConfirm: see there.
    """
    request = hold_complete(paper.request)
    check_member(request, seat)
    found = Paper.objects.select_for_update(of=["self"]).get(pk=paper.pk)
    if found.kind not in CONFIRMABLE or found.checked_at is not None:
        raise NothingToConfirm(found)
    check_opened(request, seat, paper=found.uuid)
    found.checked_by, found.checked_at = by, timezone.now()
    found.save(update_fields=["checked_by", "checked_at"])
    record("paper.confirmed", target=request, by=by)
    return found


@transaction.atomic
def ask(
    request: Request, *, uuid: UUID, text: str, seat: Seat, by, origin: str = ""
) -> Question:
    """Ask the person for more: the file is incomplete until he answers.

    An open vote ends without a decision, and the next one is of another round. ``uuid``
    is drawn when the form is shown.

    Raises:
        AskedAlready, NotBefore, SeatEnded, Recused, NotOpened: see there.
    """
    if Question.objects.filter(uuid=uuid).exists():
        raise AskedAlready(uuid)
    found = hold_complete(request)
    check_member(found, seat)
    check_opened(found, seat)
    at = place("question", "text", uuid)
    question = Question.objects.create(
        uuid=uuid,
        request=found,
        text=open_vault(found).seal(text, place=at),
        asked_by=by,
    )
    _end_votes(found, by=by)
    found.state, found.round = State.INCOMPLETE, found.round + 1
    found.complete_at = found.decide_by = found.decide_at = None
    found.save()
    record("question.asked", target=found, by=by)
    queue([notices.news(found, f"question-{question.pk}", origin=origin)], by=by)
    return question


def _end_votes(request: Request, *, by) -> None:
    """Close what is open without a decision: it was about a file that changes now."""
    seats, away = filled(timezone.localdate()), recused(request)
    able = [seat for seat in seats if seat.user_id not in away]
    for vote in Vote.objects.filter(request=request, closed_at=None):
        close_row(vote, may_vote=len(able), is_accepted=False, by=by)
