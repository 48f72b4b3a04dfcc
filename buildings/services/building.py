from datetime import date
from itertools import chain, count

from django.db import transaction
from django.utils.text import slugify

from buildings.models import AllocationKey, Building, Firm
from buildings.services.changes import save_changes
from buildings.services.people import start_mandate
from koprogo import slots
from koprogo.audit.services import record
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant

SHARES_KEY = "shares"


def create_building(*, name: str, slug: str, deed_total: int, by, **fields) -> Building:
    """Create an association with its tenant, its key of shares and its books."""
    with transaction.atomic():
        tenant = Tenant.objects.create(
            name=name, slug=slug, kind=Tenant.Kind.CO_OWNERSHIP
        )
        with enter(tenant.pk, by=by):
            building = Building.objects.create(
                tenant=tenant, deed_total=deed_total, **fields
            )
            AllocationKey.objects.create(
                code=SHARES_KEY,
                name="Shares of the deed",
                kind=AllocationKey.Kind.SHARES,
            )
            for prepare in slots.new_building:
                prepare()
            record("building.created", target=building, by=by, name=name)
    return building


@transaction.atomic
def found_asbl(*, name: str, slug: str, by, **fields) -> Building:
    """Create the ASBL that runs this platform: an association without lots.

    Its register and its assemblies work as those of a building do.
    """
    tenant = Tenant.objects.create(name=name, slug=slug, kind=Tenant.Kind.ASBL)
    with enter(tenant.pk, by=by):
        association = Building.objects.create(tenant=tenant, deed_total=1, **fields)
        record("asbl.founded", target=association, by=by, name=name)
    return association


@transaction.atomic
def take_on_building(
    *, name: str, deed_total: int, firm: Firm, since: date, until: date, by
) -> Building:
    """Create a building of which ``firm`` is syndic for [since, until)."""
    building = create_building(
        name=name, slug=free_slug(name), deed_total=deed_total, by=by
    )
    with enter(building.pk, by=by):
        start_mandate(building, firm=firm, since=since, until=until, by=by)
    return building


def free_slug(name: str) -> str:
    """Return a slug made of ``name`` that no tenant has: acacias, acacias-2, …"""
    wanted = slugify(name)[:50] or "building"
    taken = set(
        Tenant.objects.filter(slug__startswith=wanted).values_list("slug", flat=True)
    )
    candidates = (f"{wanted}-{number}" for number in count(2))
    return next(slug for slug in chain([wanted], candidates) if slug not in taken)


@transaction.atomic
def update_building(building: Building, *, by, name: str, **fields) -> Building:
    """Change the association's own data; the name is the tenant's."""
    locked = Building.objects.select_for_update().get(pk=building.pk)
    tenant = Tenant.objects.select_for_update().get(pk=building.pk)
    save_changes(tenant, by=by, action="building.renamed", name=name)
    return save_changes(locked, by=by, action="building.changed", **fields)
