import hashlib
import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.meeting.chain import (
    SecretBallot,
    beginning,
    canonical,
    digest,
    digests,
    first_break,
    moment,
    secret_head,
)
from governance.meeting.events import Event, Refused
from governance.meeting.roll import roll_to_json
from tests.governance.meeting.random_meetings import meetings
from tests.governance.meeting.sittings import START, Sitting, building, typed


def sha(text):
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture
def sitting():
    sitting = Sitting(building(40, 60)).arrive("p1", "p2").open()
    sitting.does("ballot", **typed(l1="for"))
    sitting.does("remark", text="Élévateur “A”, §1").close()
    return sitting.does("closed")


def test_canonical_json():
    assert canonical({"b": [1, None, True], "a": "é\n"}) == (
        '{"a":"é\\n","b":[1,null,true]}'.encode()
    )
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical(float("nan"))


def test_moments_are_in_utc_with_six_decimals():
    brussels = timezone(timedelta(hours=1))
    assert moment(datetime(2026, 3, 19, 19, 0, tzinfo=brussels)) == (
        "2026-03-19T18:00:00.000000+00:00"
    )


def test_the_digests_of_the_documentation():
    roll = roll_to_json(building(1))
    text = json.dumps(roll, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert beginning(roll) == sha(text)
    event = (
        '{"at":"2026-03-19T18:00:00.000000+00:00","body":{},"kind":"closed","number":7}'
    )
    assert digest("ab", 7, START, "closed", {}) == sha(f"ab\n{event}")


def test_each_event_seals_those_before_it(sitting):
    found = digests(sitting.roll, sitting.events)
    previous = beginning(roll_to_json(sitting.roll))
    for event, one in zip(sitting.events, found, strict=True):
        previous = digest(previous, event.number, event.at, event.kind, event.body)
        assert one == previous
    assert first_break(sitting.roll, sitting.events, found) is None


def read(text):
    data = json.loads(text)
    at = datetime.fromisoformat(data["at"])
    return Event(data["number"], at, data["kind"], data["body"])


def test_every_altered_byte_of_any_event_is_found(sitting):
    kept = digests(sitting.roll, sitting.events)
    tried = 0
    for position, event in enumerate(sitting.events):
        text = canonical(
            {
                "number": event.number,
                "at": moment(event.at),
                "kind": event.kind,
                "body": dict(event.body),
            }
        )
        for place in range(len(text)):
            altered = bytearray(text)
            altered[place] ^= 1
            try:
                other = read(bytes(altered))
            except (ValueError, KeyError, TypeError, Refused):
                continue
            if other == event:
                # Python reads "2026-03-19U18:00": the same moment, so the same event.
                continue
            tried += 1
            events = [*sitting.events]
            events[position] = other
            assert first_break(sitting.roll, events, kept) == position + 1
    assert tried > 100


def test_every_other_roll_is_found(sitting):
    kept = digests(sitting.roll, sitting.events)
    line, other = sitting.roll.lines
    for lines in (
        (replace(line, votes=41), other),
        (replace(line, label="Lot 1A"), other),
        (other, line),
    ):
        roll = replace(sitting.roll, lines=lines)
        assert first_break(roll, sitting.events, kept) == 1


def test_removed_added_and_exchanged_events_are_found(sitting):
    roll, events = sitting.roll, sitting.events
    kept = digests(roll, events)
    assert first_break(roll, [*events[:2], *events[3:]], kept) == 3
    assert first_break(roll, [*events[:2], events[1], *events[2:]], kept) == 3
    assert first_break(roll, [events[1], events[0], *events[2:]], kept) == 1
    assert first_break(roll, events[:-1], kept) == len(events)
    assert first_break(roll, events, kept[:-1]) == len(events)
    assert first_break(roll, [], []) is None


@given(meetings(), st.data())
@settings(max_examples=25)
def test_a_changed_digest_is_found(story, data):
    kept = digests(story.roll, story.events)
    assert first_break(story.roll, story.events, kept) is None
    if kept:
        place = data.draw(st.integers(0, len(kept) - 1))
        forged = [*kept]
        forged[place] = sha(forged[place])
        assert first_break(story.roll, story.events, forged) == place + 1


def test_secret_ballots_are_chained_in_the_order_of_their_ids():
    one, two = SecretBallot("a", "for", 3), SecretBallot("b", "blank", 1)
    first = sha(sha("i1") + '\n{"choice":"for","id":"a","votes":3}')
    both = sha(first + '\n{"choice":"blank","id":"b","votes":1}')
    assert secret_head("i1", []) == sha("i1")
    assert secret_head("i1", [one]) == first
    assert secret_head("i1", [one, two]) == secret_head("i1", [two, one]) == both
    for other in (
        replace(two, id="c"),
        replace(two, choice="for"),
        replace(two, votes=2),
    ):
        assert secret_head("i1", [one, other]) != both
