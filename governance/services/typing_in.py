"""Ballots that the secretary types in: of the whole room at once, or from paper."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from governance.meeting.events import NONE, Choice
from governance.models import AgendaItem, MeetingEvent
from governance.queries.meeting import meeting_of
from governance.services.ballots import cast_ballots
from governance.services.log import lock_meeting, repeated

__all__ = ["all_for_except", "type_in"]


@transaction.atomic
def all_for_except(
    item: AgendaItem,
    exceptions: Mapping[str, str],
    *,
    operator: str,
    by,
    client_id: UUID | None = None,
    at: datetime | None = None,
) -> MeetingEvent:
    """Count everybody in the room for, except the lines (ids) that chose otherwise.

    Who voted already keeps his ballot, unless he is among ``exceptions``; "none" there
    leaves a line out. Who may not vote for a conflict of interest is left out too.
    ``at``: now, unless an earlier moment is known.

    Raises:
        NothingChosen: nothing would change.
        NoRoll, EventRefused: see ``add_event``; nothing was counted.
    """
    locked = lock_meeting(item.assembly)
    found = repeated(locked, client_id)
    if found is not None:
        return found
    meeting, id_ = meeting_of(locked), str(item.uuid)
    powers, ballots = meeting.powers(id_), meeting.ballots(id_)
    counted = {line: str(ballot.choice) for line, ballot in ballots.items()}
    key = meeting.item(id_).item.key
    waiting = [
        line.id
        for head in meeting.represented
        if head in powers.votes and head not in powers.barred
        for line in meeting.roll.heads[head].lines
        if line.votes_by(key) and line.id not in counted
    ]
    chosen = dict.fromkeys(waiting, str(Choice.FOR)) | dict(exceptions)
    return cast_ballots(
        item,
        {
            line: choice
            for line, choice in chosen.items()
            if choice != counted.get(line, NONE)
        },
        channel="room",
        operator=operator,
        by=by,
        client_id=client_id,
        at=at,
    )


def type_in(
    item: AgendaItem,
    choices: Mapping[str, str],
    *,
    channel: str,
    operator: str,
    reason: str,
    by,
    person: str | None = None,
    client_id: UUID | None = None,
) -> MeetingEvent:
    """Count what somebody wrote or said: ``choices`` by line, ``channel`` paper or room.

    ``person``: for whom it is typed. ``reason``: why he does not vote himself.

    Raises:
        NothingChosen: no line.
        NoRoll, EventRefused: see ``add_event``; nothing was counted.
    """
    return cast_ballots(
        item,
        choices,
        channel=channel,
        person=person,
        operator=operator,
        reason=reason,
        by=by,
        client_id=client_id,
    )
