"""Bookings by the API: asked, answered, handed over, brought back, reviewed."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone

from community.api import booking_shapes as shapes
from community.api.bookables import find_room, find_thing, in_rooms, lending
from community.api.doors import booked, in_ones_calendar
from community.api.once import drawn
from community.errors import bookings as errors
from community.models import Bookable, Booking, Neighbour, Waiting
from community.queries.bookings import bookings_seen, is_keeper, waiting_of
from community.queries.feeds import feed_of
from community.queries.reviews import may_review, reviews_of_borrower, said_of
from community.queries.steps import is_late, steps_of
from community.services import bookings as services
from community.services import feeds
from community.services import lending as handing
from koprogo.api.operations import Listing, operation
from koprogo.api.views import ApiView
from koprogo.ui.origin import mail_link, origin

MOST_REVIEWS = 10
BOOKING = (
    *(errors.BookedAlready, errors.OwnThing),
    *(errors.NotSoNow, errors.BookingRefused),
)
WAITING = (
    *(errors.IsFree, errors.OwnThing),
    *(errors.NotSoNow, errors.BookingRefused),
)
HANDING = (errors.NotSoNow, errors.TooEarly, errors.StillOut)


class BookingsView(ApiView):
    tag = "bookings"

    def book(self, request, bookable: Bookable, me: Neighbour) -> dict:
        """Book once for each key; sent again for the same time, it is that booking."""
        said, uuid = self.read(), drawn(self, me, "booking")
        given = {"now": timezone.now(), "origin": origin(request), "by": request.user}
        try:
            services.book(bookable, uuid=uuid, **said, me=me, **given)
        except errors.BookedAlready:
            if not _says_the_same(uuid, bookable, said):
                raise
        return _shown(request, me, uuid)

    def wait(self, request, bookable: Bookable, me: Neighbour) -> Waiting:
        said, now = self.read(), timezone.now()
        row = services.wait(bookable, **said, me=me, now=now, by=request.user)
        return waiting_of(me, request.access).get(pk=row.pk)


def _says_the_same(uuid, bookable: Bookable, said: dict) -> bool:
    times = {name: said[name] for name in ("begins_at", "ends_at")}
    rows = Booking.objects.filter(uuid=uuid, bookable=bookable, **times)
    return rows.exists()


# One's bookings


def _line(row: Booking, me: Neighbour) -> dict:
    return {
        "row": row,
        "is_mine": row.neighbour_id == me.pk,
        "is_late": is_late(row, now=timezone.now()),
    }


def _find(request, me: Neighbour, booking_id) -> Booking:
    return get_object_or_404(bookings_seen(me, request.access), uuid=booking_id)


def _shown(request, me: Neighbour, booking_id) -> dict:
    row, now = _find(request, me, booking_id), timezone.now()
    keeps, is_own = is_keeper(me, row, request.access), row.neighbour_id == me.pk
    steps = steps_of(
        row,
        is_own=is_own,
        is_keeper=keeps,
        may_write=may_review(row, me=me, now=now),
        now=now,
    )
    is_asked = keeps and row.state == row.State.ASKED and not row.bookable.is_room
    before = reviews_of_borrower(row.neighbour, me=me, now=now)[:MOST_REVIEWS]
    return _line(row, me) | {
        "may": [step.name.removeprefix("booking-") for step in steps],
        "reviews": said_of(row, me=me, now=now),
        "borrower_reviews": before if is_asked else [],
    }


class Bookings(BookingsView):
    @booked
    @operation(page_of=shapes.BookingShape, query=shapes.BookingsQuery)
    def get(self, request, me):
        """What you have booked, and what others have of yours, the latest first."""
        rows, which = bookings_seen(me, request.access), self.asked()["which"]
        if which:
            narrow = rows.running if which == "running" else rows.over
            rows = narrow(timezone.now())
        rows = rows.order_by("-begins_at", "-pk")
        return Listing(rows, lambda page: [_line(row, me) for row in page])


class BookingView(BookingsView):
    @booked
    @operation(answer=shapes.BookingDetail)
    def get(self, request, me, booking_id):
        """One booking, and what you may do next."""
        return _shown(request, me, booking_id)


class ThingBookings(BookingsView):
    @lending
    @operation(
        body=shapes.TimeBookingBody,
        answer=shapes.BookingDetail,
        status=201,
        refuses=BOOKING,
        keyed=True,
    )
    def post(self, request, me, thing_id):
        """Ask for a time, or have it at once; once for each `Idempotency-Key`."""
        return self.book(request, find_thing(me, thing_id), me)


class RoomBookings(BookingsView):
    @in_rooms
    @operation(
        body=shapes.TimeBookingBody,
        answer=shapes.BookingDetail,
        status=201,
        refuses=BOOKING,
        keyed=True,
    )
    def post(self, request, me, room_id):
        """Book a room, once for each `Idempotency-Key`."""
        return self.book(request, find_room(me, room_id), me)


class ThingWaiting(BookingsView):
    @lending
    @operation(
        body=shapes.WaitingBody,
        answer=shapes.WaitingShape,
        status=201,
        refuses=WAITING,
    )
    def post(self, request, me, thing_id):
        """Ask to be told when a time is free; the latest that you name holds."""
        return self.wait(request, find_thing(me, thing_id), me)


class RoomWaiting(BookingsView):
    @in_rooms
    @operation(
        body=shapes.WaitingBody,
        answer=shapes.WaitingShape,
        status=201,
        refuses=WAITING,
    )
    def post(self, request, me, room_id):
        """Ask to be told when a time in a room is free."""
        return self.wait(request, find_room(me, room_id), me)


class WaitingList(BookingsView):
    @booked
    @operation(page_of=shapes.WaitingShape)
    def get(self, request, me):
        """The times that you wait for."""
        return waiting_of(me, request.access)


class WaitingView(BookingsView):
    @booked
    @operation(status=204)
    def delete(self, request, me, waiting_id):
        """Wait for it no more."""
        row = get_object_or_404(Waiting, uuid=waiting_id, neighbour=me)
        services.stop_waiting(row, by=request.user)


# What the two say


class StepView(BookingsView):
    """Something that one of the two says about a booking."""

    def step(self, act, request, me, booking_id, *, of_keeper: bool, **said) -> dict:
        row = _find(request, me, booking_id)
        keeps = is_keeper(me, row, request.access)
        if not (keeps if of_keeper else row.neighbour_id == me.pk):
            raise Http404
        given = {"now": timezone.now(), "origin": origin(request), "by": request.user}
        act(row, **said, **given)
        return _shown(request, me, booking_id)


class Accepting(StepView):
    @booked
    @operation(answer=shapes.BookingDetail, refuses=(errors.NotSoNow,))
    def post(self, request, me, booking_id):
        """Say yes to who asked."""
        return self.step(services.accept, request, me, booking_id, of_keeper=True)


class Declining(StepView):
    @booked
    @operation(answer=shapes.BookingDetail, refuses=(errors.NotSoNow,))
    def post(self, request, me, booking_id):
        """Say no to who asked; the time is free for others."""
        return self.step(services.decline, request, me, booking_id, of_keeper=True)


class Giving(StepView):
    @booked
    @operation(answer=shapes.BookingDetail, refuses=HANDING)
    def post(self, request, me, booking_id):
        """Say that you have handed it over."""
        return self.step(handing.hand_over, request, me, booking_id, of_keeper=True)


class Taking(StepView):
    @booked
    @operation(answer=shapes.BookingDetail, refuses=HANDING)
    def post(self, request, me, booking_id):
        """Say that you have it."""
        return self.step(handing.receive, request, me, booking_id, of_keeper=False)


class Bringing(StepView):
    @booked
    @operation(answer=shapes.BookingDetail, refuses=(errors.NotSoNow,))
    def post(self, request, me, booking_id):
        """Say that you have brought it back; its owner confirms."""
        return self.step(handing.bring_back, request, me, booking_id, of_keeper=False)


class Returning(StepView):
    @booked
    @operation(
        body=shapes.BookingBackBody,
        answer=shapes.BookingDetail,
        refuses=(errors.NotSoNow,),
    )
    def post(self, request, me, booking_id):
        """Say that you have it back, and what is damaged."""
        said = self.read()
        act = handing.take_back
        _refuse_room(_find(request, me, booking_id))
        return self.step(act, request, me, booking_id, of_keeper=True, **said)


def _refuse_room(row: Booking) -> None:
    """Raises Http404: a room is not handed over."""
    if row.bookable.is_room:
        raise Http404


class Cancelling(StepView):
    @booked
    @operation(answer=shapes.BookingDetail, refuses=(errors.NotSoNow,))
    def post(self, request, me, booking_id):
        """Take a booking back, or one of what you look after."""
        given = {"now": timezone.now(), "origin": origin(request), "by": request.user}
        services.cancel(_find(request, me, booking_id), me=me, **given)
        return _shown(request, me, booking_id)


class Reviewing(StepView):
    @booked
    @operation(
        body=shapes.ReviewBody,
        answer=shapes.BookingDetail,
        status=201,
        refuses=(errors.ReviewClosed,),
    )
    def post(self, request, me, booking_id):
        """Say how it went: once, and read when both have written."""
        row = _find(request, me, booking_id)
        _refuse_room(row)
        given = {"now": timezone.now(), "origin": origin(request), "by": request.user}
        handing.review(row, **self.read(), me=me, **given)
        return _shown(request, me, booking_id)


# Private addresses for calendars


class FeedView(BookingsView):
    def there(self, me: Neighbour, room: Bookable | None = None) -> dict:
        feed = feed_of(me, room)
        return {"made_at": feed.made_at if feed else None}

    def renew(self, request, me: Neighbour, room: Bookable | None = None) -> dict:
        now = timezone.now()
        token = feeds.renew_feed(room=room, me=me, now=now, by=request.user)
        url = mail_link("feeds:feed", token, origin=origin(request))
        return {"made_at": now, "url": url}


class OwnFeed(FeedView):
    @in_ones_calendar
    @operation(answer=shapes.FeedShape)
    def get(self, request, me):
        """Whether there is a private address for your own calendar.

        It tells your bookings, those of what you lend, and the events to which you come:
        what of it is switched on.
        """
        return self.there(me)

    @in_ones_calendar
    @operation(answer=shapes.NewFeedShape, status=201)
    def post(self, request, me):
        """Make a new address for your calendar: the old one opens nothing any more."""
        return self.renew(request, me)

    @in_ones_calendar
    @operation(status=204)
    def delete(self, request, me):
        """Let the address open nothing any more."""
        feeds.close_feed(me=me, by=request.user)


class RoomFeed(FeedView):
    @in_rooms
    @operation(answer=shapes.FeedShape)
    def get(self, request, me, room_id):
        """Whether you have a private address that tells when a room is taken."""
        return self.there(me, find_room(me, room_id))

    @in_rooms
    @operation(answer=shapes.NewFeedShape, status=201)
    def post(self, request, me, room_id):
        """Make a new address that tells when a room is taken, without names."""
        return self.renew(request, me, find_room(me, room_id))

    @in_rooms
    @operation(status=204)
    def delete(self, request, me, room_id):
        """Let that address open nothing any more."""
        room = find_room(me, room_id)
        feeds.close_feed(room=room, me=me, by=request.user)
