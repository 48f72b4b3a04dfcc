"""Hand over the messages of one webhook, the oldest first, and note what came of it."""

from datetime import datetime, timedelta
from http import HTTPStatus

from django.conf import settings

from koprogo.jobs.services import DONE, MORE, Outcome
from koprogo.webhooks import signing
from koprogo.webhooks.models import Webhook, WebhookDelivery
from koprogo.webhooks.retries import FAILING_FOR, next_attempt
from koprogo.webhooks.sending import Trouble, Unreachable, post
from koprogo.webhooks.services import pause_webhook
from koprogo.webhooks.vault import take_out

__all__ = ["send_next"]

State = WebhookDelivery.State
# After a message that was not taken the worker serves others before the next one.
REST = timedelta(minutes=1)
# A job that waits looks again at the latest after this, should nobody have woken it.
LONGEST_SLEEP = timedelta(minutes=10)


def send_next(webhook_id: int, *, now: datetime) -> Outcome | timedelta:
    """Send the next message of a webhook of the tenant entered; say what is left.

    The message is locked until its state is written: after a crash it is sent again,
    with the same id.
    """
    delivery = (
        WebhookDelivery.objects.waiting()
        .filter(webhook=webhook_id, webhook__paused_at=None, due_at__lte=now)
        .order_by("due_at", "pk")
        .select_for_update(skip_locked=True, of=["self"])
        .select_related("webhook")
        .first()
    )
    if delivery is None:
        return _what_is_left(webhook_id, now)
    return _send(delivery, now)


def _what_is_left(webhook_id: int, now: datetime) -> Outcome | timedelta:
    """Whoever adds something holds this lock: nothing comes in while the job ends."""
    webhook = Webhook.objects.select_for_update().filter(pk=webhook_id).first()
    if webhook is None or webhook.paused_at:
        return DONE
    first = webhook.deliveries.waiting().order_by("due_at").first()
    if first is None:
        return DONE
    return MORE if first.due_at <= now else min(first.due_at - now, LONGEST_SLEEP)


def _send(delivery: WebhookDelivery, now: datetime) -> Outcome | timedelta:
    delivery.attempts += 1
    delivery.status, delivery.trouble = _answer(delivery, now)
    if not delivery.trouble:
        _note_success(delivery, now)
        return MORE
    _note_failure(delivery, now)
    return REST


def _answer(delivery: WebhookDelivery, now: datetime) -> tuple[int | None, str]:
    """Return the status of the answer, and what is wrong: "" for nothing."""
    body = delivery.payload
    try:
        status = post(
            delivery.webhook.url,
            body=body,
            headers=_headers(delivery, body, now),
            loopback=settings.WEBHOOKS_TO_LOOPBACK,
        )
    except Unreachable as error:
        return None, error.trouble
    return status, "" if 200 <= status < 300 else Trouble.STATUS


def _headers(delivery: WebhookDelivery, body: bytes, now: datetime) -> dict[str, str]:
    webhook = delivery.webhook
    tokens = [webhook.secret]
    if webhook.old_secret_until and now < webhook.old_secret_until:
        tokens.append(webhook.old_secret)
    secrets = [take_out(token, webhook=webhook.uuid) for token in tokens]
    return {
        "Content-Type": "application/json",
        "User-Agent": "KoproGo-Webhooks/1",
        **signing.headers(
            secrets, ident=str(delivery.uuid), moment=int(now.timestamp()), body=body
        ),
    }


def _note_success(delivery: WebhookDelivery, now: datetime) -> None:
    delivery.state, delivery.sent_at = State.SENT, now
    delivery.save(update_fields=["attempts", "status", "trouble", "state", "sent_at"])
    if delivery.webhook.failing_since:
        Webhook.objects.filter(pk=delivery.webhook_id).update(failing_since=None)


def _note_failure(delivery: WebhookDelivery, now: datetime) -> None:
    webhook, gone = delivery.webhook, delivery.status == HTTPStatus.GONE
    later = None if gone else next_attempt(delivery.attempts, now=now)
    delivery.state = State.WAITING if later else State.FAILED
    delivery.due_at = later or now
    delivery.save(update_fields=["attempts", "status", "trouble", "state", "due_at"])
    if gone:
        pause_webhook(webhook, because=Webhook.Pause.GONE, by=None)
    elif webhook.failing_since is None:
        Webhook.objects.filter(pk=webhook.pk).update(failing_since=now)
    elif now - webhook.failing_since >= FAILING_FOR:
        pause_webhook(webhook, because=Webhook.Pause.FAILING, by=None)
