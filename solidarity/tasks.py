"""Later work of the fund: each step enters its tenant and calls one service."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from solidarity.services.requests import lapse_due, warn_due


@shared_task(name="solidarity.lapse_requests")
def lapse_requests() -> int:
    """End incomplete requests without news, and warn of it; return how many ended."""
    if not settings.ASBL_PLATFORM:
        return 0
    ended = 0
    for tenant in Tenant.objects.filter(kind=Tenant.Kind.FUND):
        with enter(tenant.pk, by=None):
            ended += lapse_due(now=timezone.now())
            warn_due(now=timezone.now())
    return ended
