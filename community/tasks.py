"""Later work between neighbours: each step enters the building and calls one service."""

from collections.abc import Callable
from datetime import date, datetime

from celery import shared_task
from django.utils import timezone

from buildings.access import BUILDINGS
from buildings.models import Building, Module
from community.impact import Facts
from community.queries.bookings import BOOKED
from community.queries.impact import due_months
from community.services import booking_times, impact
from community.services.bazaar_care import care_for_bazaar
from community.services.digest import send_digest
from community.services.hours import exchanges
from community.services.leaving import close_those_who_left
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant

__all__ = [
    "bazaar",
    "close_all_who_left",
    "confirm_hours",
    "digest",
    "follow_bookings",
    "tell_impact",
]

#: nobody is reminded at night
DAYTIME = range(7, 22)


def _in_each(act: Callable[[datetime], int]) -> int:
    """Act in every building, each in a transaction of its own; return the sum."""
    done = 0
    for tenant in Tenant.objects.filter(kind__in=BUILDINGS).order_by("pk"):
        with enter(tenant.pk, by=None):
            done += act(timezone.now())
    return done


@shared_task(name="community.close_those_who_left")
def close_all_who_left() -> int:
    """Close, in every building, those whose last role has ended; return how many."""
    return _in_each(close_those_who_left)


@shared_task(name="community.digest")
def digest() -> int:
    """Write the mail of the week in each building; return how many were queued."""
    return _in_each(send_digest)


@shared_task(name="community.follow_bookings")
def follow_bookings() -> int:
    """End what lapsed and remind of what comes; return how many bookings ended.

    What is switched off is left alone.
    """
    return _in_each(_follow)


def _follow(now: datetime) -> int:
    building = Building.objects.get()
    on = [module for module in BOOKED if module in building.modules]
    ended = booking_times.lapse_due(on, now=now)
    if timezone.localtime(now).hour in DAYTIME:
        booking_times.remind(on, now=now)
    return ended


@shared_task(name="community.confirm_hours")
def confirm_hours() -> int:
    """Remind after 7 days, and count after 14 what nobody answered; return how many.

    One transaction for each exchange: none waits for the balances of another. Where
    hours are switched off, nothing moves.
    """
    now, counted = timezone.now(), 0
    for tenant in Tenant.objects.filter(kind__in=BUILDINGS).order_by("pk"):
        due = []
        with enter(tenant.pk, by=None):
            if Module.HOURS in Building.objects.get().modules:
                exchanges.remind_due(now)
                due = exchanges.find_due(now)
        for exchange in due:
            with enter(tenant.pk, by=None):
                counted += exchanges.confirm_by_silence(exchange, now=now)
    return counted


@shared_task(name="community.bazaar")
def bazaar() -> int:
    """Hold the draws that are due and end what is over; return how many changed."""
    return _in_each(care_for_bazaar)


@shared_task(name="community.tell_impact")
def tell_impact() -> int:
    """Tell the months that are over: to each building, then of all; return how many.

    The sum of a month is written last: where a night was cut short, the next one goes on.
    """
    months = due_months(timezone.localdate())
    told: dict[date, list[Facts]] = {month: [] for month in months}
    if not months:
        return 0
    for tenant in Tenant.objects.filter(kind__in=BUILDINGS).order_by("pk"):
        with enter(tenant.pk, by=None):
            for month, facts in impact.tell_months(months).items():
                told[month].append(facts)
    for month, rows in told.items():
        impact.sum_up(month, rows)
    return len(months)
