"""Secret ballots at the end: from a box in the room, and what is said of them."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction

from governance.errors.meeting import WrongSlips
from governance.majorities import Tally, is_adopted
from governance.meeting import chain
from governance.meeting.events import Choice
from governance.meeting.fold import Meeting
from governance.meeting.result import presence_of, votes_in_all
from governance.models import AgendaItem, MeetingEvent, SecretBallot
from governance.queries.meeting import meeting_of
from governance.services.ballots import cast_secret_ballots
from governance.services.log import add_event, lock_meeting, repeated

__all__ = ["close_secret_item", "count_box"]

Slips = Mapping[int, Mapping[str, int]]


@transaction.atomic
def close_secret_item(
    item: AgendaItem, *, by, client_id: UUID | None = None
) -> MeetingEvent:
    """Close a secret vote and say of it what betrays nobody.

    The totals, where they force no ballot; otherwise the outcome alone. The head of the
    chain over its ballots is published with either.

    Raises:
        NoRoll, EventRefused: see ``add_event``.
    """
    locked = lock_meeting(item.assembly)
    found = repeated(locked, client_id)
    if found is not None:
        return found
    meeting = meeting_of(locked)
    body: dict[str, Any] = {"item": str(item.uuid)}
    if meeting.open_item == body["item"]:
        body |= _outcome(meeting, item)
    return add_event(locked, "item-closed", body, by=by, client_id=client_id)


def _outcome(meeting: Meeting, item: AgendaItem) -> dict[str, Any]:
    from governance.secrecy import Publication, publishable

    id_ = str(item.uuid)
    ballots = [
        chain.SecretBallot(str(one.id), one.choice, one.votes)
        for one in SecretBallot.objects.filter(item=item)
    ]
    totals = {str(choice): 0 for choice in Choice}
    for one in ballots:
        totals[one.choice] += one.votes
    counted = meeting.powers(id_).counted
    weights = [counted[head] for head in meeting.voted(id_)]
    is_safe = publishable(weights, totals) is Publication.TOTALS
    return {
        "totals": totals if is_safe else None,
        "adopted": _is_adopted(meeting, id_, totals),
        "head": chain.secret_head(id_, ballots),
    }


def _is_adopted(meeting: Meeting, id_: str, totals: Mapping[str, int]) -> bool:
    progress, powers = meeting.item(id_), meeting.powers(id_)
    item, opening = progress.item, meeting.opening
    presence = presence_of(
        meeting.roll, item, powers, is_second=opening is not None and opening.is_second
    )
    tally = Tally(
        votes_for=totals[Choice.FOR],
        votes_against=totals[Choice.AGAINST],
        abstentions=totals[Choice.ABSTAIN] + totals[Choice.BLANK],
        votes_total=votes_in_all(meeting.roll, item, powers),
    )
    return is_adopted(item.asked, tally) and (presence is None or presence.reached)


def count_box(
    item: AgendaItem,
    heads: Iterable[str],
    slips: Slips,
    *,
    by,
    client_id: UUID | None = None,
) -> MeetingEvent:
    """Count the slips of paper that these heads put into the box.

    ``slips``: for how many votes a slip counts, as is printed on it → by choice how many
    slips say so. Which slip is whose nobody writes down.

    Raises:
        WrongSlips: not one slip of the right votes for each head.
        NothingChosen: no head.
        NoRoll, EventRefused: see ``add_event``.
    """
    voting = list(dict.fromkeys(heads))
    counted = meeting_of(item.assembly).powers(str(item.uuid)).counted
    said = {
        votes: [choice for choice, count in by_choice.items() for _ in range(count)]
        for votes, by_choice in slips.items()
    }
    choices = {}
    for head in voting:
        of_these_votes = said.get(counted.get(head, 0))
        if not of_these_votes:
            raise WrongSlips(item)
        choices[head] = of_these_votes.pop()
    if any(said.values()):
        raise WrongSlips(item)
    return cast_secret_ballots(
        item, choices, channel="paper", by=by, client_id=client_id
    )
