from celery import shared_task
from django.utils import timezone

from koprogo.jobs.services import step
from koprogo.privacy import copies, retention


@step(copies.MAKING)
def make_copy(job, *, copy, places):
    return copies.make_part(job, copy=copy, places=places)


@shared_task(name="privacy.forget")
def forget() -> int:
    """Delete what has been kept long enough."""
    return retention.forget(now=timezone.now())
