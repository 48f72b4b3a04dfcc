"""Put deliveries in the outbox, hand over e-mails, and note what was posted."""

import logging
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from email.utils import formataddr, parseaddr
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone

from koprogo.documents import services as documents
from koprogo.jobs.services import DONE, MORE, Outcome, enqueue
from koprogo.notifications.models import Delivery
from koprogo.tenancy import current_tenant_id

__all__ = ["mark_posted", "queue", "retry_failed", "send_next", "withdraw"]

logger = logging.getLogger(__name__)

BATCH = 1_000
MAX_ATTEMPTS = 6
FIRST_WAIT = timedelta(minutes=1)


@transaction.atomic
def queue(deliveries: Sequence[Delivery], *, by) -> None:
    """Put deliveries in the outbox; one of the same event and recipient stays alone.

    The number of statements depends on the batches of 1,000 only.
    """
    for delivery in deliveries:
        delivery.created_by = by
    Delivery.objects.bulk_create(deliveries, batch_size=BATCH, ignore_conflicts=True)
    if any(delivery.channel == Delivery.Channel.EMAIL for delivery in deliveries):
        enqueue("notifications.send", tenant_id=current_tenant_id(), by=None)


def send_next(*, now: datetime) -> Outcome | timedelta:
    """Hand over the next e-mail of the tenant entered; say whether there are more.

    The row is locked until its state is written: after a crash at most this one
    message is handed over again, with the same Message-ID.
    """
    waiting = Delivery.objects.emails().waiting()
    delivery = (
        waiting.filter(due_at__lte=now)
        .order_by("due_at", "pk")
        .select_for_update(skip_locked=True, of=["self"])
        .select_related("attachment")
        .first()
    )
    if delivery is not None:
        _hand_over(delivery, now)
        return MORE
    later = waiting.order_by("due_at").values_list("due_at", flat=True).first()
    return DONE if later is None else max(later - now, FIRST_WAIT)


def _hand_over(delivery: Delivery, now: datetime) -> None:
    try:
        message = _message(delivery)
        message.send()
    except (SMTPException, OSError) as error:
        _note_failure(delivery, error, now)
        return
    delivery.state, delivery.sent_at, delivery.error = Delivery.State.SENT, now, ""
    delivery.proof = {
        "message_id": message.extra_headers["Message-ID"],
        "server": settings.EMAIL_HOST,
        "sha256": delivery.attachment.sha256 if delivery.attachment else "",
    }
    if delivery.secret:
        delivery.body = ""
    delivery.save(update_fields=["state", "sent_at", "error", "proof", "body"])


def _note_failure(delivery: Delivery, error: Exception, now: datetime) -> None:
    # The text of the error names the recipient: it stays in the tenant's row.
    delivery.attempts += 1
    delivery.error = _words(error)[:200]
    delivery.due_at = now + FIRST_WAIT * 4 ** (delivery.attempts - 1)
    if delivery.attempts >= MAX_ATTEMPTS:
        delivery.state = Delivery.State.FAILED
        if delivery.secret:
            delivery.body = ""
    delivery.save(update_fields=["attempts", "error", "due_at", "state", "body"])
    logger.warning("delivery %s: attempt %d failed", delivery.uuid, delivery.attempts)


def _words(error: Exception) -> str:
    """Return what the mail server said, as text."""
    if isinstance(error, SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
    elif isinstance(error, SMTPResponseException):
        code, said = error.smtp_code, error.smtp_error
    else:
        return str(error) or type(error).__name__
    text = said.decode(errors="replace") if isinstance(said, bytes) else said
    return f"{code} {text}"


def _message(delivery: Delivery) -> EmailMessage:
    _name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    domain = address.rpartition("@")[2]
    message = EmailMessage(
        subject=delivery.subject,
        body=delivery.body,
        from_email=formataddr((delivery.sender, address)),
        to=[formataddr((delivery.name, delivery.address))],
        reply_to=[delivery.reply_to] if delivery.reply_to else None,
        headers={
            "Message-ID": f"<{delivery.uuid}@{domain}>",
            "Content-Language": delivery.language,
        },
    )
    if delivery.attachment:
        message.attach(
            delivery.attachment.name,
            documents.read(delivery.attachment),
            delivery.attachment.content_type,
        )
    return message


@transaction.atomic
def mark_posted(deliveries: Iterable[int], *, on: date, by) -> int:
    """Note that these letters (primary keys) were posted ``on`` a day; return how many."""
    rows = Delivery.objects.for_post().waiting().filter(pk__in=deliveries)
    return rows.update(
        state=Delivery.State.SENT,
        sent_at=timezone.now(),
        proof={"posted_on": on.isoformat(), "by": str(by.uuid)},
    )


@transaction.atomic
def retry_failed(*, event: str, by) -> int:
    """Try again the e-mails of an event that were given up; return how many."""
    failed = Delivery.objects.emails().filter(event=event, state=Delivery.State.FAILED)
    many = failed.update(
        state=Delivery.State.WAITING, attempts=0, due_at=timezone.now()
    )
    if many:
        enqueue("notifications.send", tenant_id=current_tenant_id(), by=by)
    return many


@transaction.atomic
def withdraw(*, event: str) -> int:
    """Keep back what was not handed over yet; return how many. It waits for a worker
    that is at one of them.
    """
    kept = Delivery.objects.filter(event=event).exclude(state=Delivery.State.SENT)
    return kept.update(state=Delivery.State.WITHDRAWN, error="")
