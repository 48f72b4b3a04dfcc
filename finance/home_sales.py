"""What notaries wait for, on the overview of a building."""

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
