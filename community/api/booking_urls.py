from community.api import bookables, bookings
from koprogo.api.views import at

THING, ROOM = "lending/<uuid:thing_id>", "rooms/<uuid:room_id>"
BOOKING = "bookings/<uuid:booking_id>"

urlpatterns = [
    at("lending/", bookables.Things, "things"),
    at("lending/mine/", bookables.OwnThings, "my-things"),
    at(f"{THING}/", bookables.ThingView, "thing"),
    at(f"{THING}/close/", bookables.ThingClosing, "thing-close"),
    at(f"{THING}/days/", bookables.ThingDays, "thing-days"),
    at(f"{THING}/reviews/", bookables.ThingReviews, "thing-reviews"),
    at(f"{THING}/bookings/", bookings.ThingBookings, "thing-book"),
    at(f"{THING}/waiting/", bookings.ThingWaiting, "thing-wait"),
    at("rooms/", bookables.Rooms, "rooms"),
    at(f"{ROOM}/", bookables.RoomView, "room"),
    at(f"{ROOM}/close/", bookables.RoomClosing, "room-close"),
    at(f"{ROOM}/days/", bookables.RoomDays, "room-days"),
    at(f"{ROOM}/bookings/", bookings.RoomBookings, "room-book"),
    at(f"{ROOM}/waiting/", bookings.RoomWaiting, "room-wait"),
    at(f"{ROOM}/feed/", bookings.RoomFeed, "room-feed"),
    at("bookings/", bookings.Bookings, "bookings"),
    at("bookings/feed/", bookings.OwnFeed, "bookings-feed"),
    at("bookings/waiting/", bookings.WaitingList, "waiting-list"),
    at("bookings/waiting/<uuid:waiting_id>/", bookings.WaitingView, "waiting"),
    at(f"{BOOKING}/", bookings.BookingView, "booking"),
    at(f"{BOOKING}/accept/", bookings.Accepting, "booking-accept"),
    at(f"{BOOKING}/decline/", bookings.Declining, "booking-decline"),
    at(f"{BOOKING}/cancel/", bookings.Cancelling, "booking-cancel"),
    at(f"{BOOKING}/given/", bookings.Giving, "booking-given"),
    at(f"{BOOKING}/taken/", bookings.Taking, "booking-taken"),
    at(f"{BOOKING}/brought/", bookings.Bringing, "booking-brought"),
    at(f"{BOOKING}/back/", bookings.Returning, "booking-back"),
    at(f"{BOOKING}/review/", bookings.Reviewing, "booking-review"),
]
