"""For which buildings of this site a person may speak in the ASBL."""

from collections.abc import Iterable
from dataclasses import dataclass

from buildings.access import Permission, buildings_with
from buildings.models import Building, Participation
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant

#: who takes part, where it is no building of this site
MYSELF, ANOTHER = "myself", "another"


@dataclass(frozen=True, slots=True)
class Represented:
    """A building that a person runs here, and the row by which it takes part, if any."""

    tenant_id: int
    slug: str
    name: str
    participation: Participation | None


def buildings_of_syndic(user) -> list[Represented]:
    """Return the buildings that ``user`` runs as syndic today: three statements."""
    found = buildings_with(user, Permission.HAND_OVER)
    rows = Participation.objects.filter(building__in=found).select_related("voter")
    by_building = {row.building_id: row for row in rows}
    return [
        Represented(tenant, slug, name, by_building.get(tenant))
        for tenant, (slug, name) in sorted(found.items(), key=lambda one: one[1][1])
    ]


def outside(represented: Iterable[Represented]) -> dict[str, str]:
    """Return the names, by slug, of those that have never taken part."""
    return {one.slug: one.name for one in represented if one.participation is None}


def kbo_of(tenant: Tenant, *, by) -> str:
    """Return the KBO number of a building: of its own data."""
    with enter(tenant.pk, by=by):
        return Building.objects.values_list("kbo", flat=True).get()
