from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from buildings.access import Permission
from koprogo.slots import NavItem

PAGES = [
    (_("My account"), "finance:account", "user", Permission.SEE_OWN_ACCOUNT),
    (_("Calls for funds"), "finance:calls", "euro", Permission.SEE_CALLS),
    (_("Payments"), "finance:payments", "bank", Permission.SEE_ALL_ACCOUNTS),
    (_("Accounts"), "finance:accounts", "book", Permission.SEE_ALL_ACCOUNTS),
]


def items(request):
    """Yield the pages of the books that this person may open."""
    access = getattr(request, "access", None)
    if access is None:
        return
    slug = access.building.slug
    for label, name, icon, permission in PAGES:
        if access.allows(permission):
            yield NavItem(label, reverse(name, args=[slug]), icon, access.name)
