"""A building that only its neighbours use: founded by one, opened by several.

It has no lots, no books and no syndic; the database refuses them. Its founder is its
council until the neighbours choose another; nothing is switched on before enough people
have typed the code of the hall (services/hall.py).
"""

from collections.abc import Collection, Sequence

from django.db import connection, transaction
from django.utils import timezone

from buildings.errors import AddressTaken, LivesHere, TooManyFounded
from buildings.models import Building, Founding, Grant, Module, Role, Says
from buildings.occupants import has_building_at
from buildings.services.building import free_slug
from buildings.services.people import grant_role
from koprogo.audit.services import record
from koprogo.tenancy import current_tenant_id, enter
from koprogo.tenancy.models import Tenant

__all__ = ["MOST_FOUNDED", "found_neighbours", "name_council"]

#: buildings of neighbours with one person on the council
MOST_FOUNDED = 3


@transaction.atomic
def found_neighbours(
    *,
    name: str,
    street: str,
    postal_code: str,
    city: str,
    languages: Sequence[str],
    lots: int,
    says: Says,
    modules: Collection[Module],
    is_another: bool,
    by,
) -> Building:
    """Found a building of neighbours; ``by`` is its council member.

    ``is_another``: he said that it is another association than the one at the address.

    Raises:
        TooManyFounded: he is on the council of so many such buildings.
        AddressTaken: a building is there already, perhaps since this very moment.
    """
    if _councils_of(by) >= MOST_FOUNDED:
        raise TooManyFounded(by)
    _alone_at(street, postal_code)
    taken = has_building_at(street=street, postal_code=postal_code)
    if taken and not is_another:
        raise AddressTaken(street)
    tenant = Tenant.objects.create(
        name=name, slug=free_slug(name), kind=Tenant.Kind.NEIGHBOURS
    )
    with enter(tenant.pk, by=by):
        building = Building.objects.create(
            tenant=tenant,
            deed_total=1,
            street=street,
            postal_code=postal_code,
            city=city,
            languages=list(languages),
        )
        Founding.objects.create(
            founder=by, says=says, lots=lots, modules=sorted(modules)
        )
        record("neighbours.founded", target=building, by=by, name=name)
        _name(by, tenant=tenant, by=by)
    return building


def _councils_of(user) -> int:
    here = Grant.objects.on(timezone.localdate()).filter(
        user=user, role=Role.COUNCIL, tenant__kind=Tenant.Kind.NEIGHBOURS
    )
    return here.count()


def _alone_at(street: str, postal_code: str) -> None:
    """Let nobody else found a building at this address until this is done."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(address_key(%s, %s), 0))",
            [street, postal_code],
        )


def _name(user, *, tenant: Tenant, by) -> Grant:
    today = timezone.localdate()
    return grant_role(user, tenant=tenant, role=Role.COUNCIL, since=today, by=by)


@transaction.atomic
def name_council(grant: Grant, *, by) -> Grant:
    """Put an occupant on the council of neighbours, as they have chosen.

    Raises:
        LivesHere: he is on it already.
    """
    building = Building.objects.select_for_update(of=["self"]).get()
    held = Grant.objects.on(timezone.localdate()).filter(
        user=grant.user_id, tenant=current_tenant_id(), role=Role.COUNCIL
    )
    if held.exists():
        raise LivesHere(grant)
    return _name(grant.user, tenant=building.tenant, by=by)
