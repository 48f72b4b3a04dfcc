"""The page on which an owner takes part: everything that stands on it, at one moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language

from buildings.models import Owner
from finance.allocation import allocate
from governance.meeting.fold import Meeting
from governance.meeting.roll import Kind
from governance.models import AgendaItem, Assembly, ItemDocument, Proxy
from governance.queries.meeting import meeting_of
from governance.queries.my_votes import MyVote, heads_held, my_votes
from governance.queries.roll import names_of
from governance.queries.voting import (
    Elsewhere,
    Hand,
    Receipt,
    Seat,
    Stage,
    hand_of,
    lots_elsewhere,
    motion_of,
    proxies_held,
    receipt_of,
    seat_of,
    secrecy_of,
    stages,
)
from governance.secrecy import Risk
from governance.words import EXPLANATIONS, MAJORITIES


@dataclass(frozen=True, slots=True)
class OpenPoint:
    """The point that is open. ``cost``: EUR, what it would cost the reader.

    ``risk``: what threatens the secrecy of a secret ballot. ``all_votes``: of those who
    vote on it.
    """

    item: AgendaItem
    motion: str
    majority: Promise | str
    explanation: Promise | str
    hand: Hand
    receipt: Receipt | None
    cost: Decimal | None
    risk: Risk | None
    all_votes: int
    papers: Sequence[ItemDocument]

    @property
    def is_voted(self) -> bool:
        return self.item.is_voted


@dataclass(frozen=True, slots=True)
class Booth:
    """``mode``: what the page is about now: calledoff, before, nobody, away, waiting,
    open or over. ``late``: the point that was closed last.
    """

    mode: str
    seat: Seat | None = None
    stages: Sequence[Stage] = ()
    open: OpenPoint | None = None
    held: Sequence[Proxy] = ()
    elsewhere: Sequence[Elsewhere] = ()
    mine: Sequence[MyVote] = ()
    ended_at: datetime | None = None
    late: Stage | None = None
    late_mine: Sequence[MyVote] = ()

    @property
    def template(self) -> str:
        return f"governance/voting/_{self.mode}.html"

    @property
    def open_elsewhere(self) -> Stage | None:
        """The point that is open while he is not there."""
        return next((s for s in self.stages if s.state == "open"), None)


def booth_of(assembly: Assembly, meeting: Meeting | None, owner: Owner | None) -> Booth:
    """Return what a person finds now; ``meeting``: none before the list is opened."""
    if assembly.is_cancelled:
        return Booth("calledoff")
    if meeting is None:
        return Booth("before")
    found = stages(meeting, _items(assembly))
    if owner is None:
        return Booth("nobody", stages=found)
    if meeting.end is not None:
        return _over(assembly, meeting, owner, found)
    seat = seat_of(meeting, owner)
    proxies = proxies_held(assembly, owner)
    held = [proxies[head.id] for head in seat.principals if head.id in proxies]
    if not seat.may_vote or (seat.way is None):
        return Booth(
            "away" if seat.may_vote else "nobody",
            seat=seat,
            stages=found,
            held=held,
            elsewhere=lots_elsewhere(assembly, meeting, owner),
        )
    if meeting.open_item is None:
        return _waiting(meeting, owner, seat, found, held, assembly)
    stage = next(s for s in found if s.progress.item.id == meeting.open_item)
    point = _open_point(assembly, meeting, stage, seat, proxies)
    return Booth("open", seat=seat, stages=found, open=point, held=held)


def _items(assembly: Assembly) -> list[AgendaItem]:
    return list(assembly.items.select_related("key"))


def papers_of(item: AgendaItem) -> list[ItemDocument]:
    """Return the documents that a point is about, as they were convened."""
    papers = item.documents.select_related("version__document")
    return list(papers.defer("version__text", "version__folded"))


def _waiting(meeting, owner, seat, found, held, assembly) -> Booth:
    closed = [stage for stage in found if stage.result is not None]
    last = max(closed, key=lambda stage: stage.progress.closed_at, default=None)
    names = names_of(assembly) if last else {}
    mine = my_votes(meeting, [last], owner, names=names) if last else ()
    return Booth(
        "waiting", seat=seat, stages=found, held=held, late=last, late_mine=mine
    )


def _over(assembly, meeting, owner, found) -> Booth:
    mine = my_votes(
        meeting, found, owner, names=names_of(assembly), held=heads_held(owner)
    )
    ended_at = timezone.localtime(meeting.ended_at)
    return Booth(
        "over", seat=seat_of(meeting, owner), stages=found, mine=mine, ended_at=ended_at
    )


def _open_point(assembly, meeting, stage, seat, proxies) -> OpenPoint:
    item, rule = stage.item, stage.progress.item
    voted = rule.kind is not Kind.INFORMATION
    hand = hand_of(meeting, rule.id, seat, proxies) if voted else Hand(())
    return OpenPoint(
        item=item,
        motion=motion_of(item, stage.progress, get_language() or "en"),
        majority=MAJORITIES[rule.majority] if rule.majority else "",
        explanation=EXPLANATIONS[rule.majority] if rule.majority else "",
        hand=hand,
        receipt=receipt_of(assembly, meeting, rule.id, hand) if voted else None,
        cost=own_cost(item, meeting, seat),
        risk=secrecy_of(meeting.powers(rule.id)) if rule.secret else None,
        all_votes=meeting.roll.votes_by(rule.key),
        papers=papers_of(item),
    )


def own_cost(item: AgendaItem, meeting: Meeting, seat: Seat) -> Decimal | None:
    """Return what a point would cost the lots for which a person votes by right, EUR.

    It is divided by the frozen list of voters, as a call for funds would divide it
    today; without a statement, because everybody asks at the same moment.
    """
    key = meeting.item(str(item.uuid)).item.key
    shares = {line.id: line.votes_by(key) for line in meeting.roll.lines}
    if not item.amount or not any(shares.values()):
        return None
    parts = allocate(item.amount, shares)
    own = [line.id for head in seat.own for line in head.lines]
    return sum((parts[line] for line in own), Decimal("0.00"))


def votes_of(assembly: Assembly, owner: Owner) -> list[MyVote]:
    """Return how an owner's lots were counted on all that is closed so far."""
    if assembly.roll_taken_at is None:
        return []
    meeting = meeting_of(assembly)
    found = stages(meeting, _items(assembly))
    held = heads_held(owner)
    return my_votes(meeting, found, owner, names=names_of(assembly), held=held)
