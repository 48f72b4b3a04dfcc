"""What generated requests of the API name and send about people: Sophie owns lot C."""

from uuid import uuid4

from django.utils import timezone

from buildings.models import Invitation
from buildings.services import grant_role, hall
from koprogo.accounts.models import User
from tests import cast
from tests.buildings.mailbox import ORIGIN
from tests.buildings_people.making import invited

LOT, WHO = "C", "sophie"


def _lives(_method):
    person = User.objects.create_user(f"{uuid4().hex}@example.org", name="Lena")
    grant = grant_role(
        person,
        tenant=cast.tenant(),
        role="occupant",
        since=timezone.localdate(),
        lot_id=cast.lot(LOT).pk,
        by=None,
    )
    return {"occupancy_id": grant.uuid}


def _room_to_invite(_method):
    """So many may be invited to one lot at once, and no more."""
    rows = Invitation.objects.open(timezone.now()).filter(lot_id=cast.lot(LOT).pk)
    rows.update(revoked_at=timezone.now())
    return {}


def _invited(method):
    _room_to_invite(method)
    return {"occupant_invitation_id": invited(lot=LOT, by=WHO).uuid}


def _hangs(_method):
    hall.post_code(origin=ORIGIN, by=cast.user(WHO))
    return {}


def _waits(_method):
    code = hall.post_code(origin=ORIGIN, by=cast.user(WHO))
    person = User.objects.create_user(f"{uuid4().hex}@example.org", name="Leo")
    arrival = hall.arrive(code, says="occupant", where="", by=person)
    return {"arrival_id": arrival.uuid}


MAKERS = {
    _hangs: ("hall/",),
    _waits: ("arrivals/{arrival_id}/approve/", "arrivals/{arrival_id}/refuse/"),
    _lives: ("occupants/{occupancy_id}/end/",),
    _invited: ("invited/{occupant_invitation_id}/revoke/",),
    _room_to_invite: ("my-occupants/",),
}


def bodies(real):
    """Return bodies that the services accept; the tenant is not entered."""
    ends = {"last_day": timezone.localdate().isoformat()}
    return {
        "POST my-occupants/": {
            "lot": str(real["lot"]),
            "name": "Ada",
            "email": "ada@example.org",
            "language": "nl",
        },
        "POST my-occupants/{occupancy_id}/end/": ends,
        "POST occupants/{occupancy_id}/end/": ends,
    }
