"""The meeting as its secretary holds it: who comes and goes, and point after point.

Each verb adds one event to the log, or is refused by the fold and changes nothing. The
same ``client_id`` again, of a double click or a retry, returns the event of the first
time.
"""

from collections.abc import Iterable, Mapping
from uuid import UUID, uuid5

from django.db import transaction

from governance.errors.meeting import EventRefused
from governance.meeting.events import Way
from governance.models import AgendaItem, Assembly, MeetingEvent
from governance.services.log import add_event, lock_meeting
from governance.services.secret import close_secret_item
from koprogo.audit.services import record

__all__ = [
    "add_remark",
    "adjourn",
    "amend",
    "arrive",
    "arrive_together",
    "close_item",
    "close_meeting",
    "declare_conflict",
    "leave",
    "leave_together",
    "name_bureau",
    "open_item",
    "open_meeting",
    "postpone_item",
    "reopen_item",
    "return_",
    "return_together",
]

Refusals = list[tuple[str, EventRefused]]


# Who is there


def arrive(
    assembly: Assembly,
    person: str,
    *,
    way: str = Way.ROOM,
    by,
    client_id: UUID | None = None,
) -> MeetingEvent:
    """Note that a person comes, into the room or from afar.

    Raises:
        NotFromAfar: the convocation does not provide for it.
        NoRoll, EventRefused: see ``add_event``, here and in all that follows.
    """
    body = {"person": person, "way": str(way)}
    return add_event(assembly, "arrived", body, by=by, client_id=client_id)


def leave(
    assembly: Assembly, person: str, *, by, client_id: UUID | None = None
) -> MeetingEvent:
    return add_event(assembly, "left", {"person": person}, by=by, client_id=client_id)


def return_(
    assembly: Assembly, person: str, *, by, client_id: UUID | None = None
) -> MeetingEvent:
    """Note that a person who left is back, in the way in which he was there."""
    body = {"person": person}
    return add_event(assembly, "returned", body, by=by, client_id=client_id)


@transaction.atomic
def arrive_together(
    assembly: Assembly,
    persons: Iterable[str],
    *,
    way: str = Way.ROOM,
    by,
    client_id: UUID | None = None,
) -> Refusals:
    """Note that several come; return those who cannot, each with the reason."""
    lock_meeting(assembly)
    return _together(
        persons,
        lambda person, tap: arrive(assembly, person, way=way, by=by, client_id=tap),
        client_id,
    )


@transaction.atomic
def leave_together(
    assembly: Assembly, persons: Iterable[str], *, by, client_id: UUID | None = None
) -> Refusals:
    """Note that several leave; return those who cannot, each with the reason."""
    lock_meeting(assembly)
    return _together(
        persons,
        lambda person, tap: leave(assembly, person, by=by, client_id=tap),
        client_id,
    )


@transaction.atomic
def return_together(
    assembly: Assembly, persons: Iterable[str], *, by, client_id: UUID | None = None
) -> Refusals:
    """Note that several are back; return those who cannot, each with the reason."""
    lock_meeting(assembly)
    return _together(
        persons,
        lambda person, tap: return_(assembly, person, by=by, client_id=tap),
        client_id,
    )


def _together(persons: Iterable[str], note, client_id: UUID | None) -> Refusals:
    """One event for each person; the tap is known for each of them."""
    refused = []
    for person in dict.fromkeys(persons):
        try:
            note(person, client_id and uuid5(client_id, person))
        except EventRefused as error:
            refused.append((person, error))
    return refused


# The course of the meeting


def name_bureau(
    assembly: Assembly,
    *,
    chair: str,
    secretary: str,
    by,
    client_id: UUID | None = None,
) -> MeetingEvent:
    """Name the person who presides and who writes the minutes (art. 3.87 §5)."""
    body = {"chair": chair, "secretary": secretary}
    return add_event(assembly, "bureau", body, by=by, client_id=client_id)


@transaction.atomic
def open_meeting(
    assembly: Assembly, *, by, client_id: UUID | None = None
) -> MeetingEvent:
    """Open the meeting: the quorum is asked now and never again (art. 3.87 §5)."""
    locked = lock_meeting(assembly)
    body = {"session": locked.session}
    event = add_event(locked, "opened", body, by=by, client_id=client_id)
    return _note(locked, event, "opened_at", "assembly.opened", by=by)


@transaction.atomic
def adjourn(assembly: Assembly, *, by, client_id: UUID | None = None) -> MeetingEvent:
    """End a first session that has no quorum: the second one decides."""
    locked = lock_meeting(assembly)
    event = add_event(locked, "adjourned", {}, by=by, client_id=client_id)
    return _note(locked, event, "adjourned_at", "assembly.adjourned", by=by)


@transaction.atomic
def close_meeting(
    assembly: Assembly, *, by, client_id: UUID | None = None
) -> MeetingEvent:
    """End the meeting; what is left of the agenda was not decided."""
    locked = lock_meeting(assembly)
    event = add_event(locked, "closed", {}, by=by, client_id=client_id)
    return _note(locked, event, "closed_at", "assembly.closed", by=by)


def _note(
    assembly: Assembly, event: MeetingEvent, moment: str, action: str, *, by
) -> MeetingEvent:
    """Write the moment of the event on the assembly too, the first time."""
    if getattr(assembly, moment) is None:
        setattr(assembly, moment, event.at)
        assembly.save(update_fields=[moment])
        record(action, target=assembly, by=by)
    return event


def add_remark(
    assembly: Assembly,
    *,
    text: str,
    item: AgendaItem | None = None,
    person: str | None = None,
    by,
    client_id: UUID | None = None,
) -> MeetingEvent:
    """Keep a reservation for the minutes, of a person or of the meeting."""
    body = {"item": item and str(item.uuid), "person": person, "text": text}
    return add_event(assembly, "remark", body, by=by, client_id=client_id)


# The points of the agenda


def open_item(item: AgendaItem, *, by, client_id: UUID | None = None) -> MeetingEvent:
    """Put a point to the vote, or open the talk on a piece of information."""
    return _on(item, "item-opened", by=by, client_id=client_id)


def close_item(item: AgendaItem, *, by, client_id: UUID | None = None) -> MeetingEvent:
    """Close the vote: its result stands, also when people leave afterwards."""
    if item.is_secret:
        return close_secret_item(item, by=by, client_id=client_id)
    return _on(item, "item-closed", by=by, client_id=client_id)


def reopen_item(
    item: AgendaItem, *, reason: str, by, client_id: UUID | None = None
) -> MeetingEvent:
    """Open a closed vote again: its ballots stay, and may be changed."""
    return _on(item, "item-reopened", by=by, client_id=client_id, reason=reason)


def postpone_item(
    item: AgendaItem, *, reason: str, by, client_id: UUID | None = None
) -> MeetingEvent:
    """Leave a point for later or for another meeting."""
    return _on(item, "item-postponed", by=by, client_id=client_id, reason=reason)


def amend(
    item: AgendaItem,
    *,
    text: Mapping[str, str],
    reason: str,
    by,
    client_id: UUID | None = None,
) -> MeetingEvent:
    """Put another text to the vote; ``text``: by language."""
    more = {"text": dict(text), "reason": reason}
    return _on(item, "amended", by=by, client_id=client_id, **more)


def declare_conflict(
    item: AgendaItem,
    *,
    reason: str,
    person: str | None = None,
    head: str | None = None,
    by,
    client_id: UUID | None = None,
) -> MeetingEvent:
    """Keep a person, or a head, from voting on a point (art. 3.87 §9)."""
    more = {"person": person, "head": head, "reason": reason}
    return _on(item, "conflict", by=by, client_id=client_id, **more)


def _on(
    item: AgendaItem, kind: str, *, by, client_id: UUID | None, **more
) -> MeetingEvent:
    body = {"item": str(item.uuid), **more}
    return add_event(item.assembly, kind, body, by=by, client_id=client_id)
