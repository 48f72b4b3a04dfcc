"""What the addresses of people name, in Les Acacias: for the tables of roles."""

from django.utils import timezone

from buildings.services import grant_role
from buildings.services.hall import arrive
from koprogo.accounts.models import User
from tests import cast
from tests.buildings_people.making import PAPER, invited, posted
from tests.community.making import joined, switched_on


def things() -> dict:
    """An occupant and an invitation of Omar's lot, a code in the hall, who waits."""
    switched_on()
    for name in ("omar", "clara", "otto"):
        joined(name)
    lives = grant_role(
        _somebody("lena"),
        tenant=cast.tenant(),
        role="occupant",
        since=timezone.localdate(),
        lot_id=cast.lot("A").pk,
        by=None,
    )
    code, _words = posted()
    waits = arrive(code, says="occupant", where="", by=_somebody("leo"))
    return {
        "occupancy_id": lives.uuid,
        "occupant_invitation_id": invited(channel=PAPER).uuid,
        "arrival_id": waits.uuid,
    }


def _somebody(name: str) -> User:
    """Return a person outside the cast, whose roles are in no table."""
    return User.objects.create_user(f"{name}@example.org", name=name.title())
