"""Book, answer, cancel and wait: what is refused, and who is told."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from community.booking import Problem
from community.errors.bookings import (
    BookedAlready,
    BookingRefused,
    IsFree,
    NotSoNow,
    OwnThing,
)
from community.models import Booking, Waiting
from community.services import bookables, bookings
from community.services import neighbours as people
from koprogo.notifications.models import Delivery
from tests.community.bookings.making import NOW, at, booked, room, thing


def mails():
    """Return the kinds of mails in the outbox, with their recipients, by name."""
    return sorted(
        (row.event.partition(":")[0].split("-")[2], row.name)
        for row in Delivery.objects.filter(event__startswith="neighbours-booking-")
    )


def against(bookable, me, begin, end, **said):
    with pytest.raises(BookingRefused) as refused:
        booked(bookable, me, begin, end, **said)
    return refused.value.problems


def test_fourteen_to_sixteen_and_sixteen_to_eighteen_touch(ladder, neighbours):
    booked(ladder, neighbours["otto"], at(3, 14), at(3, 16))
    booked(ladder, neighbours["clara"], at(3, 16), at(3, 18))
    assert against(ladder, neighbours["clara"], at(3, 15, 59), at(3, 16)) == [
        Problem.TAKEN
    ]


def test_the_database_has_the_last_word_on_what_overlaps(ladder, neighbours):
    booked(ladder, neighbours["otto"], at(3, 14), at(3, 16))
    other = {"bookable": ladder, "neighbour": neighbours["clara"]}
    with (
        pytest.raises(IntegrityError, match="booking_no_overlap"),
        transaction.atomic(),
    ):
        Booking.objects.create(**other, begins_at=at(3, 15), ends_at=at(3, 17))
    Booking.objects.create(**other, begins_at=at(3, 16), ends_at=at(3, 17))
    over = {"state": "declined", "begins_at": at(3, 14), "ends_at": at(3, 15)}
    Booking.objects.create(**other, **over)


def test_all_that_speaks_against_is_said_at_once(neighbours):
    party = room(
        neighbours["clara"],
        ahead=10,
        longest=120,
        opens=at(2, 10).time(),
        closes=at(2, 22).time(),
    )
    said = against(party, neighbours["otto"], at(20, 8), at(20, 12))
    assert said == [Problem.TOO_FAR, Problem.TOO_LONG, Problem.CLOSED]
    assert not Booking.objects.exists()


def test_what_is_sent_twice_is_booked_once(ladder, neighbours):
    uuid = uuid4()
    booked(ladder, neighbours["otto"], at(3, 14), at(3, 16), uuid=uuid)
    with pytest.raises(BookedAlready):
        booked(ladder, neighbours["otto"], at(3, 14), at(3, 16), uuid=uuid)
    assert Booking.objects.count() == 1


def test_nobody_books_what_is_his_own(ladder, neighbours):
    with pytest.raises(OwnThing):
        booked(ladder, neighbours["omar"], at(3, 14), at(3, 16))


def test_people_who_have_nothing_to_do_with_each_other_lend_nothing(ladder, neighbours):
    people.block(neighbours["otto"], me=neighbours["omar"], by=None)
    with pytest.raises(NotSoNow):
        booked(ladder, neighbours["otto"], at(3, 14), at(3, 16))


def test_who_is_blocked_by_who_wrote_the_room_books_it_all_the_same(party, neighbours):
    people.block(neighbours["otto"], me=neighbours["clara"], by=None)
    assert booked(party, neighbours["otto"], at(3, 14), at(3, 16)).state == "accepted"


def test_the_owner_is_asked_and_answers_once(ladder, neighbours):
    made = booked(ladder, neighbours["otto"], at(3, 14), at(3, 16))
    assert made.state == "asked"
    bookings.accept(made, now=NOW, by=neighbours["omar"].user)
    for act in (bookings.accept, bookings.decline):
        with pytest.raises(NotSoNow):
            act(made, now=NOW, by=neighbours["omar"].user)
    assert mails() == [("accepted", "Otto"), ("asked", "Omar")]


def test_where_no_answer_is_needed_the_owner_is_told(neighbours):
    drill = thing(neighbours["omar"], is_automatic=True)
    assert booked(drill, neighbours["otto"], at(3, 14), at(3, 16)).state == "accepted"
    assert mails() == [("booked", "Omar")]


def test_a_mail_names_neither_the_thing_nor_what_was_written(ladder, neighbours):
    booked(ladder, neighbours["otto"], at(3, 14), at(3, 16), note="For my secret")
    mail = Delivery.objects.get()
    assert "Ladder" not in mail.subject + mail.body
    assert "secret" not in mail.body


def test_the_council_is_told_of_a_room_that_it_must_answer_for(party, neighbours):
    booked(party, neighbours["otto"], at(3, 14), at(3, 16))
    assert mails() == []
    asked = room(neighbours["clara"], is_automatic=False)
    booked(asked, neighbours["clara"], at(3, 14), at(3, 16))
    assert mails() == []
    booked(asked, neighbours["otto"], at(4, 14), at(4, 16))
    assert mails() == [("asked", "Clara")]


def test_who_wants_no_mails_about_bookings_gets_none(ladder, neighbours):
    omar = neighbours["omar"]
    omar.mails = [kind for kind in omar.mails if kind != "bookings"]
    omar.save()
    booked(ladder, neighbours["otto"], at(3, 14), at(3, 16))
    assert mails() == []


# Quota


def test_a_lot_gets_so_much_a_month_and_not_a_minute_more(neighbours):
    party = room(neighbours["clara"], quota=180)
    omar = neighbours["omar"]
    booked(party, omar, at(3, 14), at(3, 16))
    assert against(party, omar, at(4, 14), at(4, 15, 1)) == [Problem.QUOTA]
    booked(party, omar, at(4, 14), at(4, 15))
    assert against(party, omar, at(5, 14), at(5, 14, 1)) == [Problem.QUOTA]
    booked(party, omar, at(1, 14, month=4), at(1, 17, month=4))
    booked(party, neighbours["clara"], at(6, 14), at(6, 17))
    booked(party, neighbours["otto"], at(7, 14), at(7, 17))


def test_what_was_cancelled_counts_for_no_quota(neighbours):
    party = room(neighbours["clara"], quota=120)
    omar = neighbours["omar"]
    made = booked(party, omar, at(3, 14), at(3, 16))
    bookings.cancel(made, me=omar, now=NOW, by=omar.user)
    booked(party, omar, at(4, 14), at(4, 16))


def test_the_quota_of_who_holds_several_lots_is_that_of_one(neighbours):
    party = room(neighbours["clara"])
    made = booked(party, neighbours["omar"], at(3, 14), at(3, 16))
    assert made.lot.code == "A"
    assert booked(party, neighbours["otto"], at(4, 14), at(4, 16)).lot is None


# Nights on which the clocks change


@pytest.mark.parametrize(("day", "month", "hours"), [(25, 10, 7), (29, 3, 5)])
def test_the_length_is_of_the_time_that_passes(neighbours, day, month, hours):
    party = room(neighbours["clara"], longest=hours * 60)
    begin, end = at(day, 0, month=month), at(day, 6, month=month)
    otto = neighbours["otto"]
    late = end + timedelta(minutes=1)
    assert against(party, otto, begin, late) == [Problem.TOO_LONG]
    booked(party, otto, begin, end)


def test_a_quota_counts_the_hour_more(neighbours):
    party = room(neighbours["clara"], quota=7 * 60)
    otto = neighbours["otto"]
    booked(party, otto, at(25, 0, month=10), at(25, 6, month=10))
    said = against(party, otto, at(26, 0, month=10), at(26, 0, 1, month=10))
    assert said == [Problem.QUOTA]


# Cancel


def test_who_booked_cancels_and_the_owner_is_told(ladder, neighbours):
    made = booked(ladder, neighbours["otto"], at(3, 14), at(3, 16))
    otto = neighbours["otto"]
    bookings.cancel(made, me=otto, now=NOW, by=otto.user)
    with pytest.raises(NotSoNow):
        bookings.cancel(made, me=otto, now=NOW, by=otto.user)
    assert mails() == [("asked", "Omar"), ("cancelled", "Omar")]
    booked(ladder, neighbours["clara"], at(3, 14), at(3, 16))


def test_what_has_passed_is_not_cancelled(party, neighbours):
    made = booked(party, neighbours["otto"], at(3, 14), at(3, 16))
    with pytest.raises(NotSoNow):
        bookings.cancel(made, me=neighbours["otto"], now=at(3, 16), by=None)


def test_who_lends_it_no_more_ends_what_is_to_come(ladder, neighbours):
    omar = neighbours["omar"]
    made = booked(ladder, neighbours["otto"], at(3, 14), at(3, 16))
    assert bookables.close_thing(ladder, me=omar, now=NOW, by=omar.user) == 1
    assert Booking.objects.get(pk=made.pk).state == "cancelled"
    assert mails() == [("asked", "Omar"), ("cancelled", "Otto")]
    with pytest.raises(NotSoNow):
        bookables.close_thing(ladder, me=omar, now=NOW, by=omar.user)
    with pytest.raises(NotSoNow):
        booked(ladder, neighbours["otto"], at(4, 14), at(4, 16))


# Wait


def wait(bookable, me, begin, end):
    return bookings.wait(
        bookable, begins_at=begin, ends_at=end, me=me, now=NOW, by=me.user
    )


def test_one_waits_for_what_others_hold_and_for_nothing_else(ladder, neighbours):
    otto, clara = neighbours["otto"], neighbours["clara"]
    with pytest.raises(IsFree):
        wait(ladder, clara, at(3, 14), at(3, 16))
    booked(ladder, otto, at(3, 14), at(3, 16))
    with pytest.raises(BookingRefused):
        wait(ladder, clara, at(3, 16), at(3, 15))
    wait(ladder, clara, at(3, 14), at(3, 15))
    wait(ladder, clara, at(3, 15), at(3, 16))
    assert Waiting.objects.get().begins_at == at(3, 15)


def test_who_waits_is_told_when_all_of_his_time_is_free(ladder, neighbours):
    otto, clara = neighbours["otto"], neighbours["clara"]
    first = booked(ladder, otto, at(3, 14), at(3, 16))
    second = booked(ladder, otto, at(3, 16), at(3, 18))
    row = wait(ladder, clara, at(3, 15), at(3, 17))
    bookings.cancel(first, me=otto, now=NOW, by=otto.user)
    assert ("freed", "Clara") not in mails()
    bookings.decline(second, now=NOW, by=neighbours["omar"].user)
    assert mails().count(("freed", "Clara")) == 1
    row.refresh_from_db()
    assert row.told_at == NOW
    booked(ladder, clara, at(3, 15), at(3, 17))
    assert not Waiting.objects.exists()


def test_who_was_blocked_meanwhile_is_not_told(ladder, neighbours):
    otto, clara = neighbours["otto"], neighbours["clara"]
    made = booked(ladder, otto, at(3, 14), at(3, 16))
    wait(ladder, clara, at(3, 14), at(3, 16))
    people.block(clara, me=neighbours["omar"], by=None)
    bookings.cancel(made, me=otto, now=NOW, by=otto.user)
    assert ("freed", "Clara") not in mails()
