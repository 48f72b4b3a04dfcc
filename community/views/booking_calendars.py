"""When a thing or a room is free: by month, by week and as a list; private feeds."""

from datetime import date, timedelta

from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from buildings.models import Module
from community.queries.bookings import BOOKED, bookings_between
from community.queries.calendars import month_of, shifted, week_of
from community.queries.feeds import feed_of
from community.services import feeds as services
from community.views.acts import attempt
from community.views.booking_pages import (
    address,
    in_ones_calendar,
    of_room,
    of_thing,
    page_of,
)
from koprogo.ui.origin import mail_link, origin

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])
VIEWS = ("month", "week", "list")
#: how far from today a calendar goes, in days
FAR = 800
LISTED = 92


def _calendar(request, me, bookable):
    """When it is free: ``?view=`` month, week or list; ``?day=`` one of its days."""
    now = timezone.now()
    today = timezone.localdate(now)
    day = _day(request.GET.get("day", ""), today)
    view = request.GET.get("view", "")
    view = view if view in VIEWS else "month"
    step = {"months": 1} if view == "month" else {"weeks": 1}
    context = {
        "building": request.access.building,
        "bookable": bookable,
        "view": view,
        "day": day,
        "today": today,
        "before": shifted(day, **{name: -many for name, many in step.items()}),
        "after": shifted(day, **step),
        "page": page_of(request, bookable),
        "book": page_of(request, bookable, "-book"),
        "weeks": month_of(bookable, day, me=me, now=now) if view == "month" else (),
        "days": week_of(bookable, day, me=me, now=now) if view == "week" else (),
        "taken": _listed(bookable, today, me) if view == "list" else (),
    }
    return render(request, "community/bookings/calendar.html", context)


def _listed(bookable, today: date, me):
    rows = bookings_between(bookable, today, today + timedelta(days=LISTED))
    return [(row, row.neighbour_id == me.pk) for row in rows]


def _day(text: str, today: date) -> date:
    """Return the day that the address names; today for what is none, or far away."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return today
    return day if abs((day - today).days) <= FAR else today


thing_calendar = require_safe(of_thing(_calendar))
room_calendar = require_safe(of_room(_calendar))


# Private addresses for calendars


def _feed(request, me, room, **context):
    """Show that there is an address, or make a new one and show it once."""
    context |= {"building": request.access.building, "room": room}
    if request.method == "POST":
        token = services.renew_feed(
            room=room, me=me, now=timezone.now(), by=request.user
        )
        context["url"] = mail_link("feeds:feed", token, origin=origin(request))
    context["feed"] = feed_of(me, room)
    return render(request, "community/bookings/feed.html", context)


@READ_WRITE
@cache_control(private=True, no_store=True)  # the token is on the answer
@in_ones_calendar
def bookings_feed(request, me):
    books = _books(request)
    back_label = _("My bookings") if books else Module.NOTICES.label
    back = _way(request)
    return _feed(request, me, None, back=back, back_label=back_label, books=books)


def _books(request) -> bool:
    return not set(BOOKED).isdisjoint(request.access.building.modules)


def _way(request) -> str:
    """Return where the way to one's own calendar stands: the board, without bookings."""
    return address(request, "bookings" if _books(request) else "notices")


@READ_WRITE
@cache_control(private=True, no_store=True)
@of_room
def room_feed(request, me, bookable):
    back, back_label = page_of(request, bookable), bookable.post.title
    return _feed(request, me, bookable, back=back, back_label=back_label)


def _end(request, me, room, back):
    def act():
        services.close_feed(room=room, me=me, by=request.user)

    attempt(request, act, done=_("The address opens nothing any more."))
    return redirect(back)


@require_POST
@in_ones_calendar
def bookings_feed_end(request, me):
    return _end(request, me, None, _way(request))


@require_POST
@of_room
def room_feed_end(request, me, bookable):
    return _end(request, me, bookable, page_of(request, bookable))
