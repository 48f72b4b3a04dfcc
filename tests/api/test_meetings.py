"""The meeting for programs: what they see, and what they record."""

from uuid import uuid4

import pytest

from governance.models import MeetingEvent
from governance.queries.meeting import meeting_of
from tests.api.conftest import problem, wrong
from tests.governance.factories import (
    CLARA,
    OMAR,
    REMOTE,
    convened,
    head,
    line,
    opened,
    voter,
    with_roll,
)
from tests.governance.holding import making


@pytest.fixture
def sophie(program, acacias):
    return program("sophie")


def where(assembly, rest=""):
    return f"assemblies/{assembly.uuid}/meeting/{rest}"


def tell(sophie, assembly, kind, tap=None, **body):
    sent = {"client_id": str(tap or uuid4()), "kind": kind, "body": body}
    return sophie.post(where(assembly, "events/"), sent)


def kinds(assembly):
    rows = MeetingEvent.objects.filter(assembly=assembly).order_by("number")
    return list(rows.values_list("kind", flat=True))


def test_a_whole_meeting_by_a_program(sophie):
    assembly = convened(**REMOTE)
    item = str(assembly.items.get().uuid)
    assert sophie.post(where(assembly, "roll/")).status_code == 204
    lot = line(assembly, "A")
    steps = [
        ("arrived", {"person": voter(OMAR), "way": "room"}),
        ("arrived", {"person": voter(CLARA), "way": "remote"}),
        ("bureau", {"chair": voter(OMAR), "secretary": "Sophie"}),
        ("opened", {}),
        ("conflict", {"item": item, "head": head(CLARA), "reason": "Painter"}),
        ("amended", {"item": item, "text": {"fr": "En vert"}, "reason": "Taste"}),
        ("item-opened", {"item": item}),
        (
            "ballot",
            {
                "item": item,
                "choices": {lot: "for"},
                "channel": "paper",
                "reason": "Sheet",
            },
        ),
        ("item-closed", {"item": item}),
        ("remark", {"text": "Cold"}),
        ("closed", {}),
    ]
    statuses = [
        tell(sophie, assembly, kind, **body).status_code for kind, body in steps
    ]
    assert statuses == [201] * len(steps)
    found = sophie.get(where(assembly)).json()
    assert (found["state"], found["number"]) == ("closed", len(steps))
    assert found["agenda"][0]["result"] == {
        "votes_for": 300,
        "votes_against": 0,
        "abstain": 0,
        "blank": 0,
        "total": 1000,
        "needed": 151,
        "adopted": True,
    }
    assert found["opening"]["shares_present"] == 800


def test_the_state_before_anything_is_opened(sophie):
    assembly = making.attended()
    found = sophie.get(where(assembly)).json()
    assert found["quorum"]["missing"] == {
        "owners": 1,
        "shares": 200,
        "shares_alone": 451,
    }
    assert (found["opening"], found["may_decide"], found["reachable"]) == (
        None,
        False,
        [],
    )
    assert {point["state"] for point in found["agenda"]} == {"waiting"}


def test_the_open_point_says_how_many_have_voted(sophie):
    found = sophie.get(where(making.voting())).json()
    second = found["agenda"][1]
    assert (second["turnout"]["heads"], second["result"]) == (3, None)


def test_who_is_there(sophie):
    found = sophie.get(where(making.attended(), "attendance/")).json()
    assert [(seat["name"], seat["way"]) for seat in found] == [
        ("Omar Haddad", None),
        ("Clara Élise", "room"),
        ("Jean Moreau", None),
    ]


def test_who_votes_how(sophie):
    assembly = making.voting()
    first, second = making.items(assembly)[:2]
    found = sophie.get(where(assembly, f"{second.uuid}/ballots/")).json()
    assert {entry["choice"] for entry in found} == {"for"}
    closed = sophie.get(where(assembly, f"{first.uuid}/ballots/")).json()
    assert [entry["choice"] for entry in closed] == ["for", "against", ""]


def test_the_same_tap_answers_with_the_first_event(sophie):
    assembly, tap = with_roll(), uuid4()
    body = {"person": voter(OMAR), "way": "room"}
    first = tell(sophie, assembly, "arrived", tap, **body)
    again = tell(sophie, assembly, "arrived", tap, **body)
    assert (first.json(), kinds(assembly)) == (again.json(), ["arrived"])
    assert first.json()["client_id"] == str(tap)


@pytest.mark.parametrize(
    ("kind", "body", "said"),
    [
        ("arrived", {}, "This was not understood."),
        ("left", {"person": "x"}, "This person is not here"),
        ("item-closed", {}, "This point is not on the agenda"),
        ("item-closed", {"item": str(uuid4())}, "This point is not on the agenda"),
    ],
)
def test_what_cannot_follow_is_refused_with_a_sentence(sophie, kind, body, said):
    assembly = with_roll()
    answer = tell(sophie, assembly, kind, **body)
    assert problem(answer) == (409, "event-refused")
    assert (answer.json()["detail"].startswith(said), kinds(assembly)) == (True, [])


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"choices": "for", "channel": "paper"}, "This was not understood."),
        ({"choices": {}, "channel": "phone"}, "Somebody else votes"),
        ({"choices": {"x": "for"}, "channel": "paper"}, "This lot is not on the list"),
    ],
)
def test_a_ballot_that_cannot_be_typed_in(sophie, body, said):
    assembly = making.voting()
    item = str(making.items(assembly)[1].uuid)
    answer = tell(sophie, assembly, "ballot", item=item, **body)
    assert problem(answer) == (409, "event-refused")
    assert answer.json()["detail"].startswith(said)


def test_an_empty_ballot(sophie):
    assembly = making.voting()
    body = {
        "item": str(making.items(assembly)[1].uuid),
        "choices": {},
        "channel": "room",
    }
    answer = tell(sophie, assembly, "ballot", **body)
    assert problem(answer) == (409, "nothing-chosen")


@pytest.mark.parametrize(
    "body", [{"text": "a\x00b"}, {"text": "a", "person": ["\x00"]}]
)
def test_text_that_no_database_keeps(sophie, body):
    answer = tell(sophie, opened(), "remark", **body)
    assert wrong(answer) == {"body": "Null characters are not allowed."}


def test_votes_of_owners_and_signatures_are_not_recorded_so(sophie):
    assembly = opened()
    for kind in ("voted", "signed", "proxy-registered"):
        assert tell(sophie, assembly, kind).status_code == 400


def test_the_box(sophie):
    assembly = making.secret_vote()
    item = making.items(assembly)[3]
    sent = {
        "client_id": str(uuid4()),
        "heads": [head(OMAR), head(CLARA)],
        "slips": [
            {"votes": 500, "choice": "for", "count": 1},
            {"votes": 300, "choice": "blank", "count": 1},
        ],
    }
    answer = sophie.post(where(assembly, f"{item.uuid}/box/"), sent)
    assert (answer.status_code, answer.json()["kind"]) == (201, "voted")
    assert len(meeting_of(assembly).voted(str(item.uuid))) == 2
    again = sent | {"client_id": str(uuid4())}
    answer = sophie.post(where(assembly, f"{item.uuid}/box/"), again)
    assert problem(answer) == (409, "event-refused")  # they have voted


def test_without_a_list_there_is_nothing_to_see(sophie):
    assert problem(sophie.get(where(convened()))) == (409, "no-roll")


def test_an_owner_sees_the_state_and_no_log(program, acacias):
    assembly, omar = making.voting(), program("omar")
    assert "Omar" not in omar.get(where(assembly)).content.decode()
    assert omar.get(where(assembly, "events/")).status_code == 403
