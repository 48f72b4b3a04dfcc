"""The pure chain: each thing that is hashed matters, and each break has its name."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest

from koprogo.audit.chain import (
    BEGINNING,
    Break,
    Event,
    Leaf,
    Reason,
    Seal,
    check_seal,
    event_hash,
    next_header,
    seal_hash,
)

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
EVENT = Event(
    tenant=7,
    id=40,
    uuid=UUID("0b8f6f3e-9d1c-4f1e-8a55-0a51f2c3d4e5"),
    action="lot.created",
    target="buildings.Lot:3",
    actor=12,
    at=NOON,
    data={"code": "A1", "shares": 500},
)


def made(before, *events, at=NOON):
    """Return a seal over ``events`` with its leaves."""
    leaves = [Leaf(event.id, event_hash(event)) for event in events]
    header = next_header(before, leaves, tenant=7, sealed_at=at)
    return Seal(header, seal_hash(header, leaves)), leaves


def by_id(*events):
    return {event.id: event for event in events}


OTHER = replace(EVENT, id=41, uuid=UUID(int=41), actor=None)
FIRST, FIRST_LEAVES = made(None, EVENT, OTHER)
LATE = replace(EVENT, id=39, uuid=UUID(int=39))
SECOND, SECOND_LEAVES = made(FIRST, LATE)


def test_the_chain_begins_with_nothing_and_counts_on():
    first, second = FIRST.header, SECOND.header
    assert (first.number, first.first, first.last, first.count, first.total) == (
        1,
        40,
        41,
        2,
        2,
    )
    assert first.previous == BEGINNING
    assert (second.number, second.first, second.count, second.total) == (2, 39, 1, 3)
    assert second.previous == FIRST.hash


def test_an_event_that_committed_late_is_sealed_later_and_the_chain_is_sound():
    assert check_seal(FIRST, FIRST_LEAVES, by_id(EVENT, OTHER), before=None) is None
    assert check_seal(SECOND, SECOND_LEAVES, by_id(LATE), before=FIRST) is None


@pytest.mark.parametrize(
    "change",
    [
        {"tenant": 8},
        {"id": 42},
        {"uuid": UUID(int=1)},
        {"action": "lot.changed"},
        {"target": "buildings.Lot:4"},
        {"actor": None},
        {"at": NOON + timedelta(microseconds=1)},
        {"data": {"code": "A1", "shares": 501}},
        {"data": {"code": "A1", "shares": "500"}},
    ],
    ids=str,
)
def test_each_field_of_an_event_changes_its_hash(change):
    assert event_hash(replace(EVENT, **change)) != event_hash(EVENT)


def test_the_clock_of_another_place_shows_the_same_moment():
    there = NOON.astimezone(timezone(timedelta(hours=2)))
    assert event_hash(replace(EVENT, at=there)) == event_hash(EVENT)


def test_the_order_of_names_does_not_matter():
    data = {"shares": 500, "code": "A1"}
    assert event_hash(replace(EVENT, data=data)) == event_hash(EVENT)


@pytest.mark.parametrize(
    "change",
    [
        {"tenant": 8},
        {"number": 3},
        {"first": 38},
        {"last": 40},
        {"count": 2},
        {"total": 4},
        {"sealed_at": NOON + timedelta(microseconds=1)},
        {"previous": BEGINNING},
    ],
    ids=str,
)
def test_each_field_of_a_seal_changes_its_hash(change):
    header = replace(SECOND.header, **change)
    assert seal_hash(header, SECOND_LEAVES) != SECOND.hash


def broken(seal, leaves, events, *, before):
    found = check_seal(seal, leaves, by_id(*events), before=before)
    return (found.reason, found.seal, found.event)


def test_a_changed_event_is_named():
    forged = replace(OTHER, actor=13)
    assert broken(FIRST, FIRST_LEAVES, [EVENT, forged], before=None) == (
        Reason.EVENT_CHANGED,
        1,
        41,
    )


def test_a_removed_event_is_named():
    assert broken(FIRST, FIRST_LEAVES, [EVENT], before=None) == (
        Reason.EVENT_MISSING,
        1,
        41,
    )


def test_a_missing_seal_is_named():
    assert broken(SECOND, SECOND_LEAVES, [LATE], before=None) == (
        Reason.SEAL_MISSING,
        1,
        None,
    )


def forged_event():
    """An event changed together with its leaf: only the seal knows."""
    event = replace(EVENT, actor=99)
    return [event, OTHER], [Leaf(40, event_hash(event)), FIRST_LEAVES[1]]


FORGED_EVENTS, FORGED_LEAVES = forged_event()


@pytest.mark.parametrize(
    ("leaves", "events"),
    [
        (FORGED_LEAVES, FORGED_EVENTS),
        (FIRST_LEAVES[:1], [EVENT]),
        (list(reversed(FIRST_LEAVES)), [EVENT, OTHER]),
        (
            [*FIRST_LEAVES, Leaf(42, event_hash(replace(EVENT, id=42)))],
            [EVENT, OTHER, replace(EVENT, id=42)],
        ),
        ([], []),
    ],
)
def test_events_that_are_not_those_that_were_sealed(leaves, events):
    assert broken(FIRST, leaves, events, before=None) == (Reason.SEAL_CHANGED, 1, None)


def test_a_seal_made_anew_breaks_the_next_one():
    anew, leaves = made(None, FORGED_EVENTS[0], OTHER)
    assert check_seal(anew, leaves, by_id(*FORGED_EVENTS), before=None) is None
    assert broken(SECOND, SECOND_LEAVES, [LATE], before=anew) == (
        Reason.SEAL_CHANGED,
        2,
        None,
    )


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (Break(Reason.SEAL_MISSING, seal=3), "seal 3: the seal is missing"),
        (
            Break(Reason.EVENT_CHANGED, seal=3, event=41),
            "seal 3: event 41 was changed",
        ),
        (
            Break(Reason.EVENT_SLIPPED_IN, event=9),
            "event 9 was slipped in: it waits for no seal and has none",
        ),
    ],
)
def test_a_break_says_where(found, sentence):
    assert str(found) == sentence
