"""How a vote stands: who may vote, who has, and how it may end."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils import timezone

from solidarity.deciding import Ballot as Cast
from solidarity.deciding import Choice, Outcome, can_pass, decide, is_settled
from solidarity.deciding import Seat as Chair
from solidarity.models import Ballot, Paper, Recusal, Request, Seat, Vote
from solidarity.queries.committee.seats import filled
from solidarity.terms import Kind

__all__ = ["Ending", "Tally", "recused", "tally", "tally_of"]


class Ending(StrEnum):
    ACCEPT = "accept"
    REFUSE = "refuse"
    ANOTHER = "another"  # no decision yet: another proposal may follow


@dataclass(frozen=True, slots=True)
class Tally:
    """``seats``: those that may vote; ``waiting``: those of them that have not.

    ``own``: by seat, for each member to see his own ballot only. ``endings``: how the
    vote may be closed at this moment; none: not yet.
    """

    vote: Vote
    seats: Sequence[Seat]
    waiting: Sequence[Seat]
    own: dict[int, str]
    outcome: Outcome
    is_over: bool
    endings: Sequence[Ending]

    def choice_of(self, seat: Seat) -> str:
        return self.own.get(seat.pk, "")

    @property
    def may_close(self) -> bool:
        return bool(self.endings)


def tally(vote: Vote, *, now: datetime) -> Tally:
    """Return how a vote stands: four statements."""
    request = vote.request
    papers = Paper.objects.filter(request=request).exclude(checked_by=None)
    return tally_of(
        vote,
        seats=filled(timezone.localdate(now)),
        away=recused(request),
        checked=set(papers.values_list("kind", flat=True)),
        ballots=list(Ballot.objects.filter(vote=vote)),
        now=now,
    )


def recused(request: Request) -> set[int]:
    """Return who takes no part, by primary key of the person: one statement."""
    rows = Recusal.objects.filter(request=request)
    return set(rows.values_list("user", flat=True))


def tally_of(
    vote: Vote,
    *,
    seats: Sequence[Seat],
    away: Collection[int],
    checked: Collection[str],
    ballots: Sequence[Ballot],
    now: datetime,
) -> Tally:
    """Return how a vote stands, from rows that are read already (``checked``: papers)."""
    able = [seat for seat in seats if seat.user_id not in away]
    own = {ballot.seat_id: ballot.choice for ballot in ballots}
    cast = [Cast(Chair(s.chair), Choice(own[s.pk])) for s in able if s.pk in own]
    waiting = [seat for seat in able if seat.pk not in own]
    left = [Chair(seat.chair) for seat in waiting]
    kind, many = Kind(vote.request.kind), len(able)
    papers = {"has_expert": "quote" in checked, "has_report": "report" in checked}
    outcome = decide(kind, cast, may_vote=many, **papers)
    is_over = now > vote.until
    done = (
        is_over
        or not waiting
        or is_settled(kind, cast, waiting=left, may_vote=many, **papers)
    )
    # What only lacks a paper, or members who vote, is no reason to refuse anybody.
    both = {"has_expert": True, "has_report": True}
    reachable = can_pass(kind, cast, waiting=left, may_vote=many, **both)
    return Tally(
        vote=vote,
        seats=able,
        waiting=waiting,
        own=own,
        outcome=outcome,
        is_over=is_over,
        endings=_endings(outcome, reachable) if done else (),
    )


def _endings(outcome: Outcome, reachable: bool) -> tuple[Ending, ...]:
    if outcome.is_accepted:
        return (Ending.ACCEPT,)
    return (Ending.ANOTHER,) if reachable else (Ending.REFUSE, Ending.ANOTHER)
