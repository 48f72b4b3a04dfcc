from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from buildings.access import Permission
from koprogo.slots import NavItem

PAGES = [
    (_("Overview"), "buildings:home", "home", Permission.SEE_BUILDING),
    (_("Lots"), "buildings:lots", "building", Permission.SEE_REGISTER),
    (_("Co-owners"), "buildings:owners", "people", Permission.SEE_REGISTER),
    (_("Allocation keys"), "buildings:keys", "key", Permission.SEE_REGISTER),
    (_("Settings"), "buildings:settings", "settings", Permission.EDIT_BUILDING),
]


def items(request):
    """Yield the pages of the building that this person may open."""
    access = getattr(request, "access", None)
    if access is None:
        return
    slug = access.building.slug
    for label, name, icon, permission in PAGES:
        if access.allows(permission):
            yield NavItem(label, reverse(name, args=[slug]), icon, access.name)
