"""From the seals of the audit to messages that wait."""

from collections.abc import Iterator, Sequence

from koprogo.audit.kinds import kind_of_actions
from koprogo.audit.models import AuditEvent
from koprogo.tenancy import enter
from koprogo.webhooks.messages import bodies
from koprogo.webhooks.models import Webhook, WebhookDelivery
from koprogo.webhooks.waking import wake

__all__ = ["follow"]

BATCH = 1_000


def follow(tenant_id: int) -> None:
    """Tell the webhooks of a tenant what was sealed since they were told last.

    Seals have numbers without gaps, while an event with a lower id may be committed
    later: so nothing is left out. The number of statements depends on the number of
    webhooks and on batches of 1,000 messages.
    """
    with enter(tenant_id, by=None):
        webhooks = list(
            Webhook.objects.running()
            .select_for_update(of=["self"])
            .select_related("tenant")
        )
        if webhooks:
            _tell(webhooks)


def _tell(webhooks: Sequence[Webhook]) -> None:
    told = min(webhook.sealed_until for webhook in webhooks)
    events = list(
        AuditEvent.objects.filter(leaf__seal__number__gt=told)
        .select_related("leaf__seal")
        .order_by("pk")
    )
    if not events:
        return
    waiting = list(_deliveries(webhooks, events))
    WebhookDelivery.objects.bulk_create(
        waiting, batch_size=BATCH, ignore_conflicts=True
    )
    Webhook.objects.filter(pk__in=[webhook.pk for webhook in webhooks]).update(
        sealed_until=max(event.leaf.seal.number for event in events)
    )
    told_now = {delivery.webhook_id for delivery in waiting}
    for webhook in webhooks:
        if webhook.pk in told_now:
            wake(webhook)


def _deliveries(
    webhooks: Sequence[Webhook], events: Sequence[AuditEvent]
) -> Iterator[WebhookDelivery]:
    kinds = kind_of_actions()
    messages = bodies(events, webhooks[0].tenant)
    for event, body in zip(events, messages, strict=True):
        for webhook in webhooks:
            new = event.leaf.seal.number > webhook.sealed_until
            if new and kinds.get(event.action) in webhook.kinds:
                yield WebhookDelivery(
                    webhook=webhook,
                    event=event,
                    action=event.action,
                    occurred_at=event.at,
                    body=body,
                )
