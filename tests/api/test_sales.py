"""The sale of a lot by a program: the same steps, refusals and amounts as on the pages."""

import pytest

from finance.models import Sale
from tests import cast
from tests.api.conftest import problem, refused
from tests.finance.factories import issued, item
from tests.finance.sales.making import buyer, days_ago, planned, today
from tests.finance.sales.test_deed import a_meter, funded


@pytest.fixture
def anna(program):
    return program("anna")


def day(ago=0):
    return days_ago(ago).isoformat()


def test_a_sale_from_the_request_to_the_deed(anna, acacias):
    funded()
    meter, new = a_meter(), buyer()
    lots = [str(cast.lot(code).uuid) for code in "AK"]
    made = anna.post("sales/", {"lots": lots, "notary": "Me Dubois"})
    assert made.status_code == 201
    sale = made.json()
    assert (sale["state"], sale["lots"], sale["seller"]["name"]) == (
        "under-way",
        ["A", "K"],
        "Omar Haddad",
    )
    path = f"sales/{sale['uuid']}/"
    changed = anna("PATCH", path, {"notary_email": "me@dubois.example"}).json()
    assert (changed["notary"], changed["notary_email"]) == (
        "Me Dubois",
        "me@dubois.example",
    )
    asked = anna.post(
        f"{path}requests/", {"paragraph": "1", "requested_on": day(3)}
    ).json()
    [request] = asked["requests"]
    assert (request["days_left"], request["made_at"]) == (12, None)
    below = f"{path}documents/{request['uuid']}/"
    assert anna.get(f"{below}pdf/").status_code == 404
    answer = anna.post(f"{below}make/", {"none_known": ["proceedings"]})
    assert answer.json()["requests"][0]["made_at"] is not None
    assert anna.get(f"{below}pdf/")["Content-Type"] == "application/pdf"
    sent = anna.post(f"{below}hand-over/", {}).json()
    assert sent["requests"][0]["sent_at"] is not None
    [link] = anna.get(f"{path}links/").json()
    assert (link["opened"], link["revoked_at"]) == (0, None)
    [link] = anna.post(f"{path}links/{link['uuid']}/revoke/").json()
    assert link["revoked_at"] is not None
    deed = {"buyer": str(new.uuid), "deed_on": day(2), "contract_on": day(30)}
    assert anna.put(f"{path}deed/", deed).json()["buyer"]["name"] == "Peeters"
    preview = anna.get(f"{path}preview/").json()
    assert preview["working_fund"] == "800.01"
    assert [
        (part["lot"]["code"], part["called"], part["divided"], part["amount"])
        for part in preview["parts"]
    ] == [("A", "300.00", "500.01", "800.01"), ("K", "0.00", "0.00", "0.00")]
    assert [one["uuid"] for one in preview["meters"]] == [str(meter.uuid)]
    body = {
        "seen": preview["seen"],
        "readings": [{"meter": str(meter.uuid), "value": "12.5"}],
    }
    done = anna.post(f"{path}carry-out/", body).json()
    assert (done["state"], done["working_fund"]) == ("carried-out", "800.01")
    assert meter.readings.get().date == days_ago(2)
    told = anna.post(f"{path}told/", {"told_on": day()}).json()
    assert told["told_on"] == day()
    assert problem(anna.post(f"{path}carry-out/", body)) == (409, "already-carried-out")


def test_who_bears_what(anna, acacias):
    issued(item("300.00", purpose="reserve", label="Reserve"), title="Q2")
    sale = planned("B", ago=-1)
    [one] = anna.get(f"sales/{sale.uuid}/burdens/").json()
    assert (one["title"], one["amount"], one["borne_by"], one["because"]) == (
        "Q2 – Reserve",
        "90.00",
        "buyer",
        "payable-later",
    )


def test_what_was_not_seen_is_refused(anna, acacias):
    sale = planned("A")
    path = f"sales/{sale.uuid}/carry-out/"
    assert problem(anna.post(path, {"seen": "something"})) == (409, "preview-outdated")
    past = {"seen": "something", "due_on": day(1)}
    refused(anna.post(path, past), due_on="Nobody can pay in the past.")


def test_giving_up_and_undoing(anna, acacias):
    sale = planned("A")
    path = f"sales/{sale.uuid}/"
    assert problem(anna.post(f"{path}undo/")) == (409, "not-carried-out")
    assert anna.post(f"{path}give-up/").json()["state"] == "given-up"
    assert problem(anna.post(f"{path}give-up/")) == (409, "sale-closed")
    other = planned("B", to=cast.holding("H1"))
    path = f"sales/{other.uuid}/"
    seen = anna.get(f"{path}preview/").json()["seen"]
    anna.post(f"{path}carry-out/", {"seen": seen})
    assert anna.post(f"{path}undo/").json()["state"] == "undone"


def test_sales_by_state(anna, acacias):
    planned("A")
    for state, count in (
        ("under-way", 1),
        ("carried-out", 0),
        ("undone", 0),
        ("given-up", 0),
    ):
        assert anna.get("sales/", state=state).json()["count"] == count
    assert Sale.objects.count() == 1
    assert today().isoformat() == day()
