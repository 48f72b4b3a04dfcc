from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from buildings.access import Permission
from koprogo.slots import NavItem

Page = tuple[int, Promise, str, str, Permission]

# order, label, URL, icon, who may open it; finance adds its pages in between
PAGES: list[Page] = [
    (0, _("Overview"), "buildings:home", "home", Permission.SEE_BUILDING),
    (50, _("Lots"), "buildings:lots", "building", Permission.SEE_REGISTER),
    (60, _("Co-owners"), "buildings:owners", "people", Permission.SEE_REGISTER),
    (70, _("Allocation keys"), "buildings:keys", "key", Permission.SEE_REGISTER),
    (90, _("Settings"), "buildings:settings", "settings", Permission.EDIT_BUILDING),
]


def items(request) -> Iterator[NavItem]:
    """Yield the way to all buildings, and the pages of this one."""
    if hasattr(request, "user") and request.user.is_authenticated:
        yield NavItem(_("My buildings"), reverse("buildings:mine"), "list")
    yield from building_pages(request, PAGES)


def building_pages(request, pages: Sequence[Page]) -> Iterator[NavItem]:
    """Yield those ``pages`` of the building entered that this person may open."""
    access = getattr(request, "access", None)
    if access is None:
        return
    for order, label, name, icon, permission in pages:
        if access.allows(permission):
            url = reverse(name, args=[access.building.slug])
            yield NavItem(label, url, icon, access.name, order)
