"""The doors of things, rooms and their bookings, and the words they share."""

from collections.abc import Iterable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse

from buildings.access import Permission
from buildings.models import Module
from community.access import neighbour
from community.models import Bookable, Booking
from community.queries.bookings import BOOKED, bookables, bookings_seen
from community.queries.feeds import IN_ONES_CALENDAR

__all__ = [
    "address",
    "booked",
    "in_ones_calendar",
    "keeper",
    "of_booking",
    "of_room",
    "of_thing",
    "page_of",
    "sent",
]


def address(request, name: str, *args) -> str:
    """Return where a page of this building is."""
    slug = request.access.building.slug
    return reverse(f"community:{name}", args=[slug, *args])


def page_of(request, bookable: Bookable, page: str = "") -> str:
    """Return where a page of a thing or a room is: its own, or "-book" and the like."""
    kind = "room" if bookable.is_room else "thing"
    return address(request, f"{kind}{page}", bookable.post.uuid)


def sent(request):
    """Return what a form with photos takes: the request, or nothing when first shown."""
    return request if request.method == "POST" else None


def of_thing(view):
    """A page of a thing that he sees; it gets ``me`` and ``bookable``."""

    @neighbour(Module.LENDING)
    @wraps(view)
    def wrapper(request, me, thing_id):
        found = get_object_or_404(bookables(me, Module.LENDING), post__uuid=thing_id)
        return view(request, me, found)

    return wrapper


def of_room(view):
    """A page of a room; it gets ``me`` and ``bookable``."""

    @neighbour(Module.ROOMS)
    @wraps(view)
    def wrapper(request, me, room_id):
        found = get_object_or_404(bookables(me, Module.ROOMS), post__uuid=room_id)
        return view(request, me, found)

    return wrapper


def keeper(view):
    """A page of who keeps the rooms; it gets ``me``."""

    @neighbour(Module.ROOMS)
    @wraps(view)
    def wrapper(request, me, **kwargs):
        if not request.access.allows(Permission.SWITCH_MODULES):
            raise PermissionDenied
        return view(request, me, **kwargs)

    return wrapper


def _while_on(modules: Iterable[Module]):
    """A page that is there while one of these modules is on; it gets ``me``."""

    def decorator(view):
        @neighbour()
        @wraps(view)
        def wrapper(request, me, **kwargs):
            if not set(modules) & set(request.access.building.modules):
                raise Http404
            return view(request, me, **kwargs)

        return wrapper

    return decorator


booked = _while_on(BOOKED)
in_ones_calendar = _while_on(IN_ONES_CALENDAR)


def of_booking(view):
    """A page of a booking that concerns him; it gets ``me`` and ``booking``."""

    @booked
    @wraps(view)
    def wrapper(request, me, booking_id):
        found: Booking = get_object_or_404(
            bookings_seen(me, request.access), uuid=booking_id
        )
        return view(request, me, found)

    return wrapper
