"""What a person changes, what is recorded of it, and what the database refuses."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from koprogo.audit.models import AuditEvent
from koprogo.encryption import Keyring, Undecipherable
from koprogo.jobs.models import Job
from koprogo.settings import dev
from koprogo.tenancy import enter
from koprogo.webhooks import services, vault
from koprogo.webhooks.errors import TooManyWebhooks, WebhookPaused
from koprogo.webhooks.forgetting import forget_deliveries
from koprogo.webhooks.models import Webhook, WebhookDelivery
from tests import cast
from tests.sql import changed, refused, rows
from tests.webhooks.factories import URL, State, delivery, webhook

pytestmark = pytest.mark.usefixtures("acacias")

NEWER = "newer:bmV3ZXItYW5kLW5vLXNlY3JldC1laXRoZXItLS0tLS0="
MOMENT = timedelta(microseconds=1)


def recorded():
    found = AuditEvent.objects.filter(action__startswith="webhook.").order_by("pk")
    return [(event.action, event.data) for event in found]


def jobs():
    return Job.objects.open().filter(name="webhooks.send").count()


def test_the_history_of_a_webhook(acacias):
    sophie = cast.user("sophie")
    hook, _secret = services.create_webhook(
        url=URL, kinds=["lot.created", "owner.created"], by=sophie
    )
    after = services.change_webhook(
        hook, url="https://other.example.org/", kinds=["lot.created"], by=sophie
    )
    assert (after.url, after.kinds) == (
        "https://other.example.org/",
        ["lot.created"],
    )
    services.change_webhook(hook, url=after.url, kinds=after.kinds, by=sophie)
    for _twice in range(2):
        services.pause_webhook(hook, by=sophie)
    for _twice in range(2):
        services.resume_webhook(hook, by=sophie)
    services.renew_secret(hook, by=sophie)
    services.delete_webhook(hook, by=sophie)
    other = {"name": "other.example.org"}
    assert recorded() == [
        (
            "webhook.created",
            {"name": "books.example.org", "kinds": "lot.created, owner.created"},
        ),
        (
            "webhook.changed",
            {
                "name": ["books.example.org", "other.example.org"],
                "kinds": ["lot.created, owner.created", "lot.created"],
            },
        ),
        ("webhook.paused", other | {"paused_because": "person"}),
        ("webhook.resumed", other),
        ("webhook.secret_renewed", other),
        ("webhook.deleted", other),
    ]
    actors = AuditEvent.objects.filter(action__startswith="webhook.").values("actor")
    assert list(actors.distinct()) == [{"actor": sophie.pk}]


def test_the_path_of_an_address_may_be_a_secret_and_is_not_recorded(acacias):
    hook = webhook()
    services.change_webhook(hook, url=f"{URL}/2", kinds=hook.kinds, by=None)
    assert "5f1c" not in str(recorded())


def test_another_address_begins_anew():
    hook = webhook()
    Webhook.objects.filter(pk=hook.pk).update(failing_since=timezone.now())
    same = services.change_webhook(hook, url=URL, kinds=["lot.created"], by=None)
    assert same.failing_since is not None
    other = services.change_webhook(hook, url="https://a.be/", kinds=["x"], by=None)
    assert other.failing_since is None


def test_ten_and_no_more():
    for number in range(10):
        webhook(f"https://a.be/{number}")
    with pytest.raises(TooManyWebhooks):
        webhook()
    with enter(cast.tenant(cast.BELLEVUE).pk, by=None):
        webhook()


def test_a_test_that_waits_is_not_doubled():
    hook = webhook()
    first = services.send_test(hook, by=None)
    assert services.send_test(hook, by=None) == first
    assert first.body["id"] == str(first.uuid)
    assert (first.event, jobs()) == (None, 1)
    WebhookDelivery.objects.update(state=State.SENT, sent_at=timezone.now())
    assert services.send_test(hook, by=None) != first


def test_nothing_is_sent_to_a_paused_webhook():
    hook = webhook()
    failed = delivery(hook, state=State.FAILED)
    services.pause_webhook(hook, by=None)
    with pytest.raises(WebhookPaused):
        services.send_test(hook, by=None)
    with pytest.raises(WebhookPaused):
        services.try_again(failed, by=None)
    assert jobs() == 0


def test_only_what_was_given_up_is_tried_again():
    hook, now = webhook(), timezone.now()
    failed = delivery(hook, state=State.FAILED, attempts=8)
    sent = delivery(hook, state=State.SENT, attempts=1, sent_at=now)
    for row in (failed, sent):
        services.try_again(row, by=None)
        row.refresh_from_db()
    assert (failed.state, failed.attempts) == ("waiting", 0)
    assert (sent.state, sent.attempts) == ("sent", 1)
    assert jobs() == 1


def test_what_waited_goes_on_when_it_is_resumed():
    hook = webhook()
    row = delivery(hook)
    services.pause_webhook(hook, by=None)
    Webhook.objects.filter(pk=hook.pk).update(failing_since=timezone.now())
    services.resume_webhook(hook, by=None)
    hook.refresh_from_db()
    row.refresh_from_db()
    assert (hook.paused_at, hook.failing_since, row.state) == (None, None, "waiting")
    assert jobs() == 1


def test_a_deleted_webhook_takes_its_messages_along():
    hook, other = webhook(), webhook()
    delivery(hook)
    kept = delivery(other)
    services.delete_webhook(hook, by=None)
    assert list(Webhook.objects.all()) == [other]
    assert list(WebhookDelivery.objects.all()) == [kept]


# Secrets


def stored():
    return rows("SELECT secret, old_secret FROM webhooks_webhook ORDER BY id")


def test_secrets_rest_encrypted_each_in_its_own_row():
    hook, first = services.create_webhook(url=URL, kinds=["x"], by=None)
    second = services.renew_secret(hook, by=None)
    [(token, old_token)] = stored()
    assert [part for part in (first, second) if part[6:] in token + old_token] == []
    assert vault.take_out(token, webhook=hook.uuid) == second
    assert vault.take_out(old_token, webhook=hook.uuid) == first
    with pytest.raises(Undecipherable):
        vault.take_out(token, webhook=webhook().uuid)


def renew():
    output = StringIO()
    call_command("renew_encryption", stdout=output)
    return output.getvalue()


def test_a_new_key_takes_over_in_every_building(settings):
    hook, first = services.create_webhook(url=URL, kinds=["x"], by=None)
    second = services.renew_secret(hook, by=None)
    with enter(cast.tenant(cast.BELLEVUE).pk, by=None):
        webhook()
    settings.ENCRYPTION_KEYS = f"{NEWER},{dev.ENCRYPTION_KEYS}"
    webhook()
    assert renew() == "2 rows renewed.\n"
    assert renew() == "0 rows renewed.\n"
    settings.ENCRYPTION_KEYS = NEWER
    (token, old_token), _other = stored()
    assert Keyring.parse(NEWER).is_current(token)
    assert vault.take_out(token, webhook=hook.uuid) == second
    assert vault.take_out(old_token, webhook=hook.uuid) == first


# What the night forgets


def test_messages_go_after_thirty_days_in_every_building():
    now, month = timezone.now(), timedelta(days=30)

    def aged(*ages):
        hook = webhook()
        for age in ages:
            row = delivery(hook)
            WebhookDelivery.objects.filter(pk=row.pk).update(created_at=now - age)

    aged(month, month - MOMENT)
    with enter(cast.tenant(cast.BELLEVUE).pk, by=None):
        aged(month)
    assert forget_deliveries(now) == 2
    assert [row.created_at for row in WebhookDelivery.objects.all()] == [
        now - month + MOMENT
    ]


def test_an_old_secret_goes_when_it_counts_no_more():
    hook = webhook()
    services.renew_secret(hook, by=None)
    hook.refresh_from_db()
    forget_deliveries(hook.old_secret_until - MOMENT)
    assert stored()[0][1] != ""
    forget_deliveries(hook.old_secret_until)
    hook.refresh_from_db()
    assert (hook.old_secret, hook.old_secret_until) == ("", None)


# What the database refuses


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("url = 'http://a.be/'", "webhook_url_https"),
        ("url = 'https://a.be/ b'", "webhook_url_https"),
        ("kinds = '{}'", "webhook_of_something"),
        ("old_secret = 'x'", "webhook_old_secret_ends"),
        ("old_secret_until = now()", "webhook_old_secret_ends"),
        ("paused_at = now()", "webhook_pause_has_reason"),
        ("paused_because = 'person'", "webhook_pause_has_reason"),
        ("paused_at = now(), paused_because = 'x'", "webhook_pause_has_reason"),
    ],
)
def test_what_a_webhook_never_is(change, constraint):
    webhook()
    with refused(constraint):
        changed(f"UPDATE webhooks_webhook SET {change}")


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("state = 'sent'", "webhook_delivery_sent_has_moment"),
        ("sent_at = now()", "webhook_delivery_sent_has_moment"),
        ("state = 'lost'", "webhook_delivery_sent_has_moment"),
        ("trouble = 'x'", "webhook_delivery_trouble_known"),
        ("event_id = 0", "webhooks_webhookdelivery_event_id_inside"),
    ],
)
def test_what_a_message_never_is(change, constraint):
    delivery(webhook())
    with refused(constraint):
        changed(f"UPDATE webhooks_webhookdelivery SET {change}")


def test_an_event_is_told_once_to_each():
    event = AuditEvent.objects.first()
    one, other = webhook(), webhook()
    delivery(one, event=event)
    delivery(other, event=event)
    with refused("webhook_delivery_once"):
        changed("UPDATE webhooks_webhookdelivery SET webhook_id = %s", [one.pk])
