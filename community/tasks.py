"""Later work between neighbours: each step enters a building and calls one service."""

from celery import shared_task
from django.utils import timezone

from buildings.models import Building, Module
from community.services.hours import exchanges
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant


@shared_task(name="community.confirm_hours")
def confirm_hours() -> int:
    """Remind after 7 days, and count after 14 what nobody answered; return how many.

    One transaction for each exchange: none waits for the balances of another. Where
    hours are switched off, nothing moves.
    """
    now, counted = timezone.now(), 0
    for tenant in Tenant.objects.filter(kind=Tenant.Kind.CO_OWNERSHIP).order_by("pk"):
        due = []
        with enter(tenant.pk, by=None):
            if Module.HOURS in Building.objects.get().modules:
                exchanges.remind_due(now)
                due = exchanges.find_due(now)
        for exchange in due:
            with enter(tenant.pk, by=None):
                counted += exchanges.confirm_by_silence(exchange, now=now)
    return counted
