from django.urls import path

from community.views import booking_calendars as calendars
from community.views import bookings, rooms, things

THING, ROOM = "lending/<uuid:thing_id>", "rooms/<uuid:room_id>"
BOOKING = "bookings/<uuid:booking_id>"

urlpatterns = [
    path("lending/", things.things, name="things"),
    path("lending/mine/", things.my_things, name="my-things"),
    path("lending/new/", things.thing_new, name="thing-new"),
    path(f"{THING}/", things.thing, name="thing"),
    path(f"{THING}/edit/", things.thing_edit, name="thing-edit"),
    path(f"{THING}/close/", things.thing_close, name="thing-close"),
    path(f"{THING}/calendar/", calendars.thing_calendar, name="thing-calendar"),
    path(f"{THING}/book/", bookings.thing_book, name="thing-book"),
    path(f"{THING}/wait/", bookings.thing_wait, name="thing-wait"),
    path("rooms/", rooms.rooms, name="rooms"),
    path("rooms/new/", rooms.room_new, name="room-new"),
    path(f"{ROOM}/", rooms.room, name="room"),
    path(f"{ROOM}/edit/", rooms.room_edit, name="room-edit"),
    path(f"{ROOM}/close/", rooms.room_close, name="room-close"),
    path(f"{ROOM}/calendar/", calendars.room_calendar, name="room-calendar"),
    path(f"{ROOM}/book/", bookings.room_book, name="room-book"),
    path(f"{ROOM}/wait/", bookings.room_wait, name="room-wait"),
    path(f"{ROOM}/feed/", calendars.room_feed, name="room-feed"),
    path(f"{ROOM}/feed/end/", calendars.room_feed_end, name="room-feed-end"),
    path("bookings/", bookings.bookings, name="bookings"),
    path("bookings/feed/", calendars.bookings_feed, name="bookings-feed"),
    path("bookings/feed/end/", calendars.bookings_feed_end, name="bookings-feed-end"),
    path(
        "bookings/waiting/<uuid:waiting_id>/end/",
        bookings.waiting_end,
        name="waiting-end",
    ),
    path(f"{BOOKING}/", bookings.booking, name="booking"),
    path(f"{BOOKING}/accept/", bookings.accept, name="booking-accept"),
    path(f"{BOOKING}/decline/", bookings.decline, name="booking-decline"),
    path(f"{BOOKING}/cancel/", bookings.cancel, name="booking-cancel"),
    path(f"{BOOKING}/given/", bookings.given, name="booking-given"),
    path(f"{BOOKING}/taken/", bookings.taken, name="booking-taken"),
    path(f"{BOOKING}/brought/", bookings.brought, name="booking-brought"),
    path(f"{BOOKING}/back/", bookings.back, name="booking-back"),
    path(f"{BOOKING}/review/", bookings.review, name="booking-review"),
]
