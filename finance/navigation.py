from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from buildings.access import Permission
from buildings.navigation import Page, building_pages
from koprogo.slots import NavItem

PAGES: list[Page] = [
    (10, _("My account"), "finance:account", "user", Permission.SEE_OWN_ACCOUNT),
    (20, _("Calls for funds"), "finance:calls", "euro", Permission.SEE_CALLS),
    (30, _("Payments"), "finance:payments", "bank", Permission.SEE_ALL_ACCOUNTS),
    (40, _("Accounts"), "finance:accounts", "book", Permission.SEE_ALL_ACCOUNTS),
]


def items(request) -> Iterator[NavItem]:
    """Yield the pages of the books that this person may open."""
    return building_pages(request, PAGES)
