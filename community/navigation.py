"""The way to what neighbours do with each other: only to what is on."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from buildings.access import Permission
from community.words import WHAT
from koprogo.slots import Card, NavItem
from koprogo.tenancy.models import Tenant

NEIGHBOURS, OFFICE = _("Neighbours"), _("Office")
#: where they stand: behind one's own account and letters, for who has them; otherwise
#: behind the documents; the office after all
DAILY, BELOW, LAST = 16, 71, 92


def items(request) -> Iterator[NavItem]:
    """Yield the modules that are on, for who may take part, and their office."""
    access = getattr(request, "access", None)
    if access is None or access.building is None or access.seen_as is not None:
        return
    if access.kind == Tenant.Kind.ASBL and access.allows(Permission.SEE_REPORTS):
        url = reverse("impact:factors")
        yield NavItem(_("Impact of neighbours"), url, "calculator", access.name, 34)
    building = access.building
    if _meets_neighbours(access):
        yield _item(access, _("Our building"), "community:home", "people")
        for module, words in WHAT.items():
            if module in building.modules:
                yield _item(access, module.label, words.page, words.icon)
        yield _item(access, _("What we achieve"), "community:impact", "check")
    if access.allows(Permission.SWITCH_MODULES):
        label, url = _("Neighbours' modules"), _url(access, "community:modules")
        yield NavItem(label, url, "settings", access.name, LAST, (), OFFICE)


def _meets_neighbours(access) -> bool:
    is_on = bool(access.building.modules) and access.seen_as is None
    return is_on and access.allows(Permission.MEET_NEIGHBOURS)


def home_cards(request) -> Iterator[Card]:
    """Yield the way to the neighbours, on the first page of who may take part."""
    access = request.access
    if _meets_neighbours(access):
        on = [module.label for module in WHAT if module in access.building.modules]
        context = {"slug": access.building.slug, "labels": on}
        yield Card("community/_home_card.html", context)


def _item(access, label, name: str, icon: str) -> NavItem:
    order = DAILY if access.allows(Permission.SEE_OWN_ACCOUNT) else BELOW
    url = _url(access, name)
    return NavItem(label, url, icon, access.name, order, (), NEIGHBOURS)


def _url(access, name: str) -> str:
    return reverse(name, args=[access.building.slug])


def setting_cards(request) -> Iterator[Card]:
    """Yield the way to the modules, on the page of a building's settings."""
    access = request.access
    if access.allows(Permission.SWITCH_MODULES) and not access.is_of_members:
        context = {"slug": access.building.slug}
        yield Card("community/_setting_card.html", context)
