"""Who lives in a lot: invited by its owner, and gone after a last day.

A lot that is sold keeps its occupants; the new owner, or the syndic, ends their access.
What the seller had sent and nobody accepted opens nothing any more (services/joining).
"""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from buildings.errors import (
    EndsBeforeItBegins,
    NotYourLot,
    OccupancyEnded,
    TooManyInvited,
)
from buildings.models import Building, Grant, Invitation, Lot, Role
from buildings.notices import Sender, occupancy_ends
from buildings.occupants import invitations_to_lots, landlord_of
from buildings.services.invitations import send_to_lot
from koprogo.audit.services import record
from koprogo.notifications.services import queue

__all__ = ["MOST_INVITED", "end_occupancy", "invite_occupant"]

#: open invitations to one lot
MOST_INVITED = 10


@transaction.atomic
def invite_occupant(
    *,
    number: UUID,
    lot: Lot,
    channel: Invitation.Channel,
    name: str,
    email: str,
    language: str,
    until: date | None,
    origin: str,
    by,
) -> Invitation:
    """Invite somebody who lives in a lot of one's own. ``number``: once for each form.

    Raises:
        NotYourLot: ``by`` does not own it today, nor has its usufruct.
        TooManyInvited: so many have not answered yet.
    """
    building = Building.objects.select_for_update(of=["self"]).get()
    sent = Invitation.objects.filter(tenant=building.pk, uuid=number).first()
    if sent is not None:
        return sent
    landlord = landlord_of(lot.pk, by, on=timezone.localdate())
    if landlord is None:
        raise NotYourLot(lot)
    waiting = invitations_to_lots(building, [lot], moment=timezone.now())
    if waiting.count() >= MOST_INVITED:
        raise TooManyInvited(lot)
    invitation = Invitation(
        uuid=number,
        lot_id=lot.pk,
        landlord_id=landlord.pk,
        channel=channel,
        name=name,
        email=email,
        language=language,
        role_until=until,
    )
    send_to_lot(invitation, origin=origin, by=by)
    return invitation


@transaction.atomic
def end_occupancy(
    grant: Grant, *, last_day: date, by, is_landlord: bool = False
) -> Grant:
    """Let an occupant enter no more after ``last_day``; he is told.

    ``is_landlord``: ``by`` ends it for his own lot, and must still say who lives there.

    Raises:
        NotYourLot: he does not.
        OccupancyEnded: it has ended.
        EndsBeforeItBegins: it begins on a later day.
    """
    building = Building.objects.select_related("tenant").get()
    found = Grant.objects.select_for_update(of=["self"]).select_related("user")
    locked = found.filter(pk=grant.pk, tenant=building.pk, role=Role.OCCUPANT).first()
    today = timezone.localdate()
    if locked is None or (locked.until and locked.until <= today):
        raise OccupancyEnded(grant)
    if is_landlord and landlord_of(locked.lot_id, by, on=today) is None:
        raise NotYourLot(grant)
    if last_day < locked.since:
        raise EndsBeforeItBegins(last_day)
    locked.until = last_day + timedelta(days=1)
    locked.save(update_fields=["until"])
    record(
        "occupancy.ended",
        target=locked,
        by=by,
        user=locked.user_id,
        last_day=str(last_day),
    )
    if locked.user_id != by.pk:
        written_by = Sender(building, None, str(by), "")
        queue([occupancy_ends(locked, last_day=last_day, sender=written_by)], by=by)
    return locked
