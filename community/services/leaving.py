"""Somebody takes part no more: by his own wish, or because his last role has ended.

What leaving settles stands in ``AT_LEAVING``: it is called in the building, in the same
transaction, with the neighbour locked, and again for who came back and leaves once more.
"""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from buildings.access import Permission
from buildings.models import Grant, Role
from buildings.roles import permissions_of
from community.models import Neighbour
from community.services.bazaar_ending import leave_bazaar
from community.services.booking_times import free_bookings
from community.services.hours.leaving import leave_hours
from koprogo.tenancy import current_tenant_id
from koprogo.tenancy.models import Tenant

__all__ = ["AT_LEAVING", "close_those_who_left", "leave"]

#: what else ends when a neighbour leaves, in this order
AT_LEAVING: list[Callable[..., object]] = [leave_hours, free_bookings, leave_bazaar]


@transaction.atomic
def leave(me: Neighbour, *, by) -> None:
    """Take part no more, from now on; twice is once."""
    _close(me.pk, now=timezone.now())


def close_those_who_left(now: datetime) -> int:
    """Close, in the building entered, those who may meet no neighbours any more.

    Returns how many. Each is closed by himself: what one has left undone holds up no
    other.
    """
    gone = Neighbour.objects.here().filter(~Exists(_running_roles(now)))
    return sum(_close(key, now=now) for key in gone.values_list("pk", flat=True))


def _running_roles(now: datetime):
    kind = Tenant.objects.values_list("kind", flat=True).get(pk=current_tenant_id())
    meeting = [
        role
        for role in Role
        if Permission.MEET_NEIGHBOURS in permissions_of(role, kind)
    ]
    running = Grant.objects.on(timezone.localdate(now))
    return running.filter(
        tenant=current_tenant_id(), role__in=meeting, user=OuterRef("user")
    )


@transaction.atomic
def _close(key: int, *, now: datetime) -> bool:
    found = Neighbour.objects.select_for_update(of=["self"]).here()
    neighbour = found.filter(pk=key).first()
    if neighbour is None:
        return False
    for settle in AT_LEAVING:
        settle(neighbour, now=now)
    neighbour.left_at = now
    neighbour.save(update_fields=["left_at"])
    return True
