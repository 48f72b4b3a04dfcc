from django.utils import timezone

from koprogo.jobs.services import step
from koprogo.webhooks.delivering import send_next
from koprogo.webhooks.waking import SENDING


@step(SENDING)
def send(job, *, webhook):
    """Send the next message of a webhook (its primary key)."""
    outcome = send_next(webhook, now=timezone.now())
    job.done += 1
    return outcome
