"""Later work between neighbours: each step enters the building and calls one service."""

from celery import shared_task
from django.utils import timezone

from buildings.access import BUILDINGS
from community.services.leaving import close_those_who_left
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant


@shared_task(name="community.close_those_who_left")
def close_all_who_left() -> int:
    """Close, in every building, those whose last role has ended; return how many."""
    closed = 0
    for tenant in Tenant.objects.filter(kind__in=BUILDINGS).order_by("pk"):
        with enter(tenant.pk, by=None):
            closed += close_those_who_left(timezone.now())
    return closed
