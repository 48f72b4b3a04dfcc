from django.utils import timezone

from koprogo.jobs.services import step
from koprogo.notifications import services


@step("notifications.send")
def send(job):
    outcome = services.send_next(now=timezone.now())
    job.done += 1
    return outcome
