"""Give somebody a private address for his calendar; a new one closes the old."""

import secrets
from datetime import datetime

from django.db import transaction

from buildings.invitations import hash_code
from community.models import Bookable, CalendarFeed, Neighbour
from koprogo.tenancy import current_tenant_id

__all__ = ["close_feed", "renew_feed"]


@transaction.atomic
def renew_feed(
    *, room: Bookable | None = None, me: Neighbour, now: datetime, by
) -> str:
    """Return the token of a new address, which is known only now.

    ``room``: whose bookings it tells, without names; None: his own calendar.
    """
    token = secrets.token_urlsafe(32)
    CalendarFeed.objects.update_or_create(
        tenant_id=current_tenant_id(),
        neighbour=me.uuid,
        bookable=room.uuid if room else None,
        defaults={"digest": hash_code(token), "made_at": now},
    )
    return token


@transaction.atomic
def close_feed(*, room: Bookable | None = None, me: Neighbour, by) -> None:
    """Let the address open nothing any more; there may be none."""
    CalendarFeed.objects.filter(
        tenant=current_tenant_id(),
        neighbour=me.uuid,
        bookable=room.uuid if room else None,
    ).delete()
