"""How well the result of a point holds: the certificate of governance/robustness.py."""

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from governance.meeting.fold import Meeting
from governance.meeting.roll import Roll

if TYPE_CHECKING:
    from governance.meeting.result import Result
    from governance.robustness import Certificate, Without


def certificate_of(meeting: Meeting, item: str) -> "Certificate[str] | None":
    """Return the certificate of a point that is closed and was voted openly.

    Its keys are heads, or persons who vote for several. None where there is no result,
    and where ``why_none`` says why.
    """
    from governance.robustness import certificate

    found = _result(meeting, item)
    if found is None or why_none(meeting, item) is not None:
        return None
    roll, known, presence = meeting.roll, meeting.item(item).item, found.presence
    powers = meeting.powers(item)
    return certificate(
        majority=known.asked,
        holdings=powers.votes,
        ballots={
            head: choices.pop() for head, choices in _choices(meeting, item).items()
        },
        holder_of=_heads_of_holders(roll, powers.holders, barred=powers.barred),
        barred=powers.barred,
        capped=roll.rules.cap,
        votes_total=roll.votes_by(known.key),
        present_only=known.present_only,
        heads_needed=presence.needed if presence else 0,
    )


def quorum_certificate_of(opened: Meeting) -> tuple[str, ...] | None:
    """Return whose fall would have left the meeting without a quorum at its opening.

    Heads, or persons who act for several; see ``quorum_certificate``. ``opened``: the
    meeting as it was opened, with a quorum.
    """
    from governance.robustness import quorum_certificate

    roll, acting = opened.roll, opened.represented
    holders = {head: one.holder for head, one in acting.items()}
    return quorum_certificate(
        heads={head: roll.heads[head].votes for head in acting},
        owners_total=len(roll.heads),
        votes_total=roll.votes,
        holder_of=_heads_of_holders(roll, holders),
    )


def why_none(meeting: Meeting, item: str) -> "Without | None":
    """Return why the result of a point has no certificate.

    None: it has one, or nothing was voted. A secret ballot, too few members (ASBL), or
    somebody split his lots: then no single ballot falls with him.
    """
    from governance.robustness import Without

    found = _result(meeting, item)
    if found is None:
        return None
    if meeting.item(item).item.secret:
        return Without.NAMELESS
    if found.presence is not None and not found.presence.reached:
        return Without.PRESENCE
    is_split = any(len(choices) > 1 for choices in _choices(meeting, item).values())
    return Without.SPLIT if is_split else None


def _result(meeting: Meeting, item: str) -> "Result | None":
    """Return the result of a closed vote: no certificate is given before."""
    return meeting.result(item) if meeting.item(item).closing else None


def _choices(meeting: Meeting, item: str) -> dict[str, set[str]]:
    """Return by head what its lots voted."""
    found: dict[str, set[str]] = {}
    for line, ballot in meeting.item(item).closing.ballots.items():
        head = meeting.roll.line_by_id[line].head
        found.setdefault(head, set()).add(str(ballot.choice))
    return found


def _heads_of_holders(
    roll: Roll, holders: Mapping[str, str], *, barred: Collection[str] = ()
) -> dict[str, str]:
    """Return by head who votes for it: the one head of that person, or the person.

    A person with two heads is one attendance beside them. Who has a conflict for his own
    head alone still votes for others, as a person.
    """
    own: dict[str, list[str]] = {}
    for head, holder in holders.items():
        if roll.heads[head].voter == holder:
            own.setdefault(holder, []).append(head)
    alone = {
        person: heads[0]
        for person, heads in own.items()
        if len(heads) == 1 and heads[0] not in barred
    }
    return {head: alone.get(holder, holder) for head, holder in holders.items()}
