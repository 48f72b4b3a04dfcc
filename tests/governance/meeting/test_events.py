from datetime import UTC, datetime

import pytest

from governance.meeting.events import BODIES, Code, Event, Refused
from tests.governance.meeting.sittings import START, Sitting, building

TOTALS = {"for": 1, "against": 0, "abstain": 0, "blank": 0}
BALLOT = {
    "item": "i1",
    "choices": {"l1": "for"},
    "person": "p1",
    "channel": "phone",
    "operator": None,
    "reason": None,
}
RIGHT = {
    "arrived": {"person": "p1", "way": "remote"},
    "left": {"person": "p1"},
    "returned": {"person": "p1"},
    "proxy-registered": {
        "proxy": "x",
        "principal": "h1",
        "holder": "p2",
        "syndic": False,
    },
    "proxy-withdrawn": {"proxy": "x", "reason": "sold"},
    "bureau": {"chair": "p1", "secretary": "syndic"},
    "opened": {"session": 2},
    "adjourned": {},
    "conflict": {"item": "i1", "person": "p1", "reason": "works here"},
    "amended": {"item": "i1", "text": {"fr": "Texte"}, "reason": "clearer"},
    "item-opened": {"item": "i1"},
    "ballot": BALLOT,
    "voted": {"item": "i1", "heads": ["h1", "h2"], "channel": "paper"},
    "item-closed": {"item": "i1", "totals": TOTALS, "adopted": True, "head": "00"},
    "item-reopened": {"item": "i1", "reason": "a mistake"},
    "item-postponed": {"item": "i1", "reason": "no quote"},
    "remark": {"item": None, "person": None, "text": "A remark."},
    "closed": {},
    "signed": {"name": "Ann", "role": "chair", "person": None, "way": "room"},
}
WRONG = [
    ("unknown", {}),
    ("left", {}),
    ("left", {"person": ""}),
    ("left", {"person": None}),
    ("left", {"person": 1}),
    ("left", {"person": "p1", "at": "20:00"}),
    ("closed", {"reason": "late"}),
    ("arrived", {"person": "p1", "way": "window"}),
    ("arrived", {"person": "p1", "way": 1}),
    ("opened", {"session": 3}),
    ("opened", {"session": True}),
    ("opened", {"session": 1.0}),
    ("proxy-registered", RIGHT["proxy-registered"] | {"syndic": 0}),
    ("amended", RIGHT["amended"] | {"text": {}}),
    ("amended", RIGHT["amended"] | {"text": {"fr": ""}}),
    ("amended", RIGHT["amended"] | {"text": "Texte"}),
    ("ballot", BALLOT | {"choices": {}}),
    ("ballot", BALLOT | {"choices": {"l1": "perhaps"}}),
    ("ballot", BALLOT | {"choices": {"l1": ["for"]}}),
    ("ballot", BALLOT | {"choices": ["l1"]}),
    ("ballot", BALLOT | {"channel": "post"}),
    ("ballot", BALLOT | {"person": 1}),
    ("voted", RIGHT["voted"] | {"heads": []}),
    ("voted", RIGHT["voted"] | {"heads": "h1"}),
    ("voted", RIGHT["voted"] | {"heads": ["h1", "h1"]}),
    ("voted", RIGHT["voted"] | {"heads": [["h1"]]}),
    ("item-closed", {"item": "i1", "totals": {"for": 1}}),
    ("item-closed", {"item": "i1", "totals": TOTALS | {"for": -1}}),
    ("item-closed", {"item": "i1", "totals": TOTALS | {"for": True}}),
    ("item-closed", {"item": "i1", "totals": 5}),
    ("item-closed", {"item": "i1", "adopted": 1}),
]


def test_every_kind_is_tried():
    assert RIGHT.keys() == BODIES.keys()


@pytest.mark.parametrize("kind", RIGHT)
def test_bodies_as_they_are(kind):
    event = Event(1, START, kind, RIGHT[kind])
    assert (event.kind, event.body) == (kind, RIGHT[kind])


@pytest.mark.parametrize(("kind", "body"), WRONG)
def test_malformed_bodies(kind, body):
    with pytest.raises(Refused) as refused:
        Event(1, START, kind, body)
    assert refused.value.code is Code.MALFORMED


def test_a_moment_without_a_time_zone():
    with pytest.raises(Refused) as refused:
        Event(1, datetime(2026, 3, 19, 18, 0), "closed", {})  # noqa: DTZ001
    assert refused.value.code is Code.MALFORMED
    assert Event(1, datetime(2026, 3, 19, 18, 0, tzinfo=UTC), "closed", {}).number == 1


def test_what_may_lack():
    event = Event(1, START, "remark", {"text": "A remark."})
    assert (event.text("text"), event.maybe("item")) == ("A remark.", None)


def test_numbers_have_no_gap():
    meeting = Sitting(building(1)).arrive("p1").meeting
    for number in (1, 3):
        with pytest.raises(Refused) as refused:
            meeting.apply(
                Event(number, START.replace(hour=20), "opened", {"session": 1})
            )
        assert refused.value.code is Code.WRONG_NUMBER
    assert (
        meeting.apply(Event(2, START.replace(hour=20), "opened", {"session": 1})).number
        == 2
    )


def test_moments_never_go_back():
    meeting = Sitting(building(1)).arrive("p1").meeting
    same, before = meeting.at, START
    assert before < same
    with pytest.raises(Refused) as refused:
        meeting.apply(Event(2, before, "left", {"person": "p1"}))
    assert refused.value.code is Code.BACK_IN_TIME
    assert meeting.apply(Event(2, same, "left", {"person": "p1"})).at == same
