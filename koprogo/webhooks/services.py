"""What a person does with webhooks, and how they are paused."""

import uuid
from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from koprogo import slots
from koprogo.audit import queries as audit
from koprogo.audit.services import record
from koprogo.tenancy import current_tenant_id
from koprogo.tenancy.models import Tenant
from koprogo.webhooks.errors import TooManyWebhooks, WebhookPaused
from koprogo.webhooks.messages import TEST, body_of_test
from koprogo.webhooks.models import Webhook, WebhookDelivery
from koprogo.webhooks.signing import new_secret
from koprogo.webhooks.vault import lock_away
from koprogo.webhooks.waking import wake

__all__ = [
    "MOST",
    "change_webhook",
    "create_webhook",
    "delete_webhook",
    "pause_webhook",
    "renew_secret",
    "resume_webhook",
    "send_test",
    "try_again",
]

# Every event is told to each of them: more would be an amplifier.
MOST = 10
BOTH_SECRETS_FOR = timedelta(hours=24)


@transaction.atomic
def create_webhook(*, url: str, kinds: Sequence[str], by) -> tuple[Webhook, str]:
    """Tell ``url`` from now on what happens; return also its secret, known only now.

    Raises:
        TooManyWebhooks: there are ten already.
    """
    Tenant.objects.select_for_update(no_key=True).get(pk=current_tenant_id())
    if Webhook.objects.count() >= MOST:
        raise TooManyWebhooks
    ident, secret = uuid.uuid4(), new_secret()
    webhook = Webhook.objects.create(
        uuid=ident,
        url=url,
        kinds=list(kinds),
        secret=lock_away(secret, webhook=ident),
        sealed_until=_last_seal(),
        created_by=by,
    )
    record(
        "webhook.created",
        target=webhook,
        by=by,
        name=webhook.host,
        kinds=", ".join(webhook.kinds),
    )
    return webhook, secret


@transaction.atomic
def change_webhook(webhook: Webhook, *, url: str, kinds: Sequence[str], by) -> Webhook:
    """Tell another address, or of other kinds; what waits goes to the new address."""
    webhook = _lock(webhook)
    before = (webhook.url, webhook.kinds, webhook.host)
    if (url, list(kinds)) == before[:2]:
        return webhook
    if url != webhook.url:
        webhook.failing_since = None
    webhook.url, webhook.kinds = url, list(kinds)
    webhook.save(update_fields=["url", "kinds", "failing_since"])
    record(
        "webhook.changed",
        target=webhook,
        by=by,
        name=[before[2], webhook.host],
        kinds=[", ".join(before[1]), ", ".join(webhook.kinds)],
    )
    return webhook


@transaction.atomic
def pause_webhook(
    webhook: Webhook, *, because: Webhook.Pause = Webhook.Pause.PERSON, by
) -> None:
    """Send nothing more until it is resumed; when the system does it, people are told.

    What happens meanwhile is not told later either: it is in the history.
    """
    webhook = _lock(webhook)
    if webhook.paused_at:
        return
    webhook.paused_at, webhook.paused_because = timezone.now(), because
    webhook.save(update_fields=["paused_at", "paused_because"])
    event = record(
        "webhook.paused",
        target=webhook,
        by=by,
        name=webhook.host,
        paused_because=because,
    )
    if because != Webhook.Pause.PERSON:
        for tell in slots.webhook_paused:
            tell(webhook, event.uuid)


@transaction.atomic
def resume_webhook(webhook: Webhook, *, by) -> None:
    """Send what still waits, and tell what happens from now on."""
    webhook = _lock(webhook)
    if not webhook.paused_at:
        return
    webhook.paused_at, webhook.paused_because = None, ""
    webhook.failing_since, webhook.sealed_until = None, _last_seal()
    webhook.save(
        update_fields=["paused_at", "paused_because", "failing_since", "sealed_until"]
    )
    record("webhook.resumed", target=webhook, by=by, name=webhook.host)
    wake(webhook)


@transaction.atomic
def renew_secret(webhook: Webhook, *, by) -> str:
    """Return a new secret, known only now; the old one signs as well for 24 hours."""
    webhook, secret = _lock(webhook), new_secret()
    webhook.old_secret = webhook.secret
    webhook.old_secret_until = timezone.now() + BOTH_SECRETS_FOR
    webhook.secret = lock_away(secret, webhook=webhook.uuid)
    webhook.save(update_fields=["secret", "old_secret", "old_secret_until"])
    record("webhook.secret_renewed", target=webhook, by=by, name=webhook.host)
    return secret


@transaction.atomic
def delete_webhook(webhook: Webhook, *, by) -> None:
    """Delete it with all that it was told; wait for a message that is on its way."""
    # In the order of the worker, who holds a message when he writes the webhook.
    deliveries = WebhookDelivery.objects.filter(webhook=webhook.pk)
    list(deliveries.select_for_update().order_by("pk").values_list("pk"))
    webhook = _lock(webhook)
    record("webhook.deleted", target=webhook, by=by, name=webhook.host)
    deliveries.delete()
    webhook.delete()


@transaction.atomic
def send_test(webhook: Webhook, *, by) -> WebhookDelivery:
    """Send a message of no event; one that still waits is not doubled.

    Raises:
        WebhookPaused: nothing would be sent.
    """
    webhook = _lock_running(webhook)
    waiting = webhook.deliveries.waiting().filter(action=TEST)
    delivery = waiting.first() or _test(webhook)
    wake(webhook)
    return delivery


def _test(webhook: Webhook) -> WebhookDelivery:
    ident, now = uuid.uuid4(), timezone.now()
    return WebhookDelivery.objects.create(
        uuid=ident,
        webhook=webhook,
        action=TEST,
        occurred_at=now,
        body=body_of_test(str(ident), webhook.tenant, at=now),
    )


@transaction.atomic
def try_again(delivery: WebhookDelivery, *, by) -> None:
    """Take up again a message that was given up.

    Raises:
        WebhookPaused: nothing would be sent.
    """
    webhook = _lock_running(delivery.webhook)
    state = WebhookDelivery.State
    WebhookDelivery.objects.filter(pk=delivery.pk, state=state.FAILED).update(
        state=state.WAITING, attempts=0, due_at=timezone.now()
    )
    wake(webhook)


def _lock(webhook: Webhook) -> Webhook:
    return Webhook.objects.select_for_update().get(pk=webhook.pk)


def _lock_running(webhook: Webhook) -> Webhook:
    webhook = _lock(webhook)
    if webhook.paused_at:
        raise WebhookPaused
    return webhook


def _last_seal() -> int:
    seal = audit.last_seal()
    return seal.header.number if seal else 0
