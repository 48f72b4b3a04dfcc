"""The way to what neighbours do with each other: only to what is on."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from buildings.access import Permission
from buildings.models import Module
from koprogo.slots import Card, NavItem

NEIGHBOURS = _("Neighbours")
# module, order, name of the URL, icon
PAGES: list[tuple[Module, int, str, str]] = [
    (Module.HOURS, 73, "hours", "clock"),
]


def items(request) -> Iterator[NavItem]:
    """Yield the modules that are on, for who may take part, and their office."""
    access = getattr(request, "access", None)
    if access is None or access.building is None or access.seen_as is not None:
        return
    building = access.building
    if building.modules and access.allows(Permission.MEET_NEIGHBOURS):
        yield _item(access, _("Our building"), "home", "people", 71)
        for module, order, name, icon in PAGES:
            if module in building.modules:
                yield _item(access, module.label, name, icon, order)
    if access.allows(Permission.SWITCH_MODULES):
        yield _item(access, _("Neighbours' modules"), "modules", "settings", 79)


def _item(access, label, name: str, icon: str, order: int) -> NavItem:
    url = reverse(f"community:{name}", args=[access.building.slug])
    return NavItem(label, url, icon, access.name, order, (), NEIGHBOURS)


def setting_cards(request) -> Iterator[Card]:
    """Yield the way to the modules, on the page of a building's settings."""
    access = request.access
    if access.allows(Permission.SWITCH_MODULES) and not access.is_of_members:
        context = {"slug": access.building.slug}
        yield Card("community/_setting_card.html", context)
