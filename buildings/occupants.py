"""Who lives in a building without owning a lot, and who may say so: reads.

Who owns a lot, alone or with others, or has its usufruct, says who lives there; the
right of a bare owner is a later one.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Q, QuerySet

from buildings.models import (
    Arrival,
    Building,
    Founding,
    Grant,
    HallCode,
    HoldingMember,
    Invitation,
    Lot,
    Owner,
    Ownership,
    Role,
)

__all__ = [
    "NEEDED",
    "Progress",
    "arrivals_of",
    "hall_code_of",
    "has_building_at",
    "invitations_to_lots",
    "landlord_of",
    "lots_let_by",
    "occupants_of",
    "occupants_of_lots",
    "progress_of",
]

#: so many people other than the founder show that they live there, before anything is on
NEEDED = 3


def lots_let_by(owners: QuerySet[Owner], *, on: date) -> QuerySet[Lot]:
    """Return the lots of which these owners say, on that day, who lives there."""
    members = HoldingMember.objects.filter(
        Q(full__gt=0) | Q(usufruct__gt=0), owner__in=owners
    )
    held = Ownership.objects.on(on).filter(holding__in=members.values("holding"))
    return Lot.objects.filter(pk__in=held.values("lot")).order_by("position", "pk")


def landlord_of(lot_id: int, user, *, on: date) -> Owner | None:
    """Return as which owner ``user`` says who lives in a lot; None: he does not."""
    mine = Owner.objects.filter(user=user)
    is_his = lots_let_by(mine, on=on).filter(pk=lot_id).exists()
    return mine.first() if is_his else None


def _not_ended(building: Building, on: date) -> QuerySet[Grant]:
    found = Grant.objects.filter(
        Q(until=None) | Q(until__gt=on), tenant=building.pk, role=Role.OCCUPANT
    )
    return found.select_related("user")


def occupants_of(building: Building, *, on: date) -> QuerySet[Grant]:
    """Return who lives there, or will, by name."""
    return _not_ended(building, on).order_by("user__name", "pk")


def occupants_of_lots(building: Building, lots, *, on: date) -> QuerySet[Grant]:
    """Return who lives in these lots, or will, by name."""
    keys = [lot.pk for lot in lots]
    return occupants_of(building, on=on).filter(lot_id__in=keys)


def invitations_to_lots(
    building: Building, lots, *, moment: datetime
) -> QuerySet[Invitation]:
    """Return the invitations to these lots that can be accepted, the latest first."""
    keys = [lot.pk for lot in lots]
    return Invitation.objects.open(moment).filter(tenant=building.pk, lot_id__in=keys)


def hall_code_of(tenant_id: int) -> HallCode | None:
    """Return the code that hangs in the hall, good or expired; None: none does."""
    return HallCode.objects.filter(tenant=tenant_id, closed_at=None).first()


def arrivals_of(building: Building) -> QuerySet[Arrival]:
    """Return who typed the code of the hall, the first first."""
    return Arrival.objects.filter(tenant=building.pk).select_related("user")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a building of neighbours is from being open."""

    founding: Founding
    people: int

    @property
    def is_open(self) -> bool:
        return self.founding.opened_at is not None

    @property
    def missing(self) -> int:
        return max(NEEDED - self.people, 0)


def progress_of(founding: Founding) -> Progress:
    """Count who showed that he lives there: each person once, the founder never."""
    people = Arrival.objects.filter(
        tenant=founding.tenant_id, outcome=Arrival.Outcome.LET_IN
    ).exclude(user=founding.founder_id)
    return Progress(founding, people.values("user").distinct().count())


def has_building_at(*, street: str, postal_code: str) -> bool:
    """Return whether a building at this address is there, of whatever kind.

    Capitals, accents, spaces and punctuation do not matter.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_building_at(%s, %s)", [street, postal_code])
        return cursor.fetchone()[0]
