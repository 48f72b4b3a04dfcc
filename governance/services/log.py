"""The log of a meeting: an event is added when the fold takes it, and only then."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from governance.errors.meeting import EventRefused, NoRoll, NotFromAfar
from governance.meeting.chain import digest
from governance.meeting.events import Event, Refused, Way
from governance.models import Assembly, MeetingEvent
from governance.queries.meeting import standing

__all__ = ["add_event", "lock_meeting", "repeated"]


def lock_meeting(assembly: Assembly) -> Assembly:
    """Return the assembly locked: whoever else writes in its log waits.

    Raises:
        NoRoll: its attendance list is not open.
    """
    rows = Assembly.objects.select_for_update(of=["self"], no_key=True)
    locked = rows.select_related("tenant").get(pk=assembly.pk)
    if locked.roll_taken_at is None:
        raise NoRoll(locked)
    return locked


def repeated(assembly: Assembly, client_id: UUID | None) -> MeetingEvent | None:
    """Return the event that the same tap has caused before."""
    if client_id is None:
        return None
    events = MeetingEvent.objects.filter(assembly=assembly, client_id=client_id)
    return events.first()


@transaction.atomic
def add_event(
    assembly: Assembly,
    kind: str,
    body: Mapping[str, Any],
    *,
    by,
    client_id: UUID | None = None,
    at: datetime | None = None,
) -> MeetingEvent:
    """Add one event of governance/meeting/events.py to the log.

    ``client_id``: of the tap; the same one again changes nothing and returns the event
    of the first time. ``at``: now, unless an earlier moment is known; never before the
    last event.

    Raises:
        NoRoll: the attendance list is not open.
        NotFromAfar: somebody arrives in a way that the convocation does not offer.
        EventRefused: it cannot follow on those before it.
    """
    locked = lock_meeting(assembly)
    found = repeated(locked, client_id)
    if found is not None:
        return found
    if kind == "arrived" and body.get("way") == Way.REMOTE and not locked.is_remote:
        raise NotFromAfar(locked)
    meeting, previous = standing(locked)
    moment = at or timezone.now()
    if meeting.at is not None:
        moment = max(moment, meeting.at)
    number = meeting.number + 1
    try:
        meeting.apply(Event(number, moment, kind, body))
    except Refused as error:
        raise EventRefused(error.code) from error
    return MeetingEvent.objects.create(
        assembly=locked,
        number=number,
        at=moment,
        kind=kind,
        body=body,
        client_id=client_id,
        previous=previous,
        digest=digest(previous, number, moment, kind, body),
        recorded_by=by,
    )
