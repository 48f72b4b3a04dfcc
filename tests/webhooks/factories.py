"""Webhooks of the tenant entered."""

from datetime import timedelta

from django.utils import timezone

from koprogo.audit.kinds import kinds
from koprogo.webhooks.models import Webhook, WebhookDelivery
from koprogo.webhooks.services import create_webhook, send_test

URL = "https://books.example.org/hooks/5f1c"
State = WebhookDelivery.State


def all_kinds():
    return list(kinds())


def webhook(url=URL, *, kinds=None, by=None) -> Webhook:
    return create_webhook(url=url, kinds=kinds or all_kinds(), by=by)[0]


def delivery(webhook, **fields) -> WebhookDelivery:
    """Return a message of no event, as a receiver left it."""
    values = {"action": "lot.created", "occurred_at": timezone.now(), "body": {}}
    return WebhookDelivery.objects.create(webhook=webhook, **values | fields)


def webhook_with_a_test():
    """Return the arguments of its addresses."""
    made = webhook()
    return {
        "webhook_id": made.uuid,
        "delivery_id": send_test(made, by=None).uuid,
    }


def webhook_with_everything() -> Webhook:
    """Return one with a message in each state, and trouble."""
    now, made = timezone.now(), webhook()
    delivery(made, state=State.SENT, status=204, attempts=1, sent_at=now)
    delivery(made, state=State.FAILED, status=500, attempts=8, trouble="status")
    later = now + timedelta(hours=2)
    delivery(made, trouble="certificate", attempts=4, due_at=later)
    Webhook.objects.filter(pk=made.pk).update(failing_since=now)
    return made
