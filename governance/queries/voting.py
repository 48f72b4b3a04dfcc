"""What an owner finds in a meeting: whether he is there, what he votes for, and how."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

from buildings.access import Access
from buildings.models import Holding, Owner
from governance.meeting.arithmetic import Powers
from governance.meeting.events import Choice, Way
from governance.meeting.fold import Meeting
from governance.meeting.progress import Progress, State
from governance.meeting.result import Result
from governance.meeting.roll import Head
from governance.models import AgendaItem, Assembly, MeetingEvent, Proxy
from governance.queries.roll import meetings_of_proxies
from governance.secrecy import Risk, risk


def voter_of(access: Access) -> Owner | None:
    """Return whoever of the register takes part when this person does."""
    return access.own_owners.first()


# Who is there, and for whom


@dataclass(frozen=True, slots=True)
class Seat:
    """A person in a meeting. ``way``: how he is there; None: he is not.

    ``own``: the heads for which he votes by right; ``principals``: those whose proxy he
    has; ``acts_for``: those of both for which he votes at this moment.
    """

    person: str
    way: Way | None
    own: tuple[Head, ...]
    principals: tuple[Head, ...]
    acts_for: tuple[Head, ...]

    @property
    def may_vote(self) -> bool:
        """Whether he has anything to vote for, here or not."""
        return bool(self.own or self.principals)


def seat_of(meeting: Meeting, owner: Owner) -> Seat:
    person, heads = str(owner.uuid), meeting.roll.heads
    principals = tuple(
        heads[proxy.principal]
        for proxy in meeting.proxies
        if proxy.stands and proxy.holder == person
    )
    acting = meeting.represented
    return Seat(
        person=person,
        way=meeting.present.get(person),
        own=meeting.roll.heads_of.get(person, ()),
        principals=principals,
        acts_for=tuple(heads[h] for h, by in acting.items() if by.holder == person),
    )


def his_lots(meeting: Meeting, owner: Owner) -> set[str]:
    """Return the lots and heads that are, or were, this person's to vote for.

    Whatever else he names he does not even learn to exist.
    """
    seat = seat_of(meeting, owner)
    given = [one.principal for one in meeting.proxies if one.holder == seat.person]
    heads = {head.id: head for head in (*seat.own, *seat.acts_for)}
    heads |= {head: meeting.roll.heads[head] for head in given}
    lots = {line.id for head in heads.values() for line in head.lines}
    return lots | set(heads)


class Elsewhere(NamedTuple):
    """Lots of a person for which somebody else votes, or nobody: ``voter`` empty."""

    lots: str
    voter: str


def lots_elsewhere(
    assembly: Assembly, meeting: Meeting, owner: Owner
) -> list[Elsewhere]:
    """Return the lots that he holds with others, and who of them votes."""
    person = str(owner.uuid)
    held = Holding.objects.filter(members__owner=owner).values("uuid")
    lines = assembly.roll.filter(head__in=held).exclude(voter=owner.uuid)
    found: dict[tuple[str, str], list[str]] = {}
    for line in lines:
        if str(line.voter) != person:
            found.setdefault((str(line.head), line.voter_name), []).append(line.label)
    return [Elsewhere(", ".join(labels), voter) for (_, voter), labels in found.items()]


# What he votes for on a point


@dataclass(frozen=True, slots=True)
class LotShown:
    """A line of the roll with its votes on the point and the ballot that counts."""

    id: str
    label: str
    votes: int
    choice: Choice | None


@dataclass(frozen=True, slots=True)
class Part:
    """A head for which a person votes on a point.

    ``name``: whose it is, when by proxy. ``votes``: in the key of the point;
    ``counted``: after the cap. ``barred``: he has a conflict of interest. ``voted``: in
    a secret ballot.
    """

    head: str
    name: str
    instructions: str
    votes: int
    counted: int
    barred: bool
    voted: bool
    lots: tuple[LotShown, ...]

    @property
    def is_cut(self) -> bool:
        return not self.barred and self.counted < self.votes

    @property
    def labels(self) -> str:
        return ", ".join(lot.label for lot in self.lots)


@dataclass(frozen=True, slots=True)
class Hand:
    """All that a person votes for on a point: by right, then by proxy."""

    parts: tuple[Part, ...]

    @property
    def own(self) -> list[Part]:
        return [part for part in self.parts if not part.name]

    @property
    def by_proxy(self) -> list[Part]:
        return [part for part in self.parts if part.name]

    @property
    def open(self) -> list[Part]:
        """Those for which a ballot can count."""
        return [part for part in self.parts if not part.barred]

    @property
    def lots(self) -> list[LotShown]:
        return [lot for part in self.open for lot in part.lots]

    @property
    def to_vote(self) -> list[Part]:
        """Those whose secret ballot is still to be cast."""
        return [part for part in self.open if part.counted and not part.voted]

    @property
    def votes(self) -> int:
        return sum(part.votes for part in self.open)

    @property
    def counted(self) -> int:
        return sum(part.counted for part in self.open)

    @property
    def is_cut(self) -> bool:
        return self.counted < self.votes

    @property
    def choice(self) -> Choice | None:
        """The one choice of all lots, if they have the same."""
        found = {lot.choice for lot in self.lots}
        return found.pop() if len(found) == 1 else None

    @property
    def has_voted(self) -> bool:
        return any(lot.choice for lot in self.lots) or any(p.voted for p in self.parts)

    @property
    def several(self) -> bool:
        """Whether there is something to vote on separately."""
        return len(self.lots) > 1


def hand_of(
    meeting: Meeting, item: str, seat: Seat, principals: Mapping[str, Proxy]
) -> Hand:
    """Return what a person votes for on an open point; lots outside its key left out.

    ``principals``: the proxies that he holds, by head.
    """
    progress = meeting.item(item)
    powers, ballots = meeting.powers(item), meeting.ballots(item)
    barred = _barred(meeting, progress, seat.person)
    voted = meeting.voted(item)
    own = {head.id for head in seat.own}
    parts = []
    for head in sorted(seat.acts_for, key=lambda head: head.id not in own):
        proxy = None if head.id in own else principals.get(head.id)
        lots = tuple(
            LotShown(
                line.id,
                line.label,
                votes,
                ballot.choice if (ballot := ballots.get(line.id)) else None,
            )
            for line in head.lines
            if (votes := line.votes_by(progress.item.key))
        )
        if lots:
            parts.append(_part(head, lots, proxy, powers, barred=barred, voted=voted))
    return Hand(tuple(parts))


def _part(head: Head, lots, proxy: Proxy | None, powers: Powers, *, barred, voted):
    return Part(
        head=head.id,
        name=proxy.head_name if proxy else "",
        instructions=proxy.instructions if proxy else "",
        votes=powers.votes.get(head.id, 0),
        counted=powers.counted.get(head.id, 0),
        barred=not barred.isdisjoint({head.id, str(head.voter)}) or "*" in barred,
        voted=head.id in voted,
        lots=lots,
    )


def _barred(meeting: Meeting, progress: Progress, person: str) -> set[str]:
    """Return who may not vote on a point; "*": this person for nobody."""
    found = set(progress.barred)
    return found | {"*"} if person in found else found


def proxies_held(assembly: Assembly, owner: Owner) -> dict[str, Proxy]:
    """Return the proxies of which an owner is the holder, by head."""
    found = Proxy.objects.filter(
        assembly__in=meetings_of_proxies(assembly),
        holder_owner=owner,
        withdrawn_at=None,
    )
    return {str(proxy.head): proxy for proxy in found}


def secrecy_of(powers: Powers) -> Risk:
    """Return what threatens the secrecy of a ballot, before anybody votes."""
    return risk(powers.counted.values())


# What was counted


class Receipt(NamedTuple):
    """The last event that counted ballots of a person on a point."""

    number: int
    at: datetime
    digest: str


def receipt_of(
    assembly: Assembly, meeting: Meeting, item: str, hand: Hand
) -> Receipt | None:
    """Return what proves that the ballots of these lots are in the log: one statement."""
    ballots = meeting.ballots(item)
    events = [ballots[lot.id].event for lot in hand.lots if lot.id in ballots]
    if not events:
        return None
    last = max(events, key=lambda event: event.number)
    row = MeetingEvent.objects.get(assembly=assembly, number=last.number)
    return Receipt(row.number, timezone.localtime(row.at), row.digest)


# How far the meeting is


@dataclass(frozen=True, slots=True)
class Stage:
    """A point of the agenda and how far it is."""

    item: AgendaItem
    progress: Progress
    result: Result | None
    is_over: bool = False

    @property
    def state(self) -> str:
        """Return waiting, open, postponed, told, adopted or rejected.

        What the meeting did not come to is left.
        """
        if self.is_over and self.progress.state is State.WAITING:
            return "left"
        if self.progress.state is not State.CLOSED:
            return self.progress.state.value
        if self.result is None:
            return "told"
        return "adopted" if self.result.adopted else "rejected"


def stages(meeting: Meeting, items: Iterable[AgendaItem]) -> list[Stage]:
    """Return the agenda in its order; results of what is closed."""
    found = []
    for item in items:
        progress = meeting.item(str(item.uuid))
        closed = progress.state is State.CLOSED
        result = meeting.result(str(item.uuid)) if closed else None
        found.append(Stage(item, progress, result, meeting.end is not None))
    return found


def motion_of(stage_item: AgendaItem, progress: Progress, language: str) -> str:
    """Return the text put to the vote, as it was last amended."""
    if not progress.amendments:
        return stage_item.motion
    texts = progress.amendments[-1].text
    return texts.get(language) or next(iter(texts.values()))


def version_of(assembly: Assembly, meeting: Meeting | None, owner: Owner | None) -> str:
    """Return what changes whenever the page of this person would: a short digest.

    Ballots of others change nothing on it while a point is open.
    """
    seen: list[object] = [
        assembly.roll_taken_at,
        assembly.opened_at,
        assembly.ended_at,
        assembly.is_cancelled,
    ]
    if meeting is not None and owner is not None:
        seat = seat_of(meeting, owner)
        seen += [seat.way, seat.acts_for, seat.principals, meeting.open_item]
        seen += [(p.state, p.conflicts, p.amendments) for p in meeting.items]
        seen.append([p.closed_at for p in meeting.items])
        if meeting.open_item is not None:
            seen += _my_ballots(meeting, meeting.open_item, seat)
    return hashlib.sha256(repr(seen).encode()).hexdigest()[:16]


def _my_ballots(meeting: Meeting, item: str, seat: Seat) -> list[object]:
    ballots, voted = meeting.ballots(item), meeting.voted(item)
    found: list[object] = []
    for head in seat.acts_for:
        found.append(head.id in voted)
        for line in head.lines:
            ballot = ballots.get(line.id)
            found.append(ballot and ballot.event.number)
    return found
