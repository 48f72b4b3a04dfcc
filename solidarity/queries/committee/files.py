"""The files of the committee: by pseudonym, the most pressing first."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from solidarity.deadlines import Deadline
from solidarity.exposing import CONFIRMED
from solidarity.models import Paper, Recusal, Request, Seat, Session, Vote
from solidarity.queries.requests import analysis_of
from solidarity.scoring import Score
from solidarity.terms import Kind
from solidarity.vault import Forgotten, open_vaults

__all__ = ["FileRow", "deciding", "next_session", "others", "rows"]

State = Request.State
#: days before the end from which a deadline is an alert
SOON = 2


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file in a list. ``days``: left until the deadline, below 0 when it is over.

    ``paper``: what a member confirms himself: confirmed, waits, missing, or nothing.
    """

    request: Request
    score: Score | None
    days: int | None
    is_over: bool
    paper: str
    is_recused: bool
    has_vote: bool

    @property
    def is_alert(self) -> bool:
        if self.days is None:
            return False
        return self.is_over or self.days <= SOON


def deciding(seat: Seat, *, now: datetime) -> list[FileRow]:
    """Return the files to decide, by deadline and then by score: five statements."""
    found = rows(Request.objects.filter(state=State.COMPLETE), seat, now=now)
    return sorted(found, key=_pressing)


def others(state: str) -> QuerySet[Request]:
    """Return the files in another state, the latest first."""
    return Request.objects.filter(state=state).order_by("-submitted_at", "-pk")


def rows(requests: Collection[Request], seat: Seat, *, now: datetime) -> list[FileRow]:
    """Return files with what a list tells of them: a constant number of statements."""
    found = list(requests)
    vaults = open_vaults(found)
    away = Recusal.objects.filter(request__in=found, user=seat.user_id)
    voting = Vote.objects.filter(request__in=found, closed_at=None)
    papers = _papers(found)
    recused = set(away.values_list("request", flat=True))
    with_vote = set(voting.values_list("request", flat=True))
    return [
        FileRow(
            request=one,
            score=_score(one, vaults[one.pk]),
            days=days_left(one, now),
            is_over=is_over(one, now),
            paper=_paper(one, papers[one.pk]),
            is_recused=one.pk in recused,
            has_vote=one.pk in with_vote,
        )
        for one in found
    ]


def days_left(request: Request, now: datetime) -> int | None:
    if request.decide_by is None or request.state != State.COMPLETE:
        return None
    return (request.decide_by - timezone.localdate(now)).days


def is_over(request: Request, now: datetime) -> bool:
    if request.decide_by is None or request.state != State.COMPLETE:
        return False
    deadline = Deadline(request.decide_by, request.decide_at)
    return deadline.is_over(timezone.localtime(now))


def next_session(now: datetime) -> Session | None:
    """Return the open session that comes next, or is under way: one statement."""
    rows = Session.objects.filter(closed_at=None)
    return (
        rows.filter(Q(begins_at__gte=now) | Q(kind="online"))
        .order_by("begins_at")
        .first()
    )


def _pressing(row: FileRow):
    score = row.score.total if row.score else 0
    end = row.request.decide_at
    return (row.request.decide_by, end is None, end or row.request.complete_at, -score)


def _score(request: Request, vault) -> Score | None:
    try:
        found = analysis_of(request, vault)
    except Forgotten:
        return None
    return found.score if found else None


def _papers(requests: Sequence[Request]) -> dict[int, list[Paper]]:
    kinds = set(CONFIRMED.values())
    found = defaultdict(list)
    for paper in Paper.objects.filter(request__in=requests, kind__in=kinds):
        found[paper.request_id].append(paper)
    return found


def _paper(request: Request, papers: Sequence[Paper]) -> str:
    wanted = CONFIRMED.get(Kind(request.kind))
    if wanted is None:
        return ""
    there = [paper for paper in papers if paper.kind == wanted]
    if any(paper.checked_at for paper in there):
        return "confirmed"
    return "waits" if there else "missing"
