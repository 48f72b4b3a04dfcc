"""A syndic looks at the pages as an owner sees them; the owner is told."""

from django.db import transaction

from buildings import see_as
from buildings.models import Building, Owner
from buildings.notices import looked
from buildings.services.invitations import sender
from koprogo.audit.services import record
from koprogo.notifications.services import queue

__all__ = ["start_looking", "stop_looking"]


@transaction.atomic
def start_looking(owner: Owner, *, reason: str, origin: str, by) -> None:
    """Record who looks as ``owner`` and why, and write to the owner where he reads."""
    building = Building.objects.select_related("tenant").get()
    event = record(see_as.STARTED, target=owner, by=by, reason=reason)
    address = owner.user.email if owner.user_id else owner.email
    if address:
        mail = looked(
            owner,
            address,
            event=f"looked:{event.uuid}",
            reason=reason,
            sender=sender(building, origin=origin, by=by),
        )
        queue([mail], by=by)


@transaction.atomic
def stop_looking(owner: Owner, *, by) -> None:
    record(see_as.STOPPED, target=owner, by=by)
