"""The chain of seals over the events of one tenant: docs/rules/audit.md. Pure.

An event is hashed alone. A seal hashes what it says of itself, the seal before it and
the events that it seals. Everything hashed is text, so that a stranger can compute it.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

# The first line of what is hashed: a seal never passes for an event, nor the reverse.
EVENT_DOMAIN = "koprogo audit event 1"
SEAL_DOMAIN = "koprogo audit seal 1"
# What stands before the first seal.
BEGINNING = "0" * 64


@dataclass(frozen=True, slots=True)
class Event:
    """An event as the database keeps it; ``actor`` is a primary key, None the system."""

    tenant: int
    id: int
    uuid: UUID
    action: str
    target: str
    actor: int | None
    at: datetime
    data: object


@dataclass(frozen=True, slots=True)
class Header:
    """What a seal says of itself: the events by id, how many, and in all until now."""

    tenant: int
    number: int
    first: int
    last: int
    count: int
    total: int
    sealed_at: datetime
    previous: str


@dataclass(frozen=True, slots=True)
class Seal:
    """A seal as it was written, with 64 hexadecimal digits of SHA-256."""

    header: Header
    hash: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """That an event is in a seal, and its hash at that moment."""

    event: int
    hash: str


class Reason(StrEnum):
    """What is wrong; the first thing that is, in the order of the chain."""

    SEAL_MISSING = "the seal is missing"
    SEAL_CHANGED = "the seal was changed"
    EVENT_MISSING = "was removed"
    EVENT_CHANGED = "was changed"
    EVENT_SLIPPED_IN = "was slipped in: it waits for no seal and has none"


@dataclass(frozen=True, slots=True)
class Break:
    """Where a chain breaks: a seal, one of its events, or an event of no seal."""

    reason: Reason
    seal: int | None = None
    event: int | None = None

    def __str__(self) -> str:
        where = f"seal {self.seal}: " if self.seal else ""
        what = f"event {self.event} " if self.event else ""
        return f"{where}{what}{self.reason}"


def event_hash(event: Event) -> str:
    """Return the SHA-256 of an event."""
    return _digest(EVENT_DOMAIN, _canonical(asdict(event)))


def seal_hash(header: Header, leaves: Sequence[Leaf]) -> str:
    """Return the SHA-256 of a seal over ``leaves``, in the order of their events."""
    return _digest(
        SEAL_DOMAIN, _canonical(asdict(header)), *(leaf.hash for leaf in leaves)
    )


def next_header(
    before: Seal | None, leaves: Sequence[Leaf], *, tenant: int, sealed_at: datetime
) -> Header:
    """Return what the seal that follows ``before`` has to say of itself.

    ``leaves``: at least one, in the order of their events.
    """
    return Header(
        tenant=tenant,
        number=before.header.number + 1 if before else 1,
        first=leaves[0].event,
        last=leaves[-1].event,
        count=len(leaves),
        total=(before.header.total if before else 0) + len(leaves),
        sealed_at=sealed_at,
        previous=before.hash if before else BEGINNING,
    )


def check_seal(
    seal: Seal,
    leaves: Sequence[Leaf],
    events: Mapping[int, Event],
    *,
    before: Seal | None,
) -> Break | None:
    """Compute a seal again from ``events`` by id; return what breaks it, or None.

    ``before``: the seal before it, found sound; None for the first one.
    """
    number = before.header.number + 1 if before else 1
    if seal.header.number != number:
        return Break(Reason.SEAL_MISSING, seal=number)
    for leaf in leaves:
        if leaf.event not in events:
            return Break(Reason.EVENT_MISSING, seal=number, event=leaf.event)
        if event_hash(events[leaf.event]) != leaf.hash:
            return Break(Reason.EVENT_CHANGED, seal=number, event=leaf.event)
    if not leaves or seal != _made_again(seal, leaves, before):
        return Break(Reason.SEAL_CHANGED, seal=number)
    return None


def _made_again(seal: Seal, leaves: Sequence[Leaf], before: Seal | None) -> Seal:
    header = next_header(
        before, leaves, tenant=seal.header.tenant, sealed_at=seal.header.sealed_at
    )
    return Seal(header, seal_hash(header, leaves))


def _canonical(values: Mapping[str, object]) -> str:
    """Write JSON on one line: names sorted, no spaces, characters as they are."""
    return json.dumps(
        values,
        ensure_ascii=False,
        allow_nan=False,
        sort_keys=True,
        separators=(",", ":"),
        default=as_text,
    )


def as_text(value: object) -> str:
    """Write a moment in UTC with six decimals of a second, an UUID with its dashes."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return str(value)


def _digest(*lines: str) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
