"""Hours by the API: asked, done, confirmed, disputed, undone; one's own account only."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from buildings.models import Module
from community.models import Block
from koprogo.tenancy import enter
from tests import cast
from tests.api.conftest import problem, wrong
from tests.community import making as neighbours
from tests.community.hours import making


def offer(**said):
    return {
        "kind": "offer",
        "category": "computer",
        "title": "Your computer",
        "text": "I have a look at it.",
    } | said


def today():
    return timezone.localdate().isoformat()


def exchanged(giver, receiver, minutes=60):
    """Let one offer, the other ask, and both confirm; return where the exchange is."""
    post = giver.once("hours/posts/", offer()).json()
    asked = receiver.post(f"hours/posts/{post['uuid']}/ask/", {"text": "Saturday?"})
    one = f"hours/exchanges/{asked.json()['uuid']}/"
    giver.post(f"{one}answer/", {"verdict": "yes"})
    giver.post(f"{one}done/", {"done_on": today(), "minutes": minutes})
    answer = receiver.post(f"{one}confirm/", {"minutes": minutes})
    assert answer.status_code == 200, answer.json()
    return one


def test_an_exchange_from_the_offer_to_the_account(omar, otto, clara):
    post = omar.once("hours/posts/", offer(), key="k")
    assert (post.status_code, post.json()["category"]) == (201, "computer")
    assert omar.once("hours/posts/", offer(), key="k").json() == post.json()
    where = f"hours/posts/{post.json()['uuid']}/"
    assert otto.get("hours/posts/", kind="offer", q="COMPUTER").json()["count"] == 1
    assert otto.get("hours/posts/", category="garden").json()["count"] == 0
    assert omar.post(f"{where}ask/", {"text": "Me?"}).status_code == 404
    asked = otto.post(f"{where}ask/", {"text": "On Saturday?"})
    assert asked.status_code == 201
    again = otto.post(f"{where}ask/", {"text": "On Saturday?"})
    assert problem(again) == (409, "hours-asked")
    found = asked.json()
    assert (found["state"], found["gives"], found["may"]) == (
        "asked",
        False,
        ["withdraw"],
    )
    one = f"hours/exchanges/{found['uuid']}/"
    [waiting] = omar.get("hours/exchanges/waiting/").json()
    assert (waiting["uuid"], waiting["other"]["name"]) == (found["uuid"], "Otto")
    assert problem(otto.post(f"{one}answer/", {"verdict": "yes"})) == (
        409,
        "hours-not-now",
    )
    said = omar.post(f"{one}answer/", {"verdict": "yes", "answer": "Gladly."}).json()
    assert (said["state"], said["answer"]) == ("accepted", "Gladly.")
    done = omar.post(f"{one}done/", {"done_on": today(), "minutes": 90}).json()
    assert (done["state"], done["minutes"], done["is_said_by_me"]) == ("done", 90, True)
    assert done["counts_from"]
    late = otto.post(f"{one}done/", {"done_on": "2999-01-01", "minutes": 60})
    assert problem(late) == (400, "hours-done-later")
    other = otto.post(f"{one}confirm/", {"minutes": 60})
    assert problem(other) == (409, "hours-changed")
    counted = otto.post(f"{one}confirm/", {"minutes": 90}).json()
    assert (counted["state"], counted["may"]) == ("confirmed", ["undo"])
    assert problem(otto.post(f"{one}confirm/", {"minutes": 90})) == (
        409,
        "hours-not-now",
    )
    assert omar.get("hours/account/").json()["balance"] == 90
    assert otto.get("hours/account/").json()["balance"] == -90
    [line] = otto.get("hours/account/lines/").json()["results"]
    assert (line["minutes"], line["balance"], line["other"]) == (-90, -90, "Omar")
    # It is nobody else's, and nobody else's balance is anywhere.
    assert clara.get(one).status_code == 404
    assert clara.get("hours/exchanges/").json()["count"] == 0
    assert clara.get("hours/account/").json()["balance"] == 0
    assert "balance" not in str(otto.get(one).json())


def test_what_a_duration_may_be(omar, otto):
    one = exchanged(omar, otto)
    answer = omar.post(f"{one}done/", {"done_on": today(), "minutes": 1441})
    assert list(wrong(answer)) == ["minutes"]
    assert list(wrong(omar.post(f"{one}done/", {"done_on": today()}))) == ["minutes"]


def test_an_offer_is_changed(omar, otto):
    post = omar.once("hours/posts/", offer()).json()
    one = f"hours/posts/{post['uuid']}/"
    changed = omar.patch(one, {"category": "lessons"}).json()
    assert (changed["category"], changed["title"]) == ("lessons", "Your computer")
    assert otto.patch(one, {"title": "Mine"}).status_code == 404
    assert otto.get(one).json()["category"] == "lessons"


def test_called_off_and_declined(lively, omar, otto):
    post = omar.once("hours/posts/", offer(kind="wish")).json()
    ask = f"hours/posts/{post['uuid']}/ask/"
    first = otto.post(ask, {"text": "I can."}).json()
    assert first["gives"] is True
    assert otto.post(f"hours/exchanges/{first['uuid']}/withdraw/").json()["state"] == (
        "withdrawn"
    )
    second = otto.post(ask, {"text": "I can after all."}).json()
    no = omar.post(f"hours/exchanges/{second['uuid']}/answer/", {"verdict": "no"})
    assert no.json()["state"] == "declined"


def test_a_limit_is_told_without_a_balance(lively, omar, otto):
    with enter(cast.tenant().pk, by=None):
        making.confirmed(lively["omar"], lively["otto"], 600)
        row = making.done(lively["omar"], lively["otto"], 601)
    answer = otto.post(f"hours/exchanges/{row.uuid}/confirm/", {"minutes": 601})
    assert problem(answer) == (409, "hours-beyond-limit")
    assert "600" not in answer.json()["detail"]


def test_undone_by_both(omar, otto):
    one = exchanged(omar, otto)
    asked = omar.post(f"{one}undo/").json()
    assert asked["undo_asked_by_me"] is True
    assert otto.get(one).json()["undo_asked_by_me"] is False
    assert otto.get("hours/exchanges/waiting/").json()[0]["uuid"] in one
    kept = otto.post(f"{one}undo/answer/", {"agrees": False}).json()
    assert kept["undo_asked_by_me"] is None
    otto.post(f"{one}undo/")
    undone = omar.post(f"{one}undo/answer/", {"agrees": True}).json()
    assert (undone["is_undone"], undone["may"]) == (True, [])
    assert problem(omar.post(f"{one}undo/")) == (409, "hours-undone")
    assert omar.get("hours/account/").json()["balance"] == 0
    assert omar.get("hours/account/lines/").json()["count"] == 2


def test_a_mediator_decides(lively, omar, otto, clara, program):
    assert clara.get("hours/disputes/").status_code == 404
    offered = clara.post("hours/mediating/")
    assert offered.status_code == 201
    assert problem(clara.post("hours/mediating/")) == (409, "mediator-already")
    assert clara.get("hours/account/").json()["is_mediator"] is False
    sophie = program("sophie")
    assert omar.get("hours/mediators/").status_code == 403
    [ready] = sophie.get("hours/mediators/").json()["results"]
    name = f"hours/mediators/{ready['uuid']}/name/"
    named = sophie.post(name, {"decision": "Council of May"})
    assert named.json()["named_at"]
    with enter(cast.tenant().pk, by=None):
        row = making.done(lively["omar"], lively["otto"], 60)
    one = f"hours/exchanges/{row.uuid}/"
    said = otto.post(f"{one}dispute/", {"reason": "Half an hour."}).json()
    assert said["state"] == "disputed"
    [waiting] = clara.get("hours/disputes/").json()["results"]
    assert (waiting["minutes"], waiting["dispute"]) == (60, "Half an hour.")
    decide = f"hours/disputes/{row.uuid}/decide/"
    assert omar.post(decide, {"minutes": 30, "reasons": "x"}).status_code == 404
    decided = clara.post(decide, {"minutes": 30, "reasons": "So says the clock."})
    assert decided.status_code == 204
    found = omar.get(one).json()
    assert (found["state"], found["reasons"]) == ("mediated", "So says the clock.")
    assert found["mediator"]["name"] == "Clara"
    assert omar.get("hours/account/").json()["balance"] == 30
    assert clara.delete("hours/mediating/").status_code == 204
    assert problem(clara.delete("hours/mediating/")) == (409, "no-mediator")


def test_the_council_sets_limits_and_sees_no_balance(omar, clara):
    assert omar.get("hours/limits/").status_code == 403
    before = clara.get("hours/limits/").json()
    assert set(before) == {"floor", "ceiling", "near"}
    said = {
        "owed": 5,
        "given": 8,
        "warned": 1,
        "decided_on": today(),
        "decision": "Council of May",
    }
    header = {"Idempotency-Key": "limits"}
    found = clara("PUT", "hours/limits/", said, **header).json()
    assert found == {"floor": -300, "ceiling": 480, "near": 60}
    again = clara("PUT", "hours/limits/", said, **header)
    assert problem(again) == (409, "hours-limits-written")
    assert omar.get("hours/account/").json()["floor"] == -300


def test_blocked_and_off(lively, omar, otto):
    post = omar.once("hours/posts/", offer()).json()
    with enter(cast.tenant().pk, by=None):
        Block.objects.create(neighbour=lively["otto"], blocked=lively["omar"])
    ask = f"hours/posts/{post['uuid']}/ask/"
    assert otto.post(ask, {"text": "Hello"}).status_code == 404
    assert otto.get(f"hours/posts/{post['uuid']}/").status_code == 404
    with enter(cast.tenant().pk, by=None):
        neighbours.switched_off(Module.HOURS)
    for where in ("posts/", "account/", "account/lines/", "exchanges/", "limits/"):
        assert omar.get(f"hours/{where}").status_code in (403, 404), where


def test_lists_ask_as_often_for_three_as_for_one(lively, omar):
    with enter(cast.tenant().pk, by=None):
        for _three in range(3):
            making.confirmed(lively["omar"], lively["otto"], 30)
    omar.get("hours/posts/")
    for where in ("posts/", "exchanges/", "account/lines/"):
        counted = set()
        for size in (1, 3):
            with CaptureQueriesContext(connection) as statements:
                found = omar.get(f"hours/{where}", page_size=size).json()["results"]
            assert len(found) == size
            counted.add(len(statements))
        assert len(counted) == 1, where
        assert max(counted) <= 12 + 5
