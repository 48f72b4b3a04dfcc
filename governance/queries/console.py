"""What the secretary sees of the meeting: who is there, and what each point came to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from django.db.models import QuerySet
from django.utils.functional import Promise

from governance.absence import missed_by_absence
from governance.event_words import Names as LogNames
from governance.meeting.events import Way
from governance.meeting.fold import Meeting
from governance.meeting.opening import Quorum
from governance.meeting.roll import Head, Line
from governance.models import Assembly, MeetingEvent
from governance.queries.meeting import meeting_of
from governance.queries.roll import names_of
from governance.queries.voting import Stage, stages
from governance.words import MAJORITIES

Names = Mapping[str, str]


# Who is there


@dataclass(frozen=True, slots=True)
class Seat:
    """A person who votes, for his own lots or by proxy; ``way`` None: not here.

    ``at``: of the last arrival or departure. ``principals``: whose accepted proxies he
    holds, ``held``: for how many votes. ``given_to``: who holds his own proxy.
    """

    person: str
    name: str
    lots: str
    votes: int
    way: Way | None
    at: datetime | None
    principals: tuple[str, ...]
    held: int
    given_to: str

    @property
    def has_left(self) -> bool:
        return self.way is None and self.at is not None


@dataclass(frozen=True, slots=True)
class Suspended:
    """A lot whose holders have not named who votes for them (art. 3.87 §1)."""

    name: str
    lot: str
    votes: int


def seats(meeting: Meeting, names: Names) -> list[Seat]:
    """Return who may come, in the order of the deed, then the outsiders with a proxy."""
    roll = meeting.roll
    held: dict[str, list[str]] = {}
    given: dict[str, str] = {}
    for proxy in meeting.proxies:
        if proxy.stands:
            held.setdefault(proxy.holder, []).append(proxy.principal)
            given[proxy.principal] = proxy.holder
    found = []
    for person in dict.fromkeys([*roll.heads_of, *held]):
        heads, principals = roll.heads_of.get(person, ()), held.get(person, [])
        moves = meeting.movements(person)
        found.append(
            Seat(
                person=person,
                name=names[person],
                lots=_lots(heads),
                votes=sum(head.votes for head in heads),
                way=meeting.present.get(person),
                at=moves[-1].at if moves else None,
                principals=tuple(names[head] for head in principals),
                held=sum(roll.heads[head].votes for head in principals),
                given_to=next(
                    (names[given[head.id]] for head in heads if head.id in given), ""
                ),
            )
        )
    return found


def suspended(meeting: Meeting, names: Names) -> list[Suspended]:
    """Return the lots that nobody can vote for."""
    return [
        Suspended(names[line.head], line.label, line.votes)
        for line in meeting.roll.lines
        if line.voter is None
    ]


def _lots(heads: tuple[Head, ...]) -> str:
    return ", ".join(line.label for head in heads for line in head.lines)


# What is voted


@dataclass(frozen=True, slots=True)
class Entry:
    """A head that may vote on the open point: its lots, its votes, and what it chose.

    ``holder``: who votes for it, "" for its own voter. ``choice`` "split": not the same
    for all its lots. ``channel``: how the last ballot came. ``has_voted``: in secret.
    """

    head: str
    name: str
    holder: str
    person: str
    lines: tuple[Line, ...]
    votes: int
    choice: str
    channel: str
    is_barred: bool
    has_voted: bool

    @property
    def lots(self) -> str:
        return ", ".join(line.label for line in self.lines)


def entries(meeting: Meeting, item: str, names: Names) -> list[Entry]:
    """Return who may vote on an open point, in the order of the deed."""
    return list(_entries(meeting, item, names))


def _entries(meeting: Meeting, item: str, names: Names) -> Iterator[Entry]:
    powers, ballots = meeting.powers(item), meeting.ballots(item)
    key, voted = meeting.item(item).item.key, set(meeting.voted(item))
    for head, votes in powers.votes.items():
        known = meeting.roll.heads[head]
        lines = tuple(line for line in known.lines if line.votes_by(key))
        cast = [ballots[line.id] for line in lines if line.id in ballots]
        choices = {str(ballot.choice) for ballot in cast}
        if len(cast) < len(lines):
            choices.add("")
        person = powers.holders[head]
        yield Entry(
            head=head,
            name=names[head],
            holder=names[person] if person != known.voter else "",
            person=person,
            lines=lines,
            votes=votes,
            choice=choices.pop() if len(choices) == 1 else "split",
            channel=str(cast[-1].event.body["channel"]) if cast else "",
            is_barred=head in powers.barred,
            has_voted=head in voted or bool(cast),
        )


@dataclass(frozen=True, slots=True)
class Turnout:
    """How many of those who may vote have voted, as heads and as votes."""

    heads: int
    heads_total: int
    votes: int
    votes_total: int


def turnout(meeting: Meeting, item: str) -> Turnout:
    """Return how many have voted on a point that is or was open."""
    powers, ballots = meeting.powers(item), meeting.ballots(item)
    voted = set(meeting.voted(item))
    voted |= {meeting.roll.line_by_id[line].head for line in ballots}
    able = {head: votes for head, votes in powers.votes.items() if powers.counted[head]}
    return Turnout(
        heads=sum(head in voted for head in able),
        heads_total=len(able),
        votes=sum(votes for head, votes in able.items() if head in voted),
        votes_total=sum(able.values()),
    )


# The whole


@dataclass(frozen=True, slots=True)
class Console:
    """The meeting for the pages that hold it and show it.

    ``names``: of persons and heads; empty where nobody is named.
    """

    assembly: Assembly
    meeting: Meeting
    agenda: tuple[Stage, ...]
    names: Names

    @property
    def current(self) -> Stage | None:
        """The point that is open."""
        return next((one for one in self.agenda if one.state == "open"), None)

    @property
    def following(self) -> Stage | None:
        """The first point that has not been treated."""
        return next((one for one in self.agenda if one.state == "waiting"), None)

    @property
    def left(self) -> int:
        """How many points were neither treated nor postponed."""
        return sum(one.state in ("waiting", "open") for one in self.agenda)

    @property
    def quorum(self) -> Quorum:
        """The figures of now."""
        return self.meeting.quorum

    @property
    def is_over(self) -> bool:
        return self.meeting.end is not None

    @property
    def lacks_absent(self) -> bool:
        """Whether only absent owners prevented a decision (art. 3.88 §4)."""
        results = (self.meeting.result(item.item.id) for item in self.meeting.items)
        return any(missed_by_absence(one) for one in results if one)

    @property
    def lacks_members(self) -> bool:
        """Whether a decision failed for want of members: a second session takes it."""
        results = (self.meeting.result(item.item.id) for item in self.meeting.items)
        return any(one.presence_reached is False for one in results if one)

    @property
    def accepted(self) -> int:
        """How many proxies stand."""
        return sum(proxy.stands for proxy in self.meeting.proxies)

    @property
    def refused(self) -> int:
        """How many proxies were shown and give no power."""
        return sum(proxy.refused is not None for proxy in self.meeting.proxies)

    @property
    def chair(self) -> str:
        bureau = self.meeting.bureau
        return self.names[bureau.chair] if bureau else ""

    @property
    def may_decide(self) -> bool:
        """Whether it may decide; before the opening, whether it could be opened now."""
        opening = self.meeting.opening
        if opening is not None:
            return opening.may_decide
        return self.assembly.session > 1 or self.quorum.is_reached

    @property
    def reachable(self) -> list[Promise]:
        """The majorities that all who are represented can reach, in words."""
        return [MAJORITIES[majority] for majority in self.meeting.reachable]


def console_of(assembly: Assembly, names: Names = MappingProxyType({})) -> Console:
    """Return the meeting of an assembly whose attendance list is open."""
    meeting = meeting_of(assembly)
    items = assembly.items.select_related("key")
    return Console(assembly, meeting, tuple(stages(meeting, items)), names)


def log_of(assembly: Assembly) -> QuerySet[MeetingEvent]:
    """Return what the log of a meeting holds, the latest first."""
    events = MeetingEvent.objects.filter(assembly=assembly)
    return events.select_related("recorded_by").order_by("-number")


def names_in_log(assembly: Assembly) -> LogNames:
    """Return what the ids in a log are called: three statements."""
    lines = list(assembly.roll.all())
    return LogNames(
        people=names_of(assembly, lines),
        lots={str(line.uuid): line.label for line in lines},
        points={str(item.uuid): item for item in assembly.items.all()},
    )
