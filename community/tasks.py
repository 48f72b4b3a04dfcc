"""Later work between neighbours: each step enters one building."""

from collections.abc import Iterator

from celery import shared_task
from django.utils import timezone

from buildings.models import Building
from community.services.bazaar_care import care_for_bazaar
from community.services.digest import send_digest
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant

__all__ = ["bazaar", "digest"]


def _buildings() -> Iterator[Tenant]:
    """Yield the buildings where something is on."""
    for tenant in Tenant.objects.filter(kind=Tenant.Kind.CO_OWNERSHIP):
        with enter(tenant.pk, by=None):
            is_on = Building.objects.exclude(modules=[]).exists()
        if is_on:
            yield tenant


@shared_task(name="community.digest")
def digest() -> int:
    """Write the mail of the week in each building; return how many were queued."""
    told = 0
    for tenant in _buildings():
        with enter(tenant.pk, by=None):
            told += send_digest(timezone.now())
    return told


@shared_task(name="community.bazaar")
def bazaar() -> int:
    """Hold the draws that are due and end what is over; return how many changed."""
    changed = 0
    for tenant in _buildings():
        with enter(tenant.pk, by=None):
            changed += care_for_bazaar(timezone.now())
    return changed
