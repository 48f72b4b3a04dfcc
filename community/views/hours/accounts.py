"""One's own hours: nobody else sees this page, the syndic and the council neither."""

from functools import partial

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from community.lists_hours import statement_table
from community.queries.hours.accounts import lines, standing_of, statement
from community.queries.hours.mediators import own_offer
from community.services.hours import limits
from community.views.acts import attempt
from community.views.hours.doors import neighbour
from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.pagination import paginate


@require_safe
@neighbour
def hours_account(request, me):
    """One's balance, how far it is from the limits, and every line of it."""
    found = paginate(request, statement(me))
    context = {
        "building": request.access.building,
        "standing": standing_of(me),
        "page": found,
        "lines": list(lines(found.object_list, me)),
        "offer": own_offer(me),
    }
    return render(request, "community/hours/account.html", context)


@require_safe
@neighbour
def hours_account_table(request, me, ending):
    """The same lines as a file, for oneself."""
    rows = lines(statement(me)[: LIMIT + 1], me)
    place = request.access.building.slug
    return send_table(statement_table(rows), ending, place=place)


@require_POST
@neighbour
def hours_mediate_offer(request, me):
    """Say that one is ready to mediate."""
    act = partial(limits.offer_to_mediate, me, by=request.user)
    attempt(request, act, done=_("Thank you: the council sees it and may name you."))
    return redirect("community:hours-account", request.access.building.slug)


@require_POST
@neighbour
def hours_mediate_stop(request, me):
    """Mediate no more, or take the offer back."""
    act = partial(limits.stop_mediating, me, by=request.user)
    attempt(request, act, done=_("You mediate no more. Thank you."))
    return redirect("community:hours-account", request.access.building.slug)
