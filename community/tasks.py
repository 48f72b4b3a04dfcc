"""Later work between neighbours: each step enters a building and calls one service."""

from celery import shared_task
from django.utils import timezone

from buildings.models import Building, Module
from community.services import booking_times
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant

BOOKED = (Module.LENDING, Module.ROOMS)
#: nobody is reminded at night
DAYTIME = range(7, 22)


@shared_task(name="community.follow_bookings")
def follow_bookings() -> int:
    """End what lapsed and remind of what comes; return how many bookings ended.

    One transaction for each building; what is switched off there is left alone.
    """
    now, ended = timezone.now(), 0
    for tenant in Tenant.objects.filter(kind=Tenant.Kind.CO_OWNERSHIP).order_by("pk"):
        with enter(tenant.pk, by=None):
            building = Building.objects.get()
            on = [module for module in BOOKED if module in building.modules]
            if not on:
                continue
            ended += booking_times.lapse_due(on, now=now)
            if timezone.localtime(now).hour in DAYTIME:
                booking_times.remind(on, now=now)
    return ended
