"""An owner's own part in a meeting: he comes and goes from afar, and votes himself."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction

from buildings.models import Owner
from governance.errors.meeting import EventRefused, NotYourVote
from governance.errors.voting import NotFromHere, NotThere, OldForm
from governance.meeting.events import Channel, Code, Way
from governance.meeting.fold import Meeting
from governance.models import AgendaItem, Assembly, MeetingEvent
from governance.queries.meeting import meeting_of
from governance.services.ballots import cast_ballots, cast_secret_ballots
from governance.services.log import add_event, lock_meeting

__all__ = ["check_in", "check_out", "vote", "vote_in_secret"]

CHANNELS = {Way.REMOTE: Channel.REMOTE, Way.ROOM: Channel.PHONE}


@transaction.atomic
def check_in(
    assembly: Assembly, *, owner: Owner, by, client_id: UUID | None = None
) -> Meeting:
    """Note that an owner takes part from afar; who is there already stays so.

    Raises:
        NotFromAfar: the convocation does not provide for it.
        NoRoll: the attendance list is not open.
        EventRefused: he votes for nobody, or the meeting is over.
    """
    locked = lock_meeting(assembly)
    if str(owner.uuid) not in meeting_of(locked).present:
        body = {"person": str(owner.uuid), "way": Way.REMOTE}
        add_event(locked, "arrived", body, by=by, client_id=client_id)
    return meeting_of(locked)


@transaction.atomic
def check_out(
    assembly: Assembly, *, owner: Owner, by, client_id: UUID | None = None
) -> Meeting:
    """Note that an owner who took part from afar does not any more.

    Raises:
        NotFromHere: he is in the room.
        NoRoll: the attendance list is not open.
        EventRefused: the meeting is over.
    """
    locked = lock_meeting(assembly)
    way = meeting_of(locked).present.get(str(owner.uuid))
    if way is Way.ROOM:
        raise NotFromHere(owner)
    if way is not None:
        body = {"person": str(owner.uuid)}
        add_event(locked, "left", body, by=by, client_id=client_id)
    return meeting_of(locked)


@transaction.atomic
def vote(
    item: AgendaItem,
    choices: Mapping[str, str],
    *,
    owner: Owner,
    by,
    client_id: UUID | None = None,
) -> MeetingEvent:
    """Count the ballots of lots (ids of the roll) for which an owner votes now.

    The same form twice counts once.

    Raises:
        NotThere: he is not on the attendance list now.
        NotYourVote: somebody else votes for one of the lots, or nobody.
        OldForm: the form counted something else before.
        NoRoll, NothingChosen, EventRefused: see ``cast_ballots``.
    """
    way = _way(item, owner)
    try:
        event = cast_ballots(
            item,
            choices,
            channel=CHANNELS[way],
            person=str(owner.uuid),
            by=by,
            client_id=client_id,
        )
    except EventRefused as error:
        if error.code in {Code.NOT_YOURS, Code.LINE_ABSENT, Code.UNKNOWN_LINE}:
            raise NotYourVote(item) from error
        raise
    if event.body.get("choices") != dict(choices):
        raise OldForm(event)
    return event


@transaction.atomic
def vote_in_secret(
    item: AgendaItem,
    choices: Mapping[str, str],
    *,
    owner: Owner,
    by,
    client_id: UUID | None = None,
) -> MeetingEvent:
    """Cast the secret ballots of heads for which an owner votes now: they are final.

    The same form twice counts once.

    Raises:
        NotThere, NotYourVote: as for ``vote``.
        NoRoll, NothingChosen, EventRefused: see ``cast_secret_ballots``.
    """
    way = _way(item, owner)
    acting = meeting_of(item.assembly).represented
    for head in choices:
        if head not in acting or acting[head].holder != str(owner.uuid):
            raise NotYourVote(item)
    return cast_secret_ballots(
        item, choices, channel=CHANNELS[way], by=by, client_id=client_id
    )


def _way(item: AgendaItem, owner: Owner) -> Way:
    """Return how he is there; nothing changes that until the transaction ends."""
    locked = lock_meeting(item.assembly)
    way = meeting_of(locked).present.get(str(owner.uuid))
    if way is None:
        raise NotThere(owner)
    return way
