"""Things to lend and common rooms by the API: what there is, and when it is free."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from buildings.models import Module
from community.api import booking_shapes as shapes
from community.api.doors import keeper, neighbour
from community.api.once import drawn, written
from community.errors.bookings import NotSoNow
from community.errors.posts import PostWritten
from community.forms.bookings import CatalogueForm, RoomsForm
from community.models import Bookable, Neighbour
from community.queries.bookings import bookables, catalogue, own_things
from community.queries.calendars import month_of, week_of
from community.queries.reviews import reviews_of_thing
from community.services import bookables as services
from koprogo.api.operations import operation
from koprogo.api.views import ApiView

lending, in_rooms = neighbour(Module.LENDING), neighbour(Module.ROOMS)


class BookablesView(ApiView):
    tag = "bookings"

    def days(self, bookable: Bookable, me: Neighbour) -> list:
        """Return the days that are asked for."""
        asked, now = self.asked(), timezone.now()
        if asked["view"] == "month":
            weeks = month_of(bookable, asked["day"], me=me, now=now)
            return [day for week in weeks for day in week if not day.is_outside]
        return week_of(bookable, asked["day"], me=me, now=now)


def find_thing(me: Neighbour, thing_id) -> Bookable:
    return get_object_or_404(bookables(me, Module.LENDING), post__uuid=thing_id)


def find_room(me: Neighbour, room_id) -> Bookable:
    return get_object_or_404(bookables(me, Module.ROOMS), post__uuid=room_id)


# Things to lend


class Things(BookablesView):
    @lending
    @operation(page_of=shapes.LendingThingShape, query=CatalogueForm)
    def get(self, request, me):
        """What can be borrowed here, by name."""
        return catalogue(me, **self.asked())

    @lending
    @operation(
        body=shapes.LendingThingBody,
        answer=shapes.LendingThingShape,
        status=201,
        refuses=(PostWritten,),
        keyed=True,
    )
    def post(self, request, me):
        """Offer something to lend, once for each `Idempotency-Key`."""
        act = partial(services.add_thing, by=request.user)
        post = written(act, uuid=drawn(self, me, "post"), me=me, **self.read())
        return own_things(me).get(post=post)


class OwnThings(BookablesView):
    @lending
    @operation(page_of=shapes.LendingThingShape)
    def get(self, request, me):
        """What you lend; what you lend no more comes last."""
        return own_things(me)


class ThingView(BookablesView):
    @lending
    @operation(answer=shapes.LendingThingShape)
    def get(self, request, me, thing_id):
        """One thing to lend."""
        return find_thing(me, thing_id)

    @lending
    @operation(
        body=shapes.LendingThingBody,
        answer=shapes.LendingThingShape,
        refuses=(NotSoNow,),
    )
    def patch(self, request, me, thing_id):
        """Describe your thing otherwise; bookings that are there stay."""
        found = _own(me, thing_id)
        said = self.read(initial=shapes.bookings.ThingForm.shown(found))
        services.change_thing(found, **said, now=timezone.now(), by=request.user)
        return _own(me, thing_id)


def _own(me: Neighbour, thing_id) -> Bookable:
    """Return one's own thing that is still lent."""
    found = get_object_or_404(own_things(me), post__uuid=thing_id)
    if found.post.closed_at is not None or found.post.hidden_at is not None:
        raise Http404
    return found


class ThingClosing(BookablesView):
    @lending
    @operation(status=204, refuses=(NotSoNow,))
    def post(self, request, me, thing_id):
        """Lend your thing no more: bookings that have not begun end."""
        found = _own(me, thing_id)
        services.close_thing(found, me=me, now=timezone.now(), by=request.user)


class ThingDays(BookablesView):
    @lending
    @operation(list_of=shapes.CalendarDayShape, query=shapes.CalendarQuery)
    def get(self, request, me, thing_id):
        """When a thing is free: a week, or a month."""
        return self.days(find_thing(me, thing_id), me)


class ThingReviews(BookablesView):
    @lending
    @operation(page_of=shapes.ReviewShape)
    def get(self, request, me, thing_id):
        """What those say who borrowed it, the latest first."""
        found = find_thing(me, thing_id)
        return reviews_of_thing(found, me=me, now=timezone.now())


# Rooms


class Rooms(BookablesView):
    @in_rooms
    @operation(page_of=shapes.CommonRoomShape, query=RoomsForm)
    def get(self, request, me):
        """The rooms that everybody shares."""
        return bookables(me, Module.ROOMS, **self.asked())

    @keeper
    @operation(
        body=shapes.CommonRoomBody,
        answer=shapes.CommonRoomShape,
        status=201,
        refuses=(PostWritten,),
        keyed=True,
    )
    def post(self, request, me):
        """Add a room, for who keeps the rooms, once for each `Idempotency-Key`."""
        act = partial(services.add_room, by=request.user)
        post = written(act, uuid=drawn(self, me, "post"), me=me, **self.read())
        return find_room(me, post.uuid)


class RoomView(BookablesView):
    @in_rooms
    @operation(answer=shapes.CommonRoomShape)
    def get(self, request, me, room_id):
        """One room, with its rules."""
        return find_room(me, room_id)

    @keeper
    @operation(
        body=shapes.CommonRoomBody,
        answer=shapes.CommonRoomShape,
        refuses=(NotSoNow,),
    )
    def patch(self, request, me, room_id):
        """Let other rules hold for bookings from now on."""
        found = find_room(me, room_id)
        said = self.read(initial=shapes.bookings.RoomForm.shown(found))
        services.change_room(found, **said, now=timezone.now(), by=request.user)
        return find_room(me, room_id)


class RoomClosing(BookablesView):
    @keeper
    @operation(status=204, refuses=(NotSoNow,))
    def post(self, request, me, room_id):
        """Let nobody book a room any more: bookings to come end."""
        found = find_room(me, room_id)
        services.close_room(found, now=timezone.now(), by=request.user)


class RoomDays(BookablesView):
    @in_rooms
    @operation(list_of=shapes.CalendarDayShape, query=shapes.CalendarQuery)
    def get(self, request, me, room_id):
        """When a room is free: a week, or a month."""
        return self.days(find_room(me, room_id), me)
