"""Later work between neighbours: each step enters the building and calls one service."""

from collections.abc import Callable
from datetime import datetime

from celery import shared_task
from django.utils import timezone

from buildings.access import BUILDINGS
from community.services.digest import send_digest
from community.services.leaving import close_those_who_left
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant


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
