from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from buildings.access import Permission
from buildings.navigation import Page, building_pages
from koprogo.slots import NavItem

PAGES: list[Page] = [
    (
        30,
        _("Assemblies"),
        "governance:assemblies",
        "people",
        Permission.SEE_ASSEMBLIES,
    ),
    (
        32,
        _("Decisions"),
        "governance:decisions",
        "edit",
        Permission.SEE_ASSEMBLIES,
    ),
    (
        33,
        _("Quotes"),
        "governance:tenders",
        "calculator",
        Permission.SEE_ASSEMBLIES,
    ),
    (
        34,
        _("Consultations"),
        "governance:consultations",
        "list",
        Permission.SEE_ASSEMBLIES,
    ),
    (
        36,
        _("Council and syndic"),
        "governance:council",
        "shield",
        Permission.SEE_ASSEMBLIES,
    ),
    (
        38,
        _("Supply contracts"),
        "governance:contracts",
        "document",
        Permission.SEE_ASSEMBLIES,
    ),
]

# What stands at addresses of its own, and is reached from which of these pages.
ALSO: dict[str, list[str]] = {"governance:council": ["assemblies/mandates"]}


def items(request) -> Iterator[NavItem]:
    """Yield the pages of assemblies that this person may open."""
    return building_pages(request, PAGES, ALSO)
