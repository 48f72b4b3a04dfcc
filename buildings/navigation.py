from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType

from django.urls import resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from buildings.access import Access, Permission
from buildings.models.people import FIRM_ROLES
from koprogo.slots import Banner, NavItem

FIRM_PAGES = {"buildings:portfolio", "buildings:firm", "buildings:staff"}
Page = tuple[int, Promise, str, str, Permission]

# The headings of a building's pages: from which order on, and what they say. What
# stands before them is what one opens every day.
GROUPS: list[tuple[int, Promise]] = [
    (80, _("Office")),
    (60, _("Building")),
    (50, _("Bank and books")),
    (40, _("Money out")),
    (30, _("Assemblies")),
    (20, _("Money in")),
]

# order, label, URL, icon, who may open it; finance adds its pages in between
PAGES: list[Page] = [
    (0, _("Overview"), "buildings:home", "home", Permission.SEE_BUILDING),
    (15, _("My letters"), "buildings:my-letters", "mail", Permission.SEE_OWN_ACCOUNT),
    (45, _("Suppliers"), "buildings:suppliers", "list", Permission.SEE_ALL_ACCOUNTS),
    (60, _("Lots"), "buildings:lots", "building", Permission.SEE_REGISTER),
    (62, _("Co-owners"), "buildings:owners", "people", Permission.SEE_REGISTER),
    (64, _("Allocation keys"), "buildings:keys", "key", Permission.SEE_REGISTER),
    (
        66,
        _("My occupants"),
        "buildings:my-occupants",
        "user",
        Permission.INVITE_OCCUPANTS,
    ),
    (68, _("Who lives here"), "buildings:people", "people", Permission.LET_IN),
    (70, _("Documents"), "buildings:library", "document", Permission.SEE_LIBRARY),
    (80, _("Invitations"), "buildings:invitations", "mail", Permission.INVITE),
    (85, _("History"), "buildings:history", "calendar", Permission.SEE_HISTORY),
    (90, _("Settings"), "buildings:settings", "settings", Permission.EDIT_BUILDING),
]


def items(request) -> Iterator[NavItem]:
    """Yield the way to all buildings, and the pages of this one."""
    if hasattr(request, "user") and request.user.is_authenticated:
        if _at_work_for_a_firm(request):
            yield NavItem(_("Portfolio"), reverse("buildings:portfolio"), "book")
        yield NavItem(_("My buildings"), reverse("buildings:mine"), "list")
    yield from building_pages(request, PAGES)


def _at_work_for_a_firm(request) -> bool:
    """Tell it from the building entered, or from the page: without a statement."""
    access = getattr(request, "access", None)
    if access is not None:
        return not access.roles.isdisjoint(FIRM_ROLES)
    match = getattr(request, "resolver_match", None)
    return match is not None and (
        match.view_name in FIRM_PAGES or match.route.startswith("portfolio/")
    )


def building_pages(
    request,
    pages: Sequence[Page],
    also: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> Iterator[NavItem]:
    """Yield those ``pages`` of the building entered that this person may open.

    ``also``: by the name of a page's URL, what else below the building belongs to it.
    """
    access = getattr(request, "access", None)
    if access is None:
        return
    home = reverse("buildings:home", args=[access.building.slug])
    for order, label, name, icon, permission in pages:
        if _may_open(permission, name, access) and _exists(name, access):
            url = reverse(name, args=[access.building.slug])
            below = [f"{home}{one}" for one in also.get(name, ())]
            yield NavItem(label, url, icon, access.name, order, below, _group(order))


def _may_open(permission: Permission, name: str, access: Access) -> bool:
    """Neighbours among themselves have an overview too, of another kind."""
    if access.is_of_neighbours and name == "buildings:home":
        return access.allows(Permission.MEET_NEIGHBOURS)
    return access.allows(permission)


def _exists(name: str, access: Access) -> bool:
    if access.is_of_neighbours and access.building.modules:
        return name != "buildings:home"  # it leads to their first page
    return not access.is_of_members or is_in_asbl(name)


@cache
def is_in_asbl(name: str) -> bool:
    """Return whether the ASBL has the page of an association that is called so."""
    view = resolve(reverse(name, args=["asbl"])).func
    return bool(view.asbl)


def _group(order: int) -> str | Promise:
    return next((name for since, name in GROUPS if since <= order), "")


def banners(request) -> Iterator[Banner]:
    """Say on every page of the building as whom a syndic is looking at it."""
    access = getattr(request, "access", None)
    if access is not None and access.seen_as is not None:
        yield Banner(
            "buildings/see_as_banner.html",
            {"owner": access.seen_as, "slug": access.building.slug},
        )
