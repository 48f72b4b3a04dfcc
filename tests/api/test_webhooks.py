"""Webhooks by program: the same forms and services as on the pages."""

from tests import cast
from tests.api.conftest import problem, wrong
from tests.buildings.pages import actions, inside
from tests.webhooks.factories import URL, State, delivery, webhook

NEW = {"url": URL, "kinds": ["lot.created"]}


def test_a_webhook_from_beginning_to_end(program):
    sophie = program("sophie")
    made = sophie.post("webhooks/", NEW)
    assert made.status_code == 201
    secret, hook = made.json()["secret"], made.json()["webhook"]
    assert secret[:6] == "whsec_"
    assert (hook["url"], hook["kinds"], hook["paused_at"]) == (
        URL,
        ["lot.created"],
        None,
    )
    here = f"webhooks/{hook['uuid']}/"
    assert sophie.get("webhooks/").json()["results"] == [hook]
    assert sophie.get(here).json() == hook
    other = {"url": "https://example.org/2"}
    assert sophie.patch(here, other).json() == hook | other
    test = sophie.post(f"{here}test/")
    assert (test.status_code, test.json()["action"]) == (202, "webhook.test")
    listed = sophie.get(f"{here}deliveries/", state="waiting").json()["results"]
    assert listed == [test.json()]
    assert listed[0]["event"] is None
    assert sophie.get(f"{here}deliveries/", state="sent").json()["count"] == 0
    paused = sophie.post(f"{here}pause/").json()
    assert (paused["paused_because"], paused["paused_at"] is None) == ("person", False)
    assert problem(sophie.post(f"{here}test/")) == (409, "webhook-paused")
    assert sophie.post(f"{here}resume/").json() == hook | other
    renewed = sophie.post(f"{here}secret/").json()
    assert renewed["secret"] != secret
    assert sophie.delete(here).status_code == 204
    assert sophie.get(here).status_code == 404
    assert actions() == [
        "webhook.created",
        "webhook.changed",
        "webhook.paused",
        "webhook.resumed",
        "webhook.secret_renewed",
        "webhook.deleted",
    ]


def test_a_message_that_was_given_up_is_sent_again(program):
    with inside():
        hook = webhook()
        failed = delivery(hook, state=State.FAILED, attempts=8)
    answer = program("sophie").post(
        f"webhooks/{hook.uuid}/deliveries/{failed.uuid}/retry/"
    )
    assert answer.status_code == 202
    assert (answer.json()["state"], answer.json()["attempts"]) == ("waiting", 0)


def test_what_is_wrong_is_named(program):
    sophie = program("sophie")
    answer = sophie.post("webhooks/", {"url": "http://a.be/", "kinds": ["nothing"]})
    assert wrong(answer) == {
        "url": "The address must begin with https://.",
        "kinds": "Select a valid choice. nothing is not one of the available choices.",
    }


def test_ten_and_no_more(program):
    with inside():
        for _ten in range(10):
            webhook()
    answer = program("sophie").post("webhooks/", NEW)
    assert problem(answer) == (409, "too-many-webhooks")


def test_another_building_has_its_own(program):
    with inside():
        hook = webhook()
    stijn, there = program("stijn"), f"/api/v1/buildings/{cast.BELLEVUE}/webhooks/"
    assert stijn.get(there).json()["count"] == 0
    assert stijn.get(f"{there}{hook.uuid}/").status_code == 404
    assert stijn.delete(f"{there}{hook.uuid}/").status_code == 404
