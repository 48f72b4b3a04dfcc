"""Appeals as the board reads them: never the file, only what was refused and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.utils import timezone

from solidarity.models import Appeal, Ballot, Request, Seat, Verdict, Vote
from solidarity.queries.committee.recusing import close_to
from solidarity.queries.requests import open_request, place

__all__ = ["AppealText", "appeal_text", "appeals", "may_decide"]


@dataclass(frozen=True, slots=True, repr=False)
class AppealText:
    """``asked`` and ``proposed``: EUR; ``answers``: of the board and of the assembly."""

    text: str
    reasons: str
    asked: Decimal | None
    proposed: Decimal
    answers: Sequence[tuple[Appeal, str]]


def appeals() -> QuerySet[Appeal]:
    """Return the appeals to the board, those that wait first, then the latest first."""
    rows = Appeal.objects.filter(body=Appeal.Body.BOARD)
    rows = rows.select_related("verdict__request", "decided_by")
    return rows.order_by("outcome", "-filed_at", "-pk")


def may_decide(request: Request, user) -> bool:
    """Tell whether somebody of the board stands far enough from a request.

    He holds no seat of the committee, took no part in the votes on it, and neither is
    the person's nor lives in the same co-ownership.
    """
    today: date = timezone.localdate()
    if Seat.objects.on(today).filter(user=user.pk).exists():
        return False
    votes = Vote.objects.filter(request=request)
    if votes.filter(closed_by=user.pk).exists():
        return False
    if Ballot.objects.filter(vote__in=votes, seat__user=user.pk).exists():
        return False
    return close_to(request, user) is None


def appeal_text(appeal: Appeal) -> AppealText:
    """Return what stands in an appeal, with the reasons that it is against.

    Raises:
        Forgotten: of the vault; the key is gone.
    """
    verdict: Verdict = appeal.verdict
    request = verdict.request
    vault, said = open_request(request)
    rows = list(verdict.appeals.select_related("decided_by"))
    return AppealText(
        text=vault.open(appeal.text, place=place("appeal", "text", appeal.uuid)),
        reasons=vault.open(
            verdict.reasons, place=place("verdict", "reasons", verdict.vote.uuid)
        ),
        asked=said.amount,
        proposed=verdict.vote.amount,
        answers=[
            (row, vault.open(row.answer, place=place("appeal", "answer", row.uuid)))
            for row in rows
            if row.answer
        ],
    )
