"""Leaving the building: what one offered and asked ends, and the balance is settled."""

from datetime import datetime

from django.db import transaction

from community.exchanging import State
from community.models import HoursExchange, HoursMediator, HoursTransfer, Neighbour
from community.notices_hours import About, tell_of
from community.services.hours.ledger import settle

__all__ = ["leave_hours"]


@transaction.atomic
def leave_hours(neighbour: Neighbour, *, now: datetime) -> HoursTransfer | None:
    """End what was only asked or agreed, and settle the balance; None: it was 0.

    What is said to be done, or with a mediator, goes on without him: it counts by
    silence or as decided, and the common account takes it over at once. Twice is once.
    """
    rows = (
        HoursExchange.objects.of(neighbour)
        .filter(state__in=["asked", "accepted"])
        .select_for_update(of=["self"])
        .select_related("giver__user", "receiver__user")
        .order_by("pk")
    )
    for row in rows:
        row.state, row.ended_at = State.WITHDRAWN, now
        row.save(update_fields=["state", "ended_at"])
        tell_of(About.DECLINED, row, to=[row.other(neighbour)])
    HoursMediator.objects.filter(neighbour=neighbour, ended_at=None).update(
        ended_at=now
    )
    return settle(neighbour)
