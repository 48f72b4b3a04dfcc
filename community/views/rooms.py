"""Common rooms: the list, a room, and what the council decides about them."""

from functools import partial

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission
from buildings.models import Module
from community.access import neighbour
from community.forms.bookings import RoomForm, RoomsForm
from community.queries.bookings import bookables
from community.queries.calendars import week_of
from community.queries.feeds import feed_of
from community.services import bookables as services
from community.views.acts import ask, confirm
from community.views.booking_pages import address, keeper, of_room, page_of, sent

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@neighbour(Module.ROOMS)
def rooms(request, me):
    """The rooms that everybody shares, as one searches them."""
    asked = RoomsForm(request.GET).asked()
    context = {
        "building": request.access.building,
        "rooms": bookables(me, Module.ROOMS, **asked),
        "search": asked["q"],
        "is_keeper": request.access.allows(Permission.SWITCH_MODULES),
    }
    return render(request, "community/bookings/rooms.html", context)


@require_safe
@of_room
def room(request, me, bookable):
    """A room: its rules and when it is free."""
    now = timezone.now()
    context = {
        "building": request.access.building,
        "bookable": bookable,
        "is_keeper": request.access.allows(Permission.SWITCH_MODULES),
        "is_author": bookable.post.author_id == me.pk,
        "photos": bookable.post.photos.all(),
        "days": week_of(bookable, timezone.localdate(now), me=me, now=now),
        "feed": feed_of(me, bookable),
        "book": page_of(request, bookable, "-book"),
        "calendar": page_of(request, bookable, "-calendar"),
        "feed_page": page_of(request, bookable, "-feed"),
    }
    return render(request, "community/bookings/bookable.html", context)


@READ_WRITE
@keeper
def room_new(request, me):
    return ask(
        request,
        RoomForm(sent(request)),
        partial(services.add_room, me=me),
        done=_("Neighbours can book it from now on."),
        back=address(request, "rooms"),
        words={
            "title": _("Add a room"),
            "lead": _("The rules are the same for everybody."),
            "submit": _("Add it"),
            "back_label": _("Common rooms"),
        },
    )


@READ_WRITE
@keeper
def room_edit(request, me, room_id):
    found = get_object_or_404(bookables(me, Module.ROOMS), post__uuid=room_id)
    form = RoomForm(sent(request), initial=RoomForm.shown(found))
    return ask(
        request,
        form.without_photos(),
        partial(services.change_room, found, now=timezone.now()),
        done=_("The rules hold for bookings from now on."),
        back=page_of(request, found),
        words={
            "title": _("Change the room"),
            "lead": _("Bookings that are there stay as they are."),
            "submit": _("Save"),
            "back_label": found.post.title,
        },
    )


@READ_WRITE
@keeper
def room_close(request, me, room_id):
    found = get_object_or_404(bookables(me, Module.ROOMS), post__uuid=room_id)
    return confirm(
        request,
        partial(services.close_room, found, now=timezone.now()),
        done=_("Nobody can book it any more."),
        back=address(request, "rooms"),
        words={
            "title": _("Close %(room)s?") % {"room": found.post.title},
            "question": _(
                "Nobody can book it any more. Bookings to come end, and who made them "
                "is told."
            ),
            "submit": _("Close the room"),
            "back_label": _("Common rooms"),
        },
    )
