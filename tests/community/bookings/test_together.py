"""Several people at the same moment: one of them gets the time, nothing is doubled."""

from uuid import uuid4

from community.errors.bookings import BookedAlready, BookingRefused, NotSoNow, StillOut
from community.models import Booking, Review
from community.services import bookings, lending
from koprogo.notifications.models import Delivery
from tests.community import making as people
from tests.community.bookings.making import (
    NOW,
    at,
    booked,
    inside,
    lent,
    returned,
    room,
    thing,
)
from tests.together import outcomes

NAMES = ("omar", "clara", "otto")


def _begun():
    """Return the neighbours by name; committed, with every module on."""
    with inside():
        people.switched_on()
        return {name: people.joined(name) for name in NAMES}


def _inside(work):
    """Run it in a transaction of its own, as somebody in another window would."""

    def run():
        with inside():
            return work()

    return run


def test_two_bookings_of_one_time_one_wins(own_database):
    who = _begun()
    with inside():
        ladder = thing(who["omar"])
    begins = {"clara": at(3, 14), "otto": at(3, 15)}
    acts = [
        _inside(lambda name=name: booked(ladder, who[name], begins[name], at(3, 16)))
        for name in begins
    ]
    assert outcomes(acts, refusals=BookingRefused) == ["BookingRefused", "done"]
    with inside():
        assert Booking.objects.holding().count() == 1


def test_two_bookings_that_touch_are_both_fine(own_database):
    who = _begun()
    with inside():
        ladder = thing(who["omar"])
    acts = [
        _inside(lambda: booked(ladder, who["clara"], at(3, 14), at(3, 16))),
        _inside(lambda: booked(ladder, who["otto"], at(3, 16), at(3, 18))),
    ]
    assert outcomes(acts, refusals=BookingRefused) == ["done", "done"]


def test_a_double_click_books_once(own_database):
    who, uuid = _begun(), uuid4()
    with inside():
        ladder = thing(who["omar"])
    book = _inside(lambda: booked(ladder, who["otto"], at(3, 14), at(3, 16), uuid=uuid))
    assert outcomes([book] * 2, refusals=BookedAlready) == ["BookedAlready", "done"]
    with inside():
        assert (
            Delivery.objects.filter(event__startswith="neighbours-booking-").count()
            == 1
        )


def test_two_bookings_do_not_pass_the_quota_together(own_database):
    who = _begun()
    with inside():
        party = room(who["clara"], quota=180)
    acts = [
        _inside(lambda day=day: booked(party, who["omar"], at(day, 14), at(day, 16)))
        for day in (3, 4)
    ]
    assert outcomes(acts, refusals=BookingRefused) == ["BookingRefused", "done"]


def test_a_yes_and_a_cancellation_end_in_one_of_them(own_database):
    who = _begun()
    with inside():
        ladder = thing(who["omar"])
        made = booked(ladder, who["otto"], at(3, 14), at(3, 16))
    otto = who["otto"]
    acts = [
        _inside(lambda: bookings.decline(made, now=NOW, by=who["omar"].user)),
        _inside(lambda: bookings.cancel(made, me=otto, now=NOW, by=otto.user)),
    ]
    assert outcomes(acts, refusals=NotSoNow) == ["NotSoNow", "done"]


def test_one_thing_is_handed_to_one_person(own_database):
    who = _begun()
    with inside():
        drill = thing(who["omar"], is_automatic=True)
        made = [
            booked(drill, who["otto"], at(3, 14), at(3, 16)),
            booked(drill, who["clara"], at(3, 16), at(3, 18)),
        ]
    acts = [
        _inside(lambda row=row: lending.receive(row, now=at(3, 15), by=None))
        for row in made
    ]
    assert outcomes(acts, refusals=StillOut) == ["StillOut", "done"]


def test_both_write_at_once_and_each_once(own_database):
    who = _begun()
    with inside():
        ladder = thing(who["omar"])
        made = returned(ladder, who["otto"], at(3, 14), at(3, 16))

    def say(me):
        return _inside(
            lambda: lending.review(
                made, verdict="well", me=me, now=at(4, 9), by=me.user
            )
        )

    acts = [say(who["omar"]), say(who["otto"])]
    assert outcomes(acts, refusals=NotSoNow) == ["done", "done"]
    with inside():
        assert Review.objects.count() == 2


def test_two_clicks_on_its_return_end_it_once(own_database):
    who = _begun()
    with inside():
        ladder = thing(who["omar"])
        out = lent(ladder, who["otto"], at(3, 14), at(3, 16))
    end = _inside(lambda: lending.take_back(out, now=at(3, 16), by=who["omar"].user))
    assert outcomes([end] * 2, refusals=NotSoNow) == ["NotSoNow", "done"]
