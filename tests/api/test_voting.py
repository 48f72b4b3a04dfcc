"""A program takes part for its owner: state, coming and going, votes, proxies."""

from uuid import uuid4

import pytest

from buildings.models import Owner
from governance.models import CountedBallot, Proxy, SecretBallot
from tests import cast
from tests.api.conftest import problem
from tests.finance.reminders.pages import inside
from tests.governance.factories import CLARA, OMAR, convened, head, line, with_roll
from tests.governance.voting import making


def at(assembly, path=""):
    return f"assemblies/{assembly.uuid}/{path}"


@pytest.fixture
def meeting(db):
    with inside():
        return making.voting()


def test_the_open_point_and_my_vote(program, meeting):
    omar = program("omar")
    found = omar.get(at(meeting, "vote/")).json()
    assert (found["mode"], found["present"], found["open"]["position"]) == (
        "open",
        "room",
        1,
    )
    with inside():
        lot, item = line(meeting, "A"), making.item(meeting, 1).uuid
    where = at(meeting, f"vote/{item}/")
    body = {"choices": {lot: "for"}, "client_id": str(uuid4())}
    for _twice in range(2):
        receipt = omar.post(where, body).json()["open"]["receipt"]
    assert len(receipt["digest"]) == 64
    with inside():
        assert CountedBallot.objects.get().choice == "for"
        assert meeting.events.filter(kind="ballot").count() == 1
        other = line(meeting, "B")
    assert omar.post(where, {"choices": {other: "for"}}).status_code == 404
    assert omar.post(where, {"choices": {"lot": "for"}}).status_code == 400


def test_a_secret_ballot(program, db):
    with inside():
        assembly = making.voting(3)
        item, mine = making.item(assembly, 3).uuid, head(OMAR)
    answer = program("omar").post(
        at(assembly, f"vote/{item}/"), {"choices": {mine: "for"}}
    )
    assert answer.json()["open"]["parts"][0]["voted"] is True
    with inside():
        assert SecretBallot.objects.get().choice == "for"


def test_coming_and_going_from_afar(program, db):
    with inside():
        assembly = with_roll(**making.REMOTE)
    omar = program("omar")
    assert omar.get(at(assembly, "vote/")).json()["mode"] == "away"
    assert omar.post(at(assembly, "vote/arrive/"), {}).json()["present"] == "remote"
    assert omar.post(at(assembly, "vote/leave/"), {}).json()["present"] is None


def test_a_proxy_is_given_and_withdrawn(program, db):
    with inside():
        assembly, omar = convened(), Owner.objects.get(code="omar").uuid
        mine = str(cast.holding(CLARA).uuid)
    clara = program("clara")
    body = {"holding": mine, "holder_owner": str(omar), "not_syndic": True}
    given = clara.post(at(assembly, "proxies/"), body)
    assert (given.status_code, given.json()["state"]) == (201, "accepted")
    [seen] = program("omar").get(at(assembly, "proxies/")).json()["results"]
    assert seen["holder"] == "Omar Haddad"
    again = clara.post(at(assembly, "proxies/"), body)
    assert problem(again) == (409, "proxy-given")
    where = at(assembly, f"proxies/{given.json()['uuid']}/withdraw/")
    assert clara.post(where, {}).json()["state"] == "withdrawn"
    with inside():
        assert Proxy.objects.get().withdrawn_at is not None
