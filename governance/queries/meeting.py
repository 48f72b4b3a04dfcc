"""The meeting as it stands: the fold of its log (governance/meeting/)."""

from typing import NamedTuple

from governance.meeting.chain import beginning
from governance.meeting.events import Event
from governance.meeting.fold import Meeting, fold
from governance.meeting.roll import roll_to_json
from governance.models import Assembly, MeetingEvent
from governance.queries.roll import frozen_roll

# Meetings that a process keeps folded; the log only grows, so a fold stays true.
MOST_KEPT = 4


class Standing(NamedTuple):
    """A meeting after its last event, and the digest of that one."""

    meeting: Meeting
    digest: str


_kept: dict[int, Standing] = {}


def standing(assembly: Assembly) -> Standing:
    """Return the meeting after all its events; its roll must have been taken.

    What this process folded before is not folded again: one statement then.
    """
    known = _kept.get(assembly.pk)
    since = known.meeting.number if known else 0
    events = MeetingEvent.objects.filter(assembly=assembly, number__gte=since)
    rows = list(events.order_by("number"))
    if known and since and rows and rows[0].digest == known.digest:
        found = _followed(known, rows[1:])
    else:
        found = _folded(assembly)
    _keep(assembly.pk, found)
    return found


def meeting_of(assembly: Assembly) -> Meeting:
    """Return the meeting after all its events; see ``standing``."""
    return standing(assembly).meeting


def meeting_at(assembly: Assembly, number: int) -> Meeting:
    """Return the meeting as it was after its event ``number``."""
    rows = MeetingEvent.objects.filter(assembly=assembly, number__lte=number)
    return fold(frozen_roll(assembly), map(as_event, rows.order_by("number")))


def as_event(row: MeetingEvent) -> Event:
    return Event(row.number, row.at, row.kind, row.body)


def _followed(known: Standing, rows: list[MeetingEvent]) -> Standing:
    meeting, digest = known
    for row in rows:
        meeting, digest = meeting.apply(as_event(row)), row.digest
    return Standing(meeting, digest)


def _folded(assembly: Assembly) -> Standing:
    roll = frozen_roll(assembly)
    rows = list(MeetingEvent.objects.filter(assembly=assembly).order_by("number"))
    digest = rows[-1].digest if rows else beginning(roll_to_json(roll))
    return Standing(fold(roll, map(as_event, rows)), digest)


def _keep(assembly: int, found: Standing) -> None:
    _kept.pop(assembly, None)
    _kept[assembly] = found
    while len(_kept) > MOST_KEPT:
        _kept.pop(next(iter(_kept)))
