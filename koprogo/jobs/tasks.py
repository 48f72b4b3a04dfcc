from celery import shared_task
from django.utils import timezone

from koprogo.jobs import services


@shared_task(name="jobs.run")
def run(pk):
    """Do one step; the next one is a task of its own, so that workers can be renewed."""
    if services.run_step(pk) is services.MORE:
        services.publish(pk)


@shared_task(name="jobs.publish_due")
def publish_due():
    """Publish again what no worker has taken up."""
    services.publish_due(now=timezone.now())
