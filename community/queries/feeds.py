"""Which calendar a private address opens, and to whom it belongs."""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from buildings.access import Permission, find_access
from buildings.invitations import hash_code
from buildings.models import Building, Module
from community.models import Bookable, Booking, CalendarFeed, Coming, Neighbour
from community.queries.bookings import BOOKED
from community.queries.posts import shown_to
from koprogo.tenancy import current_tenant_id

__all__ = [
    "IN_ONES_CALENDAR",
    "feed_of",
    "find_feed",
    "find_owner",
    "own_entries",
    "own_events",
    "room_entries",
]

#: the modules of what one's own calendar tells
IN_ONES_CALENDAR = (*BOOKED, Module.NOTICES)
#: how long what is over stays in a calendar
KEPT = timedelta(days=60)
TOLD = (*Booking.HOLDING, Booking.State.RETURNED)


def find_feed(token: str) -> CalendarFeed | None:
    """Return the feed of this address; no tenant is entered yet."""
    feeds = CalendarFeed.objects.select_related("tenant")
    return feeds.filter(digest=hash_code(token)).first()


def feed_of(me: Neighbour, room: Bookable | None = None) -> CalendarFeed | None:
    """Return his address for his own calendar, or for the bookings of a room."""
    return CalendarFeed.objects.filter(
        tenant=current_tenant_id(),
        neighbour=me.uuid,
        bookable=room.uuid if room else None,
    ).first()


def find_owner(feed: CalendarFeed, building: Building) -> Neighbour | None:
    """Return whose it is, if he still takes part and what it tells is on."""
    told = (Module.ROOMS,) if feed.bookable else IN_ONES_CALENDAR
    if not set(told) & set(building.modules):
        return None
    rows = Neighbour.objects.here().filter(user__is_active=True)
    me = rows.select_related("user").filter(uuid=feed.neighbour).first()
    access = find_access(me.user, feed.tenant.slug) if me else None
    if access is None or not access.allows(Permission.MEET_NEIGHBOURS):
        return None
    return me


def own_entries(
    me: Neighbour, building: Building, *, now: datetime
) -> QuerySet[Booking]:
    """Return what he has booked, and what others have of his things."""
    found = Booking.objects.filter(
        state__in=TOLD,
        ends_at__gt=now - KEPT,
        bookable__post__module__in=building.modules,
    ).select_related("bookable__post", "neighbour")
    mine = found.filter(neighbour=me)
    lent = found.filter(bookable__post__author=me, bookable__post__kind="thing")
    return (mine | lent).order_by("begins_at", "pk")


def own_events(me: Neighbour, building: Building) -> QuerySet[Coming]:
    """Return the events on the board to which he comes, or perhaps."""
    on = [Module.NOTICES] if Module.NOTICES in building.modules else []
    standing = shown_to(me, on).order_by().values("pk")
    found = Coming.objects.filter(neighbour=me, event__post__in=standing)
    coming = found.exclude(answer=Coming.Answer.NO).select_related("event__post")
    return coming.order_by("event__begins_at", "pk")


def room_entries(room: Bookable, *, now: datetime) -> QuerySet[Booking]:
    """Return when a room is taken."""
    found = room.bookings.holding().filter(ends_at__gt=now - KEPT)
    return found.order_by("begins_at", "pk")
