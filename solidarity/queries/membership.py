"""Through whom a person takes part in the ASBL today: what opens the fund to him.

Contributions are the ASBL's own rows: they are read in its tenant, as the person.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from buildings.models import Grant, Participation, ParticipationPeriod, Role
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant

__all__ = ["NONE", "Membership", "is_member", "memberships_of", "self_hosted"]

Way = ParticipationPeriod.Way
CONTRIBUTING = (Way.HOSTED, Way.SELF_HOSTED)
#: roles by which a person belongs to a co-ownership
BELONGING = (Role.CO_OWNER, Role.COUNCIL)
#: what he says who takes part through nobody
NONE = "none"


@dataclass(frozen=True, slots=True)
class Membership:
    """A participation that contributes today."""

    uuid: UUID
    name: str


def memberships_of(user, *, on: date) -> list[Membership]:
    """Return those of the person's co-ownerships, and his own, by name."""
    buildings = Grant.objects.on(on).filter(user=user, role__in=BELONGING)
    mine = Q(building__in=buildings.values("tenant")) | Q(voter__user=user)
    return _contributing(mine, by=user, on=on)


def self_hosted(kbo: str, *, by, on: date) -> Membership | None:
    """Return the co-ownership with this number that hosts itself: nobody is known here
    as one of its owners, so that its papers show it.
    """
    found = _contributing(Q(kbo=kbo, building=None), by=by, on=on)
    return found[0] if found else None


def is_member(participation: str, *, user, on: date) -> bool:
    """Tell whether what the person named contributes today, and is his."""
    try:
        uuid = UUID(participation)
    except ValueError:
        return False
    if any(one.uuid == uuid for one in memberships_of(user, on=on)):
        return True
    elsewhere = Q(uuid=uuid, building=None, kind=Participation.Kind.CO_OWNERSHIP)
    return bool(_contributing(elsewhere, by=user, on=on))


def _contributing(which: Q, *, by, on: date) -> list[Membership]:
    found: Iterable = ()
    for asbl in Tenant.objects.filter(kind=Tenant.Kind.ASBL):
        with enter(asbl.pk, by=by):
            running = ParticipationPeriod.objects.on(on).filter(way__in=CONTRIBUTING)
            rows = Participation.objects.filter(
                which, pk__in=running.values("participation")
            )
            found = list(rows.order_by("name", "pk").values_list("uuid", "name"))
    return [Membership(uuid, name) for uuid, name in found]
