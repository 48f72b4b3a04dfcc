"""The pages of a syndic who connects another program."""

import re

import pytest

from buildings.access import find_access
from buildings.history import history_rows
from koprogo.audit.queries import events
from koprogo.webhooks import services
from koprogo.webhooks.models import Webhook, WebhookDelivery
from tests import cast
from tests.buildings.pages import actions, inside, refused, said, statements, text, url
from tests.webhooks.factories import (
    URL,
    State,
    delivery,
    webhook,
    webhook_with_everything,
)

NEW = {"url": URL, "kinds": ["lot.created", "owner.created"]}


@pytest.fixture
def sophie(sign_in):
    return sign_in("sophie")


@pytest.fixture
def hook(db):
    with inside():
        return webhook()


def shown_secret(page):
    [secret] = re.findall(r"<code>(whsec_[^<]+)</code>", text(page))
    return secret


def test_the_way_there(sophie):
    assert url("webhooks") in text(sophie.get(url("settings")))
    assert "No program is told anything yet." in text(sophie.get(url("webhooks")))


def test_a_secret_is_not_kept_by_the_browser(sophie, hook):
    for address, data in (
        (url("webhook-new"), NEW),
        (url("webhook-secret", hook.uuid), {}),
    ):
        page = sophie.post(address, data)
        assert "whsec_" in text(page)
        assert page["Cache-Control"] == "private, no-store"


def test_an_assistant_does_not_see_the_way(sign_in):
    page = text(sign_in("amir").get(url("settings")))
    assert url("webhooks") not in page


def test_add_one_and_see_its_secret_once(sophie):
    page = sophie.get(url("webhook-new"))
    assert len(page.context["form"].initial["kinds"]) == len(
        page.context["form"].fields["kinds"].choices
    )
    secret = shown_secret(sophie.post(url("webhook-new"), NEW))
    with inside():
        [made] = Webhook.objects.all()
        assert (made.url, made.kinds) == (URL, NEW["kinds"])
        assert made.created_by == cast.user("sophie")
    page = text(sophie.get(url("webhook", made.uuid)))
    assert (secret in page, "Co-owners, Lots" in page) == (False, True)
    assert "books.example.org" in text(sophie.get(url("webhooks")))
    assert actions() == ["webhook.created"]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("url", "", "This field is required."),
        ("url", "http://a.be/", "The address must begin with https://."),
        (
            "url",
            "https://a.be/ b",
            "This is not an address such as https://example.org/hook.",
        ),
        (
            "url",
            "https://me:me@a.be/",
            (
                "Leave name and password out of the address: the signature proves who "
                "calls."
            ),
        ),
        (
            "url",
            "https://10.0.0.1/",
            "This address cannot be reached from the internet.",
        ),
        ("kinds", [], "Choose at least one kind of events."),
        (
            "kinds",
            ["x"],
            "Select a valid choice. x is not one of the available choices.",
        ),
    ],
)
def test_what_is_wrong_stands_at_its_field(sophie, field, value, sentence):
    page = sophie.post(url("webhook-new"), NEW | {field: value})
    assert refused(page) == {field: [sentence]}
    assert actions() == []


def test_the_eleventh_is_refused(sophie):
    with inside():
        for _ten in range(services.MOST):
            webhook()
    assert url("webhook-new") not in text(sophie.get(url("webhooks")))
    page = sophie.post(url("webhook-new"), NEW)
    assert refused(page) == {"__all__": ["A building has ten webhooks at most."]}


def test_change_it(sophie, hook):
    address = url("webhook-edit", hook.uuid)
    assert sophie.get(address).context["form"].initial["url"] == URL
    page = sophie.post(address, {"url": "https://a.be/", "kinds": ["lot.created"]})
    assert page.url == url("webhook", hook.uuid)
    assert actions() == ["webhook.changed"]
    assert sophie.post(address, {"url": ""}).status_code == 200


def test_pause_and_resume(sophie, hook):
    page = sophie.post(url("webhook-pause", hook.uuid), follow=True)
    assert said(page) == ["The webhook is paused: nothing more is sent."]
    assert "Somebody paused it. What happens meanwhile is in the history" in text(page)
    page = sophie.post(url("webhook-resume", hook.uuid), follow=True)
    assert said(page) == ["What happens from now on is sent again."]
    assert actions() == ["webhook.paused", "webhook.resumed"]


def test_send_a_test(sophie, hook):
    page = sophie.post(url("webhook-test", hook.uuid), follow=True)
    assert said(page) == ["A test is on its way: look again in a moment."]
    assert "webhook.test" in text(page)


def test_try_again_what_was_given_up(sophie, hook):
    with inside():
        failed = delivery(hook, state=State.FAILED, attempts=8, status=500)
    address = url("webhook-retry", hook.uuid, failed.uuid)
    assert address in text(sophie.get(url("webhook", hook.uuid)))
    page = sophie.post(address, follow=True)
    assert said(page) == ["The message is sent again."]
    assert address not in text(page)


def test_a_paused_one_sends_nothing_and_says_so(sophie, hook):
    with inside():
        failed = delivery(hook, state=State.FAILED)
        services.pause_webhook(hook, by=None)
    retry = url("webhook-retry", hook.uuid, failed.uuid)
    page = text(sophie.get(url("webhook", hook.uuid)))
    assert (retry in page, url("webhook-test", hook.uuid) in page) == (False, False)
    for address in (retry, url("webhook-test", hook.uuid)):
        page = sophie.post(address, follow=True)
        assert said(page) == ["This webhook is paused: resume it first."]
    with inside():
        assert [row.state for row in WebhookDelivery.objects.all()] == ["failed"]


def test_renew_the_secret_after_asking(sophie, hook):
    address = url("webhook-secret", hook.uuid)
    assert "whsec_" not in text(sophie.get(address))
    first, second = (shown_secret(sophie.post(address)) for _two in range(2))
    assert first != second
    assert actions() == ["webhook.secret_renewed"] * 2
    assert "The old secret counts until" in text(sophie.get(url("webhook", hook.uuid)))


def test_delete_it_after_asking(sophie, hook):
    address = url("webhook-delete", hook.uuid)
    assert "books.example.org" in text(sophie.get(address))
    page = sophie.post(address, follow=True)
    assert said(page) == ["The webhook is deleted."]
    with inside():
        assert Webhook.objects.count() == 0


def test_what_became_of_the_messages(sophie):
    with inside():
        hook = webhook_with_everything()
    page = text(sophie.get(url("webhook", hook.uuid)))
    for words in (
        "HTTP 204",
        "HTTP 500",
        "The receiver did not answer with success.",
        "The certificate of the server is not valid.",
        "Nothing has arrived since",
    ):
        assert words in page
    assert "Nothing arrives" in text(sophie.get(url("webhooks")))


def test_more_of_them_need_no_more_statements(sophie, hook):
    pages = [url("webhooks"), url("webhook", hook.uuid)]
    counted = []
    for more in (1, 2):
        with inside():
            for _each in range(more):
                webhook()
                delivery(hook)
        counted.append([statements(sophie, page) for page in pages])
    assert counted[0] == counted[1]
    assert max(counted[0]) <= 12


def test_fifty_messages_and_no_more(sophie, hook):
    with inside():
        for _each in range(51):
            delivery(hook)
    page = sophie.get(url("webhook", hook.uuid))
    assert len(page.context["rows"]) == 50


def test_another_buildings_webhook_is_not_there(sign_in, hook):
    stijn = sign_in("stijn")
    for name in ("webhook", "webhook-edit", "webhook-delete", "webhook-secret"):
        address = url(name, hook.uuid, slug=cast.BELLEVUE)
        assert stijn.get(address).status_code == 404
    for name in ("webhook-pause", "webhook-test", "webhook-delete"):
        address = url(name, hook.uuid, slug=cast.BELLEVUE)
        assert stijn.post(address).status_code == 404
    assert URL not in text(stijn.get(url("webhooks", slug=cast.BELLEVUE)))
    with inside():
        assert Webhook.objects.get().paused_at is None


def history(name):
    """Return what somebody reads, with the names of the values."""
    with inside():
        access = find_access(cast.user(name), cast.ACACIAS)
        access.building = cast.building()
        found = events().filter(action__startswith="webhook.")
        return [
            (row.sentence, row.thing.name if row.thing else None)
            for row in history_rows(found, access)
        ]


def test_only_the_syndic_reads_in_the_history_who_is_told(hook):
    with inside():
        services.pause_webhook(hook, by=None)
        services.change_webhook(hook, url="https://a.be/x", kinds=["x"], by=None)
    assert history("sophie") == [
        ("The webhook https://a.be/x was changed.", "https://a.be/x"),
        (
            "The webhook to books.example.org was paused: Somebody paused it.",
            "https://a.be/x",
        ),
        ("The webhook to books.example.org was added.", "https://a.be/x"),
    ]
    for name in ("amir", "anna", "clara"):
        assert history(name) == [
            ("A webhook was changed.", None),
            ("A webhook was paused.", None),
            ("A webhook was added.", None),
        ]
