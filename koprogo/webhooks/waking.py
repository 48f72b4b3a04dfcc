from django.db import transaction

from koprogo.jobs.services import enqueue, publish
from koprogo.webhooks.models import Webhook

__all__ = ["SENDING", "wake"]

SENDING = "webhooks.send"


def wake(webhook: Webhook) -> None:
    """See to it that a worker looks at this webhook after the commit.

    One job serves it at a time, so that a slow receiver takes one worker at most; when
    that one is asleep until a later attempt, it is published anew. The caller holds the
    lock of the row: a job that is about to end has ended then, or finds what is new.
    """
    job = enqueue(
        SENDING,
        tenant_id=webhook.tenant_id,
        by=None,
        key=f"{SENDING}:{webhook.uuid}",
        webhook=webhook.pk,
    )
    transaction.on_commit(lambda: publish(job.pk), robust=True)
