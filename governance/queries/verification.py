"""What an owner compares: the seal of each point and of the meeting."""

from typing import NamedTuple

from governance.models import AgendaItem, Assembly, MeetingEvent
from governance.queries.meeting import meeting_of
from governance.queries.proceedings import head_of


class Seal(NamedTuple):
    """``digest``: of the event that closed a point. ``ballots``: over secret ones."""

    item: AgendaItem
    digest: str
    ballots: str


class Seals(NamedTuple):
    """``head``: of the end of the meeting, as its minutes show it."""

    points: list[Seal]
    head: str
    latest: str
    events: int


def seals_of(assembly: Assembly) -> Seals:
    """Return the seals of a meeting that ended."""
    rows = list(MeetingEvent.objects.filter(assembly=assembly).order_by("number"))
    closed = {row.body["item"]: row.digest for row in rows if row.kind == "item-closed"}
    meeting = meeting_of(assembly)
    points = []
    for item in assembly.items.order_by("position"):
        digest = closed.get(str(item.uuid))
        if digest is not None:
            closing = meeting.item(str(item.uuid)).closing
            outcome = closing and closing.outcome
            points.append(Seal(item, digest, outcome.head if outcome else ""))
    return Seals(points, head_of(assembly), rows[-1].digest, len(rows))
