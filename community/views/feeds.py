"""What a calendar reads by its private address: no session, a token that nobody guesses."""

from allauth.core.internal import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone, translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from buildings.models import Building, Module
from community.exports.calendars import CALENDAR, own_calendar, room_calendar
from community.models import Neighbour
from community.queries.bookings import bookables
from community.queries.feeds import (
    find_feed,
    find_owner,
    own_entries,
    own_events,
    room_entries,
)
from koprogo.tenancy import enter


@require_safe
@login_not_required
@cache_control(private=True, no_store=True)  # the token stands in the address
def feed(request, feed_token):
    """The calendar of an address; 404 for one that is wrong, renewed, or of the past."""
    if not _may_guess(request, counted=False):
        return ratelimit.respond_429(request)
    found = find_feed(feed_token)
    if found is None:
        _may_guess(request, counted=True)
        raise Http404
    with enter(found.tenant_id, by=None, read_only=True):
        building = Building.objects.select_related("tenant").get()
        me = find_owner(found, building)
        if me is None:
            raise Http404
        with translation.override(me.user.language):
            body = _written(found, me, building)
    response = HttpResponse(body, content_type=CALENDAR)
    response["Content-Disposition"] = 'inline; filename="bookings.ics"'
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _written(found, me: Neighbour, building: Building) -> bytes:
    now = timezone.now()
    if found.bookable is None:
        return own_calendar(
            own_entries(me, building, now=now),
            own_events(me, building),
            me=me,
            building=building,
            now=now,
        )
    room = get_object_or_404(bookables(me, Module.ROOMS), uuid=found.bookable)
    return room_calendar(room, room_entries(room, now=now), building=building, now=now)


def _may_guess(request, *, counted: bool) -> bool:
    """Whether this address of the network may try tokens; ``counted``: it was wrong."""
    return bool(
        ratelimit.consume(
            request,
            app="allauth.account",
            action="guest",
            limit_get=True,
            dry_run=not counted,
        )
    )
