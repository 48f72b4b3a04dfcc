"""Later work between neighbours: each step enters one building."""

from collections.abc import Iterator

from celery import shared_task
from django.utils import timezone

from buildings.models import Building, Module
from community.services import booking_times
from community.services.digest import send_digest
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant

__all__ = ["digest", "follow_bookings"]

BOOKED = (Module.LENDING, Module.ROOMS)
#: nobody is reminded at night
DAYTIME = range(7, 22)


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


@shared_task(name="community.follow_bookings")
def follow_bookings() -> int:
    """End what lapsed and remind of what comes; return how many bookings ended.

    One transaction for each building; what is switched off there is left alone.
    """
    now, ended = timezone.now(), 0
    for tenant in _buildings():
        with enter(tenant.pk, by=None):
            building = Building.objects.get()
            on = [module for module in BOOKED if module in building.modules]
            ended += booking_times.lapse_due(on, now=now)
            if timezone.localtime(now).hour in DAYTIME:
                booking_times.remind(on, now=now)
    return ended
