"""The chain of digests over the events of a meeting, and over secret ballots. Pure.

What is hashed is text that a stranger can write down: docs/rules/meeting.md.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from governance.meeting.events import Body, Event
from governance.meeting.roll import Roll, roll_to_json


@dataclass(frozen=True, slots=True)
class SecretBallot:
    """A secret ballot: a random id, no person, no moment, no order."""

    id: str
    choice: str
    votes: int


def canonical(value: object) -> bytes:
    """Write JSON on one line: names sorted, no spaces, characters as they are."""
    return json.dumps(
        value,
        ensure_ascii=False,
        allow_nan=False,
        sort_keys=True,
        separators=(",", ":"),
    ).encode()


def moment(at: datetime) -> str:
    """Write a moment in UTC with six decimals of a second."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def beginning(roll: Mapping[str, Any]) -> str:
    """Return what stands before the first event: the digest of the roll as JSON."""
    return hashlib.sha256(canonical(roll)).hexdigest()


def digest(previous: str, number: int, at: datetime, kind: str, body: Body) -> str:
    """Return the digest of an event, which seals all those before it."""
    return _link(
        previous, {"number": number, "at": moment(at), "kind": kind, "body": body}
    )


def digests(roll: Roll, events: Iterable[Event]) -> list[str]:
    """Return the digest of each event."""
    found = []
    previous = beginning(roll_to_json(roll))
    for event in events:
        previous = digest(previous, event.number, event.at, event.kind, event.body)
        found.append(previous)
    return found


def first_break(roll: Roll, events: Sequence[Event], kept: Sequence[str]) -> int | None:
    """Return where the digests that were kept first differ, or None when they agree.

    A position counted from 1: of an event that was changed, removed or slipped in.
    Events taken away at the end are seen by who knows the last digest.
    """
    found = digests(roll, events)
    for position, (one, other) in enumerate(zip(found, kept, strict=False), start=1):
        if one != other:
            return position
    return None if len(found) == len(kept) else min(len(found), len(kept)) + 1


def secret_head(item: str, ballots: Iterable[SecretBallot]) -> str:
    """Return the last digest over the ballots of a secret item, sorted by their ids.

    The chain begins with the digest of the id of the item.
    """
    previous = hashlib.sha256(item.encode()).hexdigest()
    for ballot in sorted(ballots, key=lambda ballot: ballot.id):
        previous = _link(
            previous,
            {"id": ballot.id, "choice": ballot.choice, "votes": ballot.votes},
        )
    return previous


def _link(previous: str, value: Mapping[str, Any]) -> str:
    return hashlib.sha256(previous.encode() + b"\n" + canonical(value)).hexdigest()
