"""Events of a meeting that a program sends, each through the verb that it belongs to."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from governance.errors.meeting import EventRefused
from governance.meeting.events import OWN_CHANNELS, Code
from governance.models import AgendaItem, Assembly, MeetingEvent
from governance.services import meeting
from governance.services.ballots import cast_ballots
from governance.services.log import add_event

__all__ = ["KINDS", "record_event"]

Body = Mapping[str, Any]

#: of these the assembly itself knows the moment
_COURSE = {
    "opened": meeting.open_meeting,
    "adjourned": meeting.adjourn,
    "closed": meeting.close_meeting,
}
#: these are added to the log as they are
_PLAIN = (
    *("arrived", "left", "returned", "bureau", "conflict", "amended"),
    *("item-opened", "item-reopened", "item-postponed", "remark"),
)
#: what can be recorded so; votes of owners, proxies and signatures have their own way
KINDS = (*_PLAIN, *_COURSE, "item-closed", "ballot")


def record_event(
    assembly: Assembly, kind: str, body: Body, *, client_id: UUID, by
) -> MeetingEvent:
    """Add an event of ``KINDS``; the same ``client_id`` again changes nothing.

    The session that is opened, the outcome of a secret point and the operator of a
    ballot are known here: whatever ``body`` says of them is left aside.

    Raises:
        NoRoll, NothingChosen, EventRefused: see ``services.log.add_event``.
    """
    if kind in _PLAIN:
        return add_event(assembly, kind, body, by=by, client_id=client_id)
    if kind in _COURSE:
        return _COURSE[kind](assembly, by=by, client_id=client_id)
    act = _close if kind == "item-closed" else _type_in
    return act(_item(assembly, body), body, by=by, client_id=client_id)


def _item(assembly: Assembly, body: Body) -> AgendaItem:
    try:
        uuid = UUID(str(body.get("item")))
    except ValueError:
        raise EventRefused(Code.UNKNOWN_ITEM) from None
    item = assembly.items.select_related("assembly").filter(uuid=uuid).first()
    if item is None:
        raise EventRefused(Code.UNKNOWN_ITEM)
    return item


def _close(item: AgendaItem, body: Body, *, by, client_id: UUID) -> MeetingEvent:
    return meeting.close_item(item, by=by, client_id=client_id)


def _type_in(item: AgendaItem, body: Body, *, by, client_id: UUID) -> MeetingEvent:
    choices = body.get("choices")
    if not isinstance(choices, dict):
        raise EventRefused(Code.MALFORMED)
    if body.get("channel") in OWN_CHANNELS:
        raise EventRefused(Code.NOT_YOURS)
    return cast_ballots(
        item,
        choices,
        channel=body.get("channel"),
        person=body.get("person"),
        operator=str(by),
        reason=body.get("reason"),
        by=by,
        client_id=client_id,
    )
