from celery import shared_task
from django.utils import timezone

from koprogo.measuring.services import count_minute
from koprogo.ui.readiness import checks


@shared_task(name="measuring.alive")
def alive() -> bool:
    """Count this minute if the site is ready to serve; tell whether it was counted."""
    return all(checks().values()) and count_minute(timezone.now())
