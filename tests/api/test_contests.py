"""Contested lines by API: the same files as on the pages."""

from finance.models import Contest
from koprogo.notifications.models import Delivery
from tests.api.conftest import problem, wrong
from tests.finance.contests import making
from tests.finance.reminders.pages import inside


def test_a_line_of_a_call_is_contested_once(program, db):
    with inside():
        line = making.call_line()
        document, lot = line.document.uuid, line.lot.uuid
    omar = program("omar")
    [shown] = omar.get(f"documents/{document}/").json()["lines"]
    assert (shown["position"], shown["lot"]["uuid"]) == (1, str(lot))
    where = f"documents/{document}/lines/1/{lot}/contest/"
    assert list(wrong(omar.post(where, {}))) == ["text"]
    made = omar.post(where, {"text": making.WHY})
    assert made.status_code == 201
    found = made.json()
    assert (found["status"], found["title"], found["label"], found["text"]) == (
        "waiting",
        "Provision Q1",
        "Provision, A",
        making.WHY,
    )
    assert (found["document"], found["charge_document"], found["cost"]) == (
        str(document),
        None,
        None,
    )
    assert problem(omar.post(where, {"text": "Again"})) == (409, "already-contested")
    assert omar.post(where.replace("/1/", "/2/"), {"text": "x"}).status_code == 404
    with inside():
        assert "http://testserver/b/acacias/contests/" in Delivery.objects.get().body


def test_a_cost_is_contested(program, db):
    with inside():
        document = making.charge_document()
        cost = making.cost_of(document)
    omar = program("omar")
    where = f"charge-documents/{document.uuid}/lines/{cost.uuid}/contest/"
    found = omar.post(where, {"text": making.WHY}).json()
    assert (found["document"], found["charge_document"], found["cost"]) == (
        None,
        str(document.uuid),
        str(cost.uuid),
    )
    nothing = f"charge-documents/{document.uuid}/lines/{document.uuid}/contest/"
    assert omar.post(nothing, {"text": "x"}).status_code == 404


def test_both_sides_write_until_it_is_closed(program, db):
    with inside():
        file = f"contests/{making.on_a_call().uuid}/"
    omar, sophie = program("omar"), program("sophie")
    assert sophie.post(f"{file}answer/", {"text": "No."}).json()["status"] == "answered"
    assert omar.post(f"{file}reply/", {"text": "Why?"}).json()["status"] == "waiting"
    assert sorted(wrong(sophie.post(f"{file}close/", {}))) == ["outcome", "text"]
    body = {"outcome": "explained", "text": "So."}
    closed = sophie.post(f"{file}close/", body).json()
    assert closed["status"] == "explained"
    assert [(one["text"], one["by_syndic"]) for one in closed["answers"]] == [
        ("No.", True),
        ("Why?", False),
        ("So.", True),
    ]
    assert problem(omar.post(f"{file}withdraw/")) == (409, "contest-closed")
    assert omar.get(file).json() == closed


def test_an_owner_withdraws(program, db):
    with inside():
        file = f"contests/{making.on_a_call().uuid}/"
    assert program("omar").post(f"{file}withdraw/").json()["status"] == "withdrawn"


def test_a_list_of_one_s_own(program, db):
    with inside():
        making.close(making.on_a_call())
        making.on_a_call(code="H2", lot="B", owner="clara", text="Mine")
        assert Contest.objects.count() == 2
    sophie = program("sophie")
    assert sophie.get("contests/").json()["count"] == 2
    [open_one] = sophie.get("contests/", state="open").json()["results"]
    assert open_one["text"] == "Mine"
    assert program("clara").get("contests/").json()["results"] == [open_one]
    assert list(wrong(sophie.get("contests/", state="x"))) == ["state"]
