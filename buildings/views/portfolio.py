from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from buildings.access import firms_managed_by
from buildings.exports import portfolio_table
from buildings.models import FirmMember
from buildings.portfolio import ORDERS, portfolio, totals
from koprogo import slots
from koprogo.tenancy.views import personal
from koprogo.ui.exports import send_table
from koprogo.ui.pagination import paginate

AT_ONCE = 100


@require_safe
@personal
def buildings(request):
    """The buildings that the firm looks after: what is late, what waits, what ends."""
    lines, order = _chosen(request)
    context = {
        "page": paginate(request, lines, size=AT_ONCE),
        "totals": totals(lines),
        "order": order,
        "several_firms": len({line.firm for line in lines}) > 1,
        "managed": firms_managed_by(request.user),
        "links": slots.portfolio_links.items(request),
    }
    return render(request, "buildings/portfolio.html", context)


@require_safe
@personal
def buildings_table(request, ending):
    lines, _order = _chosen(request)
    return send_table(portfolio_table(lines), ending, place="koprogo")


def _chosen(request):
    """Return the lines in the order that was asked for.

    Raises:
        PermissionDenied: the person works for no firm.
    """
    today = timezone.localdate()
    asked = request.GET.get("sort")
    order = asked if asked in ORDERS else "overdue"
    lines = portfolio(request.user, on=today, order=order)
    if not lines and not FirmMember.objects.on(today).filter(user=request.user):
        raise PermissionDenied
    return lines, order
