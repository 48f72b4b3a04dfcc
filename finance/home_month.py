"""The way to the month, on the overview of a building: no statement of its own."""

from buildings.access import Permission
from koprogo.slots import Card


def cards(request):
    access = request.access
    if access.allows(Permission.SEE_ALL_ACCOUNTS):
        yield Card("finance/cockpit/home_card.html", {"slug": access.building.slug})
