"""The way to the ASBL's pages, for those who have a role there."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from buildings.access import Permission, find_access_to_asbl
from koprogo.slots import Card, Entrance, NavItem
from koprogo.tenancy.models import Tenant

# order, label, name of the URL, icon, who may open it
PAGES: list[tuple[int, Promise, str, str, Permission]] = [
    (
        0,
        _("My membership"),
        "transparency:membership",
        "home",
        Permission.SEE_MEMBERSHIP,
    ),
    (
        2,
        _("My contributions"),
        "transparency:my-contributions",
        "euro",
        Permission.SEE_MEMBERSHIP,
    ),
    (5, _("Members"), "transparency:members", "people", Permission.SEE_MEMBERS),
    (8, _("Tariffs"), "transparency:tariffs", "calculator", Permission.SEE_ASSEMBLIES),
    (10, _("Ideas"), "transparency:ideas", "edit", Permission.SEE_ASSEMBLIES),
    (
        12,
        _("Participatory budget"),
        "transparency:allocations",
        "euro",
        Permission.SEE_ASSEMBLIES,
    ),
    (14, _("Offices"), "transparency:people", "shield", Permission.SEE_ASSEMBLIES),
    (
        20,
        _("Costs and income"),
        "transparency:vouchers",
        "document",
        Permission.SEE_ASBL_BOOKS,
    ),
    (
        22,
        _("Contributions"),
        "transparency:contributions",
        "euro",
        Permission.SEE_ASBL_BOOKS,
    ),
    (24, _("Books"), "transparency:books", "book", Permission.SEE_ASBL_BOOKS),
    (26, _("Quarters"), "transparency:quarters", "calendar", Permission.SEE_ASBL_BOOKS),
    (30, _("Reports"), "transparency:reports", "document", Permission.SEE_REPORTS),
    (32, _("Goals"), "transparency:goals", "check", Permission.SEE_REPORTS),
]


def items(request) -> Iterator[NavItem]:
    """Yield the pages of the ASBL entered that this person may open, or the way there
    from his own pages.
    """
    access = getattr(request, "access", None)
    if access is None:
        yield from _way_in(request)
        return
    if access.kind != Tenant.Kind.ASBL:
        return
    for order, label, name, icon, permission in PAGES:
        if access.allows(permission):
            yield NavItem(label, reverse(name), icon, access.name, order)


def _way_in(request) -> Iterator[NavItem]:
    user = getattr(request, "user", None)
    if settings.ASBL_PLATFORM and user is not None and user.is_authenticated:
        yield NavItem(
            _("Take part in the ASBL"), reverse("transparency:membership"), "people"
        )


def entrances(request) -> Iterator[Entrance]:
    """Yield the ASBL for who has a role there, at the first page that he may open."""
    access = find_access_to_asbl(request.user) if settings.ASBL_PLATFORM else None
    if access is not None:
        pages = (
            name for _order, _label, name, _icon, may in PAGES if access.allows(may)
        )
        begin = next(pages, "transparency:membership")
        yield Entrance(access.name, access.role_labels, reverse(begin))


def setting_cards(request) -> Iterator[Card]:
    """Yield the way from the settings of a building to how it takes part."""
    access = request.access
    if settings.ASBL_PLATFORM and access.allows(Permission.HAND_OVER):
        yield Card("transparency/membership/setting_card.html", {})
