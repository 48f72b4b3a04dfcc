"""The way to the check of the accounts, on the overview: no statement of its own."""

from buildings.access import Permission
from koprogo.slots import Card


def cards(request):
    access = request.access
    if access.allows(Permission.AUDIT_BOOKS):
        yield Card("finance/auditor/home_card.html", {"slug": access.building.slug})
