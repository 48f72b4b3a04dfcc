"""What runs by itself, and what a person takes with him of his bookings."""

from datetime import timedelta

from buildings.models import Module
from community.models import Bookable, Booking, Review
from community.personal import DATA
from community.services import lending
from community.services.bookables import close_thing
from community.services.booking_forgetting import forget_bookings
from community.services.bookings import wait
from community.services.feeds import renew_feed
from community.tasks import follow_bookings
from koprogo.notifications.models import Delivery
from koprogo.slots import PersonalTable
from tests.community import making as people
from tests.community.bookings.making import (
    NOW,
    at,
    booked,
    lent,
    returned,
    room,
    soon,
    thing,
)


def test_the_clock_ends_what_lapsed_once(ladder, neighbours):
    made = booked(ladder, neighbours["otto"], at(3, 14), at(3, 16))
    assert follow_bookings() == 1
    assert follow_bookings() == 0
    made.refresh_from_db()
    assert made.state == "lapsed"


def test_the_clock_leaves_alone_what_is_off(ladder, party, neighbours):
    made = booked(ladder, neighbours["otto"], at(3, 14), at(3, 16))
    people.switched_off(Module.LENDING)
    assert follow_bookings() == 0
    people.switched_off(Module.ROOMS)
    assert follow_bookings() == 0
    made.refresh_from_db()
    assert made.state == "asked"


def test_reminders_wait_for_the_day(party, neighbours, monkeypatch):
    booked(party, neighbours["otto"], soon(1, 14), soon(1, 16), now=soon(0, 0))
    reminded = Delivery.objects.filter(event__contains="booking-tomorrow")
    monkeypatch.setattr("community.tasks.DAYTIME", range(0))
    follow_bookings()
    assert not reminded.exists()
    monkeypatch.setattr("community.tasks.DAYTIME", range(24))
    for _twice in range(2):
        follow_bookings()
    assert reminded.count() == 1


def test_what_is_over_is_forgotten_after_a_year_and_what_is_out_never(
    ladder, neighbours
):
    omar, otto = neighbours["omar"], neighbours["otto"]
    made = returned(ladder, otto, at(3, 14), at(3, 16))
    lending.review(made, verdict="well", me=otto, now=at(4, 9), by=otto.user)
    tent = thing(omar, title="Tent", is_automatic=True)
    out = lent(tent, otto, at(3, 14), at(3, 16))
    close_thing(ladder, me=omar, now=at(5, 9), by=omar.user)
    a_year = timedelta(days=365)
    assert forget_bookings(at(3, 15, 59) + a_year) == 0
    assert forget_bookings(at(3, 16) + a_year) == 1
    assert forget_bookings(at(5, 9) + a_year) == 1
    assert forget_bookings(at(9, 9) + a_year) == 0
    assert [row.pk for row in Booking.objects.all()] == [out.pk]
    assert not Review.objects.exists()
    assert Bookable.objects.get() == tent


def test_the_copy_holds_ones_own_and_nothing_of_others(ladder, neighbours):
    omar, otto, clara = (neighbours[name] for name in ("omar", "otto", "clara"))
    made = returned(ladder, otto, at(3, 14), at(3, 16), damage="One rung")
    for me, text in ((otto, "A good ladder"), (omar, "Late by a day")):
        lending.review(made, verdict="well", text=text, me=me, now=at(4, 9), by=me.user)
    held = booked(room(clara), clara, at(9, 14), at(9, 16))
    begin, end = held.begins_at, held.ends_at
    wait(held.bookable, begins_at=begin, ends_at=end, me=otto, now=NOW, by=otto.user)
    thing(otto, title="Tent")
    renew_feed(me=otto, now=NOW, by=otto.user)
    tables = {
        one.name: [*one.rows]
        for one in DATA.here(otto.user)
        if isinstance(one, PersonalTable)
    }
    assert [row["title"] for row in tables["neighbour_things"]] == ["Tent"]
    [own] = tables["neighbour_bookings"]
    assert (own["title"], own["damage"]) == ("Ladder", "One rung")
    assert [row["title"] for row in tables["neighbour_waiting"]] == ["Party room"]
    assert [row["text"] for row in tables["neighbour_reviews"]] == ["A good ladder"]
    assert len(tables["neighbour_calendars"]) == 1
    assert Booking.objects.count() == 2
