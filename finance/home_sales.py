"""What notaries wait for, on the overview of a building; the way to the sale of a lot."""

from django.utils import timezone

from buildings.access import Permission
from finance.queries.sales import open_requests
from koprogo.slots import Card

SHOWN = 5


def cards(request):
    """Yield the requests that are not answered, the most urgent first."""
    access = request.access
    if access.allows(Permission.PREPARE_SALES):
        waiting = open_requests(on=timezone.localdate())[:SHOWN]
        if waiting:
            context = {"waiting": waiting, "slug": access.building.slug}
            yield Card("finance/sales/home_card.html", context)


def lot_cards(request, lot: str):
    """Yield the way to the sale of a lot: the register alone settles no money."""
    access = request.access
    if access.allows(Permission.PREPARE_SALES):
        context = {"lot": lot, "slug": access.building.slug}
        yield Card("finance/sales/lot_card.html", context)
