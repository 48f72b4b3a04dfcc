"""Sessions, their agendas, and what their minutes say."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from solidarity.models import (
    AgendaItem,
    Ballot,
    Recusal,
    Request,
    Session,
    Verdict,
    Vote,
)
from solidarity.models.committee import CHAIRS

__all__ = ["Minutes", "minutes", "sessions"]

LABELS = dict(CHAIRS)


@dataclass(frozen=True, slots=True)
class ByChair:
    """How the seats of one kind voted."""

    label: str
    votes_for: int
    votes_against: int
    abstentions: int


@dataclass(frozen=True, slots=True)
class MinutedVote:
    """``recused``: how many took no part; ``outcome``: in words."""

    vote: Vote
    by_chair: Sequence[ByChair]
    verdict: Verdict | None
    recused: int

    @property
    def votes_for(self) -> int:
        return sum(one.votes_for for one in self.by_chair)

    @property
    def votes_against(self) -> int:
        return sum(one.votes_against for one in self.by_chair)

    @property
    def abstentions(self) -> int:
        return sum(one.abstentions for one in self.by_chair)


@dataclass(frozen=True, slots=True)
class Point:
    request: Request
    votes: Sequence[MinutedVote]


@dataclass(frozen=True, slots=True)
class Minutes:
    """``present``: (name, seat) of whoever cast a ballot."""

    session: Session
    present: Sequence[tuple[str, str]]
    points: Sequence[Point]

    @property
    def open_votes(self) -> int:
        votes = (one.vote for point in self.points for one in point.votes)
        return sum(vote.closed_at is None for vote in votes)


def sessions() -> QuerySet[Session]:
    """Return all sessions, the latest first, with how much is on their agendas."""
    return Session.objects.annotate(
        many=Count("items", distinct=True),
        voting=Count("votes", filter=Q(votes__closed_at=None), distinct=True),
    ).order_by("-begins_at", "-pk")


def minutes(session: Session) -> Minutes:
    """Return what stands in the minutes, from rows that closing froze: four statements.

    Before that: the agenda, without the ballots of votes that are open.
    """
    items = AgendaItem.objects.filter(session=session).select_related("request")
    votes = list(Vote.objects.filter(session=session).select_related("verdict"))
    cast = Ballot.objects.filter(vote__in=votes).exclude(vote__closed_at=None)
    ballots = list(cast.select_related("seat__user"))
    requests = [item.request for item in items]
    away = Counter(
        Recusal.objects.filter(request__in=requests).values_list("request", flat=True)
    )
    by_vote, by_request = defaultdict(list), defaultdict(list)
    for ballot in ballots:
        by_vote[ballot.vote_id].append(ballot)
    for vote in votes:
        by_request[vote.request_id].append(
            MinutedVote(
                vote,
                _by_chair(by_vote[vote.pk]),
                getattr(vote, "verdict", None),
                away[vote.request_id],
            )
        )
    seats = {ballot.seat.pk: ballot.seat for ballot in ballots}
    present = [(one.user.name, str(LABELS[one.chair])) for one in seats.values()]
    return Minutes(
        session=session,
        present=sorted(present),
        points=[Point(one, by_request[one.pk]) for one in requests],
    )


def _by_chair(ballots: Sequence[Ballot]) -> list[ByChair]:
    many = Counter((ballot.seat.chair, ballot.choice) for ballot in ballots)
    return [
        ByChair(
            str(label),
            many[chair, "for"],
            many[chair, "against"],
            many[chair, "abstain"],
        )
        for chair, label in CHAIRS
        if any(many[chair, choice] for choice in ("for", "against", "abstain"))
    ]
