"""The way to what neighbours do with each other: only to what is on."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from buildings.access import Permission
from community.words import WHAT
from koprogo.slots import Card, NavItem
from koprogo.tenancy.models import Tenant

NEIGHBOURS = _("Neighbours")
FIRST = 71


def items(request) -> Iterator[NavItem]:
    """Yield the modules that are on, for who may take part, and their office."""
    access = getattr(request, "access", None)
    if access is None or access.building is None or access.seen_as is not None:
        return
    if access.kind == Tenant.Kind.ASBL and access.allows(Permission.SEE_REPORTS):
        url = reverse("impact:factors")
        yield NavItem(_("Impact of neighbours"), url, "calculator", access.name, 34)
    building = access.building
    if building.modules and access.allows(Permission.MEET_NEIGHBOURS):
        yield _item(access, _("Our building"), "community:home", "people", 0)
        for place, (module, words) in enumerate(WHAT.items(), start=1):
            if module in building.modules:
                yield _item(access, module.label, words.page, words.icon, place)
        place = len(WHAT) + 1
        yield _item(access, _("What we achieve"), "community:impact", "check", place)
    if access.allows(Permission.SWITCH_MODULES):
        label = _("Neighbours' modules")
        yield _item(access, label, "community:modules", "settings", len(WHAT) + 2)


def _item(access, label, name: str, icon: str, order: int) -> NavItem:
    url = reverse(name, args=[access.building.slug])
    return NavItem(label, url, icon, access.name, FIRST + order, (), NEIGHBOURS)


def setting_cards(request) -> Iterator[Card]:
    """Yield the way to the modules, on the page of a building's settings."""
    access = request.access
    if access.allows(Permission.SWITCH_MODULES) and not access.is_of_members:
        context = {"slug": access.building.slug}
        yield Card("community/_setting_card.html", context)
