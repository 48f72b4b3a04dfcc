"""Appeals against a refusal: to the board of the ASBL, and then to its assembly."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from koprogo.audit.services import record
from koprogo.notifications.services import queue
from solidarity import notices
from solidarity.deadlines import decision_by
from solidarity.errors.committee import (
    AppealDecided,
    AppealOver,
    AppealThere,
    NotOpened,
    NotRefused,
    NotUpheld,
    ReasonsMissing,
    TookPart,
)
from solidarity.models import Appeal, Opening, Request, Verdict
from solidarity.queries.committee.appeals import may_decide
from solidarity.queries.requests import place
from solidarity.services.committee.base import hold
from solidarity.terms import Kind
from solidarity.vault import open_vault

__all__ = ["decide_appeal", "file_appeal", "open_appeal", "record_assembly"]

Body, Outcome, State = Appeal.Body, Appeal.Outcome, Request.State


@transaction.atomic
def file_appeal(verdict: Verdict, *, uuid: UUID, text: str) -> Appeal:
    """Bring a refusal before the board, within its days. ``uuid``: drawn with the form.

    The record does not say who: those who read it know a code only.

    Raises:
        NotRefused: it is no refusal, or another decision followed.
        AppealOver, AppealThere: see there.
    """
    request = hold(verdict.request)
    if request.state != State.REFUSED or verdict != request.verdicts.last():
        raise NotRefused(verdict)
    if Appeal.objects.filter(verdict=verdict).exists():
        raise AppealThere(verdict)
    if timezone.localdate() > verdict.appeal_by:
        raise AppealOver(verdict)
    at = place("appeal", "text", uuid)
    appeal = Appeal.objects.create(
        uuid=uuid,
        verdict=verdict,
        body=Body.BOARD,
        text=open_vault(request).seal(text, place=at),
        filed_at=timezone.now(),
    )
    record("appeal.filed", target=request, by=None)
    return appeal


@transaction.atomic
def open_appeal(appeal: Appeal, *, by) -> Opening:
    """Write that somebody of the board opens an appeal; the person reads it.

    Raises:
        TookPart: see there.
    """
    request = appeal.verdict.request
    if not may_decide(request, by):
        raise TookPart(appeal)
    opening = Opening.objects.create(request=request, user=by, what=Opening.What.APPEAL)
    record("appeal.opened", target=request, by=by)
    return opening


@transaction.atomic
def decide_appeal(
    appeal: Appeal, *, outcome: Appeal.Outcome, answer: str, by, origin: str = ""
) -> Appeal:
    """Uphold a refusal with reasons, or send it back to the committee.

    Raises:
        AppealDecided: somebody was faster.
        TookPart, NotOpened, ReasonsMissing: see there.
    """
    request = hold(appeal.verdict.request)
    found = Appeal.objects.select_related("verdict").get(pk=appeal.pk)
    if found.decided_at is not None:
        raise AppealDecided(found)
    if not may_decide(request, by):
        raise TookPart(found)
    mine = Opening.objects.filter(
        request=request,
        user=by,
        what=Opening.What.APPEAL,
        opened_at__gte=found.filed_at,
    )
    if not mine.exists():
        raise NotOpened(found)
    return _decide(request, found, outcome, answer, by=by, origin=origin)


@transaction.atomic
def record_assembly(
    appeal: Appeal,
    *,
    outcome: Appeal.Outcome,
    decision_text: str,
    answer: str,
    by,
    origin: str = "",
) -> Appeal:
    """Record what the assembly decided on a refusal that the board upheld.

    Raises:
        NotUpheld: the board has not, or sent it back.
        AppealThere: it is recorded.
        TookPart, ReasonsMissing: see there.
    """
    request = hold(appeal.verdict.request)
    found = Appeal.objects.select_related("verdict").get(pk=appeal.pk)
    if found.body != Body.BOARD or found.outcome != Outcome.UPHELD:
        raise NotUpheld(found)
    if found.verdict.appeals.filter(body=Body.ASSEMBLY).exists():
        raise AppealThere(found)
    if not may_decide(request, by):
        raise TookPart(found)
    after = Appeal.objects.create(
        verdict=found.verdict,
        body=Body.ASSEMBLY,
        filed_at=timezone.now(),
        decision_text=decision_text,
    )
    return _decide(request, after, outcome, answer, by=by, origin=origin)


def _decide(
    request: Request, appeal: Appeal, outcome: str, answer: str, *, by, origin: str
) -> Appeal:
    if not answer.strip():
        raise ReasonsMissing(appeal)
    at = place("appeal", "answer", appeal.uuid)
    appeal.answer = open_vault(request).seal(answer.strip(), place=at)
    appeal.outcome, appeal.decided_by = outcome, by
    appeal.decided_at = timezone.now()
    appeal.save()
    if outcome == Outcome.SENT_BACK:
        _send_back(request)
    record("appeal.decided", target=request, by=by)
    queue([notices.news(request, f"appeal-{appeal.pk}", origin=origin)], by=by)
    return appeal


def _send_back(request: Request) -> None:
    """Let the committee decide anew: the file is as complete as it was, the days begin."""
    now = timezone.localtime()
    by = decision_by(
        now,
        is_emergency=request.kind == Kind.EMERGENCY,
        is_urgent=request.is_urgent,
    )
    request.state, request.ended_at = State.COMPLETE, None
    request.round += 1
    request.complete_at, request.decide_by, request.decide_at = now, by.day, by.at
    request.save()
