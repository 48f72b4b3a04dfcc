"""The minutes on their way to everybody who has a right to vote (art. 3.87 §12)."""

from django.utils import timezone

from buildings.services import letters
from governance.models import Minutes
from koprogo.jobs.models import Job
from koprogo.jobs.services import DONE, Outcome

__all__ = ["make_step"]


def make_step(job: Job, minutes: Minutes) -> Outcome:
    """Make the next letters; with the last one all are sent, and the minutes were."""
    outcome = letters.make_step(job, minutes)
    if outcome is DONE and minutes.sent_at is None:
        minutes.sent_at = timezone.now()
        minutes.save(update_fields=["sent_at"])
    return outcome
