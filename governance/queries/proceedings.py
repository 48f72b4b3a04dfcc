"""What the minutes of a meeting tell: the fold of its log with names and texts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils.translation import get_language

from governance.meeting.attendance import Proxy, ProxyRefusal, Representation
from governance.meeting.events import Choice, Way
from governance.meeting.fold import Meeting, fold
from governance.meeting.opening import Opening
from governance.meeting.proceedings import Bureau, Remark
from governance.meeting.progress import Progress, State
from governance.meeting.result import LineResult, Result
from governance.models import AgendaItem, Assembly, MeetingEvent
from governance.queries.certificates import (
    certificate_of,
    quorum_certificate_of,
    why_none,
)
from governance.queries.meeting import as_event, standing
from governance.queries.roll import frozen_roll, names_of
from governance.robustness import Certificate, Without

LANGUAGES = [code for code, _name in settings.LANGUAGES]
#: what the minutes name people for (art. 3.87 §10); blank ballots are not cast either
NAMED = (Choice.AGAINST, Choice.ABSTAIN, Choice.BLANK)
#: of a result in the register, those that the recount also gives
FIGURES = ("for", "against", "abstain", "blank", "total", "needed", "adopted")


@dataclass(frozen=True, slots=True)
class Attendee:
    """A head of the roll as it was at the opening; ``by``: nobody acted for it.

    ``votes``: of all its lots; ``suspended``: those among them that nobody casts.
    """

    name: str
    lots: str
    votes: int
    suspended: int
    by: Representation | None
    holder: str
    way: Way | None

    @property
    def is_proxy(self) -> bool:
        return self.by is not None and self.by.proxy is not None


@dataclass(frozen=True, slots=True)
class Coming:
    """Somebody came (``way``) or left (None) after the opening."""

    at: datetime
    name: str
    way: Way | None
    is_back: bool


@dataclass(frozen=True, slots=True)
class ProxyTold:
    principal: str
    holder: str
    votes: int
    refused: ProxyRefusal | None
    withdrawn_at: datetime | None
    withdrawn_because: str | None


@dataclass(frozen=True, slots=True)
class Named:
    """Who voted so, for how many votes; ``holder``: who did it for him, or nothing."""

    name: str
    votes: int
    holder: str


@dataclass(frozen=True, slots=True)
class Reduced:
    """Whose votes the cap cut: from ``votes`` to ``counted``."""

    name: str
    votes: int
    counted: int


@dataclass(frozen=True, slots=True)
class Excluded:
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reservation:
    at: datetime
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the agenda and what became of it; ``voters``: by choice, who.

    ``silent``: who took part and had no ballot. ``robustness``: how well the result
    holds; ``uncertified``: why nobody can say; neither where nothing was voted.
    ``weakest``: the fewest people whose invalidity turns it.
    """

    item: AgendaItem
    progress: Progress
    result: Result | None
    voters: Mapping[str, Sequence[Named]]
    silent: Sequence[Named]
    cuts: Sequence[Reduced]
    excluded: Sequence[Excluded]
    remarks: Sequence[Reservation]
    robustness: Certificate[str] | None
    uncertified: Without | None
    weakest: Sequence[str]

    @property
    def number(self) -> int:
        return self.item.position

    @property
    def was_voted(self) -> bool:
        return self.progress.is_voted and self.progress.state is State.CLOSED

    @property
    def was_treated(self) -> bool:
        return self.progress.state is State.CLOSED

    @property
    def text(self) -> str:
        """What was decided on, in the reader's language: as it was amended last."""
        if self.progress.amendments:
            return in_language(self.progress.amendments[-1].text)
        return self.item.motion

    @property
    def proposed(self) -> str:
        """What had been proposed, where it was amended; else nothing."""
        return self.item.motion if self.progress.amendments else ""


@dataclass(frozen=True, slots=True)
class Record:
    """A meeting from its beginning to its end, for its minutes.

    ``attendees``: all heads in the order of the deed. ``quorum_hangs_on``: the fewest
    people without whom there would have been no quorum; None: more than three, nobody:
    there was none, or none is asked. ``head``: the last digest of the meeting, before
    anybody signed its minutes.
    """

    assembly: Assembly
    opening: Opening
    bureau: Bureau | None
    chair: str
    ended_at: datetime
    attendees: Sequence[Attendee]
    comings: Sequence[Coming]
    proxies: Sequence[ProxyTold]
    points: Sequence[Point]
    remarks: Sequence[Reservation]
    votes: int
    quorum_hangs_on: Sequence[str] | None
    head: str

    @property
    def present(self) -> list[Attendee]:
        return [one for one in self.attendees if one.by is not None]

    @property
    def absent(self) -> list[Attendee]:
        return [one for one in self.attendees if one.by is None]

    @property
    def voted(self) -> list[Point]:
        return [point for point in self.points if point.was_voted]


def in_language(texts: Mapping[str, str]) -> str:
    """Return a text in the reader's language, else in the first one that has it."""
    for language in [get_language(), *LANGUAGES]:
        if texts.get(language or ""):
            return texts[language or ""]
    return next(iter(texts.values()))


def record_of(assembly: Assembly) -> Record | None:
    """Return what the minutes of an assembly tell; none before its end.

    The number of statements does not depend on the points, owners or ballots.
    """
    meeting = standing(assembly).meeting if assembly.ended_at else None
    if meeting is None or meeting.opening is None or meeting.ended_at is None:
        return None
    names = names_of(assembly)
    opened = _at_opening(assembly)
    bureau = meeting.bureau
    items = assembly.items.select_related("key").prefetch_related("conflicts__holding")
    return Record(
        assembly=assembly,
        opening=meeting.opening,
        bureau=bureau,
        chair=names[bureau.chair] if bureau else "",
        ended_at=meeting.ended_at,
        attendees=list(_attendees(opened, names)),
        comings=sorted(_comings(meeting, opened, names), key=lambda one: one.at),
        proxies=[_proxy(meeting, proxy, names) for proxy in meeting.proxies],
        points=[point_of(meeting, item, names) for item in items],
        remarks=_remarks(meeting.remarks, None, names),
        votes=meeting.roll.votes,
        quorum_hangs_on=_quorum_hangs_on(opened, names),
        head=head_of(assembly),
    )


def head_of(assembly: Assembly) -> str:
    """Return the digest of the event that ended a meeting: what its minutes show."""
    ends = MeetingEvent.objects.filter(
        assembly=assembly, kind__in=["closed", "adjourned"]
    )
    return ends.values_list("digest", flat=True).get()


def _at_opening(assembly: Assembly) -> Meeting:
    """Return the meeting as it was when it was opened."""
    events = MeetingEvent.objects.filter(assembly=assembly).order_by("number")
    until_opened = []
    for row in events:
        until_opened.append(as_event(row))
        if row.kind == "opened":
            break
    return fold(frozen_roll(assembly), until_opened)


def _quorum_hangs_on(opened: Meeting, names: Mapping[str, str]) -> Sequence[str] | None:
    opening = opened.opening
    asked = opened.roll.rules.quorum != "none" and not opening.is_second
    if not asked or not opening.quorum.is_reached:
        return ()
    found = quorum_certificate_of(opened)
    return None if found is None else [names[one] for one in found]


def _attendees(opened: Meeting, names: Mapping[str, str]) -> Iterator[Attendee]:
    roll, acting = opened.roll, opened.represented
    for head in roll.heads.values():
        lines = [line for line in roll.lines if line.head == head.id]
        by = acting.get(head.id)
        votes = sum(line.votes for line in lines)
        yield Attendee(
            name=names[head.id],
            lots=", ".join(line.label for line in lines),
            votes=votes,
            suspended=votes - head.votes,
            by=by,
            holder=names[by.holder] if by else "",
            way=opened.present[by.holder] if by else None,
        )


def _comings(
    meeting: Meeting, opened: Meeting, names: Mapping[str, str]
) -> Iterator[Coming]:
    for person, name in names.items():
        before = len(opened.movements(person))
        for place, move in enumerate(meeting.movements(person)):
            if place >= before:
                yield Coming(move.at, name, move.way, is_back=place > 0)


def _proxy(meeting: Meeting, proxy: Proxy, names: Mapping[str, str]) -> ProxyTold:
    return ProxyTold(
        principal=names[proxy.principal],
        holder=names[proxy.holder],
        votes=meeting.roll.heads[proxy.principal].votes,
        refused=proxy.refused,
        withdrawn_at=proxy.withdrawn_at,
        withdrawn_because=proxy.withdrawn_because,
    )


def point_of(meeting: Meeting, item: AgendaItem, names: Mapping[str, str]) -> Point:
    key = str(item.uuid)
    progress = meeting.item(key)
    found = meeting.result(key) if progress.state is State.CLOSED else None
    lines = found.lines if found and not progress.item.secret else ()
    voting = [line for line in lines if not line.is_barred]
    robustness = certificate_of(meeting, key)
    return Point(
        item=item,
        progress=progress,
        result=found,
        voters={
            str(choice): _named(voting, choice, names, meeting) for choice in NAMED
        },
        silent=_named(voting, None, names, meeting),
        cuts=[
            Reduced(names[cut.head], cut.votes, cut.counted)
            for cut in (found.cuts if found else ())
        ],
        excluded=list(_excluded(item, progress, names)),
        remarks=_remarks(meeting.remarks, key, names),
        robustness=robustness,
        uncertified=why_none(meeting, key) if found else None,
        weakest=[names[one] for one in (robustness and robustness.smallest) or ()],
    )


def _named(
    lines: Iterable[LineResult],
    choice: Choice | None,
    names: Mapping[str, str],
    meeting: Meeting,
) -> list[Named]:
    """Return who chose so, one row for each head in the order of the roll."""
    votes: dict[str, int] = {}
    holders: dict[str, str] = {}
    for line in lines:
        if line.choice == choice:
            votes[line.head] = votes.get(line.head, 0) + line.counted
            holders[line.head] = line.holder
    voters = {head: meeting.roll.heads[head].voter for head in votes}
    return [
        Named(
            names[head],
            counted,
            names[holders[head]] if holders[head] != voters[head] else "",
        )
        for head, counted in votes.items()
    ]


def _excluded(
    item: AgendaItem, progress: Progress, names: Mapping[str, str]
) -> Iterator[Excluded]:
    """Yield who could not vote: known when it was convened, or noted in the meeting."""
    for known in item.conflicts.all():
        name = names.get(str(known.holding.uuid))
        if name is not None:  # who sold since is not in the roll
            yield Excluded(name, known.reason)
    for noted in progress.conflicts:
        yield Excluded(names.get(noted.barred, noted.barred), noted.reason)


def _remarks(
    remarks: Iterable[Remark], item: str | None, names: Mapping[str, str]
) -> list[Reservation]:
    return [
        Reservation(remark.at, names.get(remark.person or "", ""), remark.text)
        for remark in remarks
        if remark.item == item
    ]


def result_to_json(point: Point) -> dict[str, Any]:
    """Return the figures that the register keeps of a result; null when withheld.

    Beside those of the recount: ``tie``, ``cuts`` (name, votes, counted) and, where a
    part of the members is asked, ``presence`` (present, total).
    """
    found = point.result
    if found is None:
        return {}
    presence = found.presence
    return {
        **found.to_json(),
        "tie": found.is_tie,
        "cuts": [[cut.name, cut.votes, cut.counted] for cut in point.cuts],
        "presence": presence and [presence.present, presence.total],
        "secret": point.progress.item.secret,
    }
