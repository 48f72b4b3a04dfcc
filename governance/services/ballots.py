"""Ballots: one that counts of each line, the last before the item is closed."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from governance.errors.meeting import NothingChosen
from governance.meeting.events import NONE
from governance.models import (
    AgendaItem,
    CountedBallot,
    MeetingEvent,
    RollLine,
    SecretBallot,
    SecretVoter,
)
from governance.queries.meeting import meeting_of
from governance.services.log import add_event, lock_meeting, repeated

__all__ = ["cast_ballots", "cast_secret_ballots"]


@transaction.atomic
def cast_ballots(
    item: AgendaItem,
    choices: Mapping[str, str],
    *,
    channel: str,
    by,
    person: str | None = None,
    operator: str | None = None,
    reason: str | None = None,
    client_id: UUID | None = None,
    at: datetime | None = None,
) -> MeetingEvent:
    """Count what lines (ids of the roll) choose; "none" takes a ballot back.

    ``person``: who votes, by phone or from afar; ``operator``: who typed it for him, and
    ``reason`` why. ``at``: now, unless an earlier moment is known.

    Raises:
        NothingChosen: no line.
        NoRoll, EventRefused: see ``add_event``; nothing was counted.
    """
    if not choices:
        raise NothingChosen(item)
    locked = lock_meeting(item.assembly)
    found = repeated(locked, client_id)
    if found is not None:
        return found
    body = {
        "item": str(item.uuid),
        "choices": dict(choices),
        "person": person,
        "channel": channel,
        "operator": operator,
        "reason": reason,
    }
    event = add_event(locked, "ballot", body, by=by, client_id=client_id, at=at)
    _count(item, choices, event)
    return event


def _count(item: AgendaItem, choices: Mapping[str, str], event: MeetingEvent) -> None:
    lines = dict(
        RollLine.objects.filter(assembly=item.assembly_id).values_list("uuid", "pk")
    )
    chosen = {lines[UUID(line)]: choice for line, choice in choices.items()}
    back = [line for line, choice in chosen.items() if choice == NONE]
    if back:
        CountedBallot.objects.filter(item=item, line__in=back).delete()
    CountedBallot.objects.bulk_create(
        [
            CountedBallot(item=item, line_id=line, event=event, choice=choice)
            for line, choice in chosen.items()
            if choice != NONE
        ],
        update_conflicts=True,
        unique_fields=["tenant", "item", "line"],
        update_fields=["event", "choice"],
    )


@transaction.atomic
def cast_secret_ballots(
    item: AgendaItem,
    choices: Mapping[str, str],
    *,
    channel: str,
    by,
    client_id: UUID | None = None,
) -> MeetingEvent:
    """Count what heads choose in secret: final, and kept apart from who they are.

    Who asks must have made sure that this person acts for these heads.

    Raises:
        NothingChosen: no head.
        NoRoll, EventRefused: see ``add_event``; nothing was counted.
    """
    if not choices:
        raise NothingChosen(item)
    locked = lock_meeting(item.assembly)
    found = repeated(locked, client_id)
    if found is not None:
        return found
    body = {"item": str(item.uuid), "heads": sorted(choices), "channel": channel}
    event = add_event(locked, "voted", body, by=by, client_id=client_id)
    counted = meeting_of(locked).powers(str(item.uuid)).counted
    SecretVoter.objects.bulk_create(
        SecretVoter(item=item, head=head) for head in choices
    )
    ballots = [
        SecretBallot(item=item, choice=choice, votes=counted[head])
        for head, choice in choices.items()
    ]
    # Their ids are random: sorted by them, the order tells nothing of the heads.
    SecretBallot.objects.bulk_create(sorted(ballots, key=lambda each: each.id))
    return event
