"""What assemblies show on a building's overview, and among its settings."""

from django.urls import reverse
from django.utils import timezone

from buildings.access import Permission
from governance.queries.assemblies import (
    assembly_list,
    days_of,
    next_assembly,
    state_of,
    visible_assemblies,
)
from governance.queries.following import with_what_follows
from koprogo.slots import Card


def cards(request):
    """Yield the next assembly: to occupants when and where only (art. 3.89 §5 6°)."""
    access = request.access
    found = assembly_list().convened()
    if access.allows(Permission.PREPARE_ASSEMBLIES):
        found = visible_assemblies(access)
    found = with_what_follows(found, access)
    coming = next_assembly(found, now=timezone.now())
    if coming is None:
        return
    slug = access.building.slug
    reads = access.allows(Permission.SEE_ASSEMBLIES)
    context = {
        "assembly": coming,
        "state": state_of(coming),
        "days": days_of(coming),
        "url": reverse("governance:assembly", args=[slug, coming.uuid])
        if reads
        else "",
        "convocation": _own_convocation(coming, slug) if reads else "",
    }
    yield Card("governance/assemblies/home_card.html", context)


def _own_convocation(assembly, slug: str) -> str:
    if not assembly.has_own_convocation:
        return ""
    return reverse("governance:my-convocation", args=[slug, assembly.uuid])


def setting_cards(request):
    """Yield the way from the settings of the association to those of its assemblies."""
    access = request.access
    if access.allows(Permission.PREPARE_ASSEMBLIES):
        context = {"slug": access.building.slug}
        yield Card("governance/assemblies/settings_card.html", context)
