"""Who has a thing is what the two say: late, available and reviews follow from it."""

from datetime import timedelta

import pytest

from community.errors.bookings import NotSoNow, ReviewClosed, StillOut, TooEarly
from community.models import Booking, Neighbour, Waiting
from community.queries.bookings import catalogue
from community.queries.reviews import (
    TIME_TO_WRITE,
    may_review,
    reviews_of_borrower,
    reviews_of_thing,
    said_of,
)
from community.queries.steps import is_late
from community.services import bookings, lending
from community.services import neighbours as people
from community.services.booking_times import free_bookings, lapse_due, remind
from community.services.posts import close_post
from koprogo.notifications.models import Delivery
from tests.community.bookings.making import (
    NOW,
    at,
    booked,
    lent,
    returned,
    thing,
)

BOTH = ["lending", "rooms"]


def accepted(bookable, me, begin, end):
    made = booked(bookable, me, begin, end)
    return bookings.accept(made, now=NOW, by=bookable.post.author.user)


def fresh(booking):
    return Booking.objects.select_related("bookable__post", "neighbour").get(
        pk=booking.pk
    )


def told(kind):
    return Delivery.objects.filter(
        event__startswith=f"neighbours-booking-{kind}"
    ).count()


def test_it_is_out_when_it_was_handed_over_and_not_when_its_time_begins(
    ladder, neighbours
):
    omar, clara = neighbours["omar"], neighbours["clara"]
    made = accepted(ladder, neighbours["otto"], at(3, 14), at(3, 16))
    assert not catalogue(clara).get().is_out
    lending.receive(made, now=at(3, 15), by=neighbours["otto"].user)
    assert catalogue(clara).get().is_out
    assert not catalogue(clara, is_here=True).exists()
    lending.hand_over(made, now=at(3, 15), by=omar.user)
    assert told("given") == 1


def test_late_is_who_has_it_and_nobody_who_never_fetched_it(ladder, neighbours):
    waiting = accepted(ladder, neighbours["clara"], at(4, 14), at(4, 16))
    assert not is_late(fresh(waiting), now=at(9, 0))
    out = lent(ladder, neighbours["otto"], at(3, 14), at(3, 16))
    assert not is_late(fresh(out), now=at(3, 15, 59))
    assert is_late(fresh(out), now=at(3, 16))
    lending.bring_back(out, now=at(5, 9), by=neighbours["otto"].user)
    assert not is_late(fresh(out), now=at(9, 0))
    assert catalogue(neighbours["clara"]).get().is_out


def test_what_is_still_with_another_is_not_handed_over(ladder, neighbours):
    out = lent(ladder, neighbours["otto"], at(3, 14), at(3, 16))
    other = accepted(ladder, neighbours["clara"], at(4, 14), at(4, 16))
    omar = neighbours["omar"].user
    with pytest.raises(StillOut):
        lending.hand_over(other, now=at(4, 14), by=omar)
    lending.take_back(out, now=at(4, 15), by=omar)
    lending.hand_over(other, now=at(4, 15), by=omar)


def test_it_is_handed_over_from_the_evening_before_until_its_end(ladder, neighbours):
    made = accepted(ladder, neighbours["otto"], at(10, 14), at(10, 16))
    omar = neighbours["omar"].user
    with pytest.raises(TooEarly):
        lending.hand_over(made, now=at(8, 23, 59), by=omar)
    with pytest.raises(NotSoNow):
        lending.hand_over(made, now=at(10, 16), by=omar)
    lending.hand_over(made, now=at(9, 0), by=omar)
    with pytest.raises(NotSoNow):
        lending.hand_over(made, now=at(9, 1), by=omar)


def test_what_nobody_accepted_is_not_handed_over(ladder, neighbours):
    made = booked(ladder, neighbours["otto"], at(3, 14), at(3, 16))
    with pytest.raises(NotSoNow):
        lending.hand_over(made, now=at(3, 14), by=neighbours["omar"].user)
    with pytest.raises(NotSoNow):
        lending.bring_back(made, now=at(3, 15), by=neighbours["otto"].user)
    with pytest.raises(NotSoNow):
        lending.take_back(made, now=at(3, 15), by=neighbours["omar"].user)


def test_a_room_is_handed_over_by_nobody(party, neighbours):
    made = booked(party, neighbours["otto"], at(3, 14), at(3, 16))
    with pytest.raises(NotSoNow):
        lending.receive(made, now=at(3, 14), by=neighbours["otto"].user)


def test_what_comes_back_early_is_free_for_who_waits(ladder, neighbours):
    out = lent(ladder, neighbours["otto"], at(3, 14), at(9, 16))
    clara = neighbours["clara"]
    bookings.wait(
        ladder, begins_at=at(8, 9), ends_at=at(8, 12), me=clara, now=NOW, by=clara.user
    )
    lending.take_back(out, damage="A rung is broken", now=at(5, 9), by=None)
    assert told("freed") == 1
    assert fresh(out).damage == "A rung is broken"
    booked(ladder, clara, at(8, 9), at(8, 12), now=at(5, 10))


# Reviews


def say(booking, me, verdict="well", text="", now=None):
    now = now or at(4, 9)
    return lending.review(
        booking, verdict=verdict, text=text, me=me, now=now, by=me.user
    )


def test_a_review_is_hidden_until_both_have_written(ladder, neighbours):
    omar, otto, clara = (neighbours[name] for name in ("omar", "otto", "clara"))
    made = returned(ladder, otto, at(3, 14), at(3, 16))
    say(made, otto, text="A good ladder")
    for me in (omar, clara):
        assert not reviews_of_thing(ladder, me=me, now=at(4, 9)).exists()
    assert said_of(fresh(made), me=omar, now=at(4, 9)) == []
    assert len(said_of(fresh(made), me=otto, now=at(4, 9))) == 1
    assert told("review") == 1
    say(made, omar, text="Came back in time")
    assert (
        reviews_of_thing(ladder, me=clara, now=at(4, 9)).get().text == "A good ladder"
    )
    assert reviews_of_borrower(otto, me=clara, now=at(4, 9)).get().author == omar
    assert told("review") == 1


def test_a_review_is_shown_after_fourteen_days_and_none_is_written_then(
    ladder, neighbours
):
    omar, otto, clara = (neighbours[name] for name in ("omar", "otto", "clara"))
    made = returned(ladder, otto, at(3, 14), at(3, 16))
    say(made, otto)
    end = at(3, 16) + TIME_TO_WRITE
    before = end - timedelta(seconds=1)
    assert not reviews_of_thing(ladder, me=clara, now=before).exists()
    assert reviews_of_thing(ladder, me=clara, now=end).exists()
    assert may_review(fresh(made), me=omar, now=before)
    with pytest.raises(ReviewClosed):
        say(made, omar, now=end)


def test_one_writes_once_after_it_came_back_and_only_about_ones_own(ladder, neighbours):
    otto, clara = neighbours["otto"], neighbours["clara"]
    out = lent(ladder, otto, at(3, 14), at(3, 16))
    with pytest.raises(ReviewClosed):
        say(out, otto, now=at(3, 15))
    lending.take_back(out, now=at(3, 16), by=None)
    with pytest.raises(ReviewClosed):
        say(out, clara)
    say(out, otto)
    with pytest.raises(ReviewClosed):
        say(out, otto, verdict="badly")


def test_nobody_reads_the_review_of_who_is_blocked(ladder, neighbours):
    omar, otto, clara = (neighbours[name] for name in ("omar", "otto", "clara"))
    made = returned(ladder, otto, at(3, 14), at(3, 16))
    say(made, otto)
    say(made, omar)
    people.block(otto, me=clara, by=None)
    assert not reviews_of_thing(ladder, me=clara, now=at(5, 9)).exists()
    assert reviews_of_thing(ladder, me=omar, now=at(5, 9)).exists()


# The clock


def test_what_nobody_answers_or_fetches_lapses_once(ladder, party, neighbours):
    otto = neighbours["otto"]
    asked = booked(ladder, otto, at(3, 14), at(3, 16))
    unfetched = accepted(ladder, otto, at(4, 14), at(4, 16))
    used = booked(party, otto, at(3, 14), at(3, 16))
    assert lapse_due(BOTH, now=at(3, 13, 59)) == 0
    assert lapse_due(BOTH, now=at(3, 14)) == 1
    assert lapse_due(BOTH, now=at(4, 15, 59)) == 0
    assert lapse_due(BOTH, now=at(4, 16)) == 1
    assert lapse_due(BOTH, now=at(9, 0)) == 0
    states = [fresh(row).state for row in (asked, unfetched, used)]
    assert states == ["lapsed", "lapsed", "accepted"]
    assert told("lapsed") == 2


def test_what_was_ended_as_any_post_is_ends_its_bookings(ladder, neighbours):
    made = booked(ladder, neighbours["otto"], at(5, 14), at(5, 16))
    close_post(ladder.post, me=neighbours["omar"], by=None)
    assert lapse_due(BOTH, now=NOW) == 1
    assert lapse_due(BOTH, now=NOW) == 0
    assert fresh(made).state == "cancelled"


def test_what_was_brought_back_is_back_after_fourteen_days_of_silence(
    ladder, neighbours
):
    out = lent(ladder, neighbours["otto"], at(3, 14), at(3, 16))
    lending.bring_back(out, now=at(3, 16), by=neighbours["otto"].user)
    assert lapse_due(BOTH, now=at(17, 15, 59)) == 0
    assert lapse_due(BOTH, now=at(17, 16)) == 1
    assert fresh(out).state == "returned"


def test_what_is_off_is_neither_ended_nor_told_of(ladder, neighbours):
    made = booked(ladder, neighbours["otto"], at(3, 14), at(3, 16))
    assert lapse_due(["rooms"], now=at(9, 0)) == 0
    assert remind(["rooms"], now=NOW) == 0
    assert fresh(made).state == "asked"


def test_who_waited_in_vain_waits_no_more(ladder, neighbours):
    booked(ladder, neighbours["otto"], at(3, 14), at(3, 16))
    clara = neighbours["clara"]
    bookings.wait(
        ladder, begins_at=at(3, 14), ends_at=at(3, 15), me=clara, now=NOW, by=clara.user
    )
    lapse_due(BOTH, now=at(3, 14))
    assert not Waiting.objects.exists()


def test_reminders_come_the_day_before_on_the_day_and_every_three_days(
    ladder, neighbours
):
    made = accepted(ladder, neighbours["otto"], at(5, 14), at(6, 16))
    for hour in (8, 9):
        remind(BOTH, now=at(3, hour))
    assert told("tomorrow") == 0
    for hour in (8, 9):
        remind(BOTH, now=at(4, hour))
    assert told("tomorrow") == 1
    lending.hand_over(made, now=at(5, 14), by=neighbours["omar"].user)
    remind(BOTH, now=at(5, 20))
    assert (told("tomorrow"), told("due"), told("late")) == (1, 0, 0)
    for day in range(6, 31):
        for hour in (8, 9):
            remind(BOTH, now=at(day, hour))
    assert (told("due"), told("late")) == (1, 5)


def test_who_has_brought_it_back_is_left_alone(ladder, neighbours):
    out = lent(ladder, neighbours["otto"], at(3, 14), at(3, 16))
    lending.bring_back(out, now=at(3, 17), by=neighbours["otto"].user)
    assert remind(BOTH, now=at(9, 9)) == 0


# Who leaves


def leave(me, now=NOW):
    Neighbour.objects.filter(pk=me.pk).update(left_at=now)
    me.refresh_from_db()
    return free_bookings(me, now=now)


def test_who_leaves_frees_what_he_booked_and_lends_nothing_more(
    ladder, party, neighbours
):
    omar, otto, clara = (neighbours[name] for name in ("omar", "otto", "clara"))
    drill = thing(clara, title="Drill")
    asked = booked(ladder, otto, at(5, 14), at(5, 16))
    his = booked(drill, omar, at(5, 14), at(5, 16))
    party_his = booked(party, omar, at(5, 14), at(5, 16))
    party_other = booked(party, otto, at(6, 14), at(6, 16))
    assert leave(omar) == 3
    assert leave(omar) == 0
    ended = [fresh(row).state for row in (asked, his, party_his, party_other)]
    assert ended == ["cancelled", "cancelled", "cancelled", "accepted"]
    assert [row.post.title for row in catalogue(otto)] == ["Drill"]
    recipients = Delivery.objects.filter(
        event__startswith="neighbours-booking-cancelled"
    )
    assert sorted(recipients.values_list("name", flat=True)) == ["Clara", "Otto"]


def test_what_is_out_stays_with_who_has_it_until_he_brings_it_back(ladder, neighbours):
    out = lent(ladder, neighbours["otto"], at(3, 14), at(9, 16))
    leave(neighbours["omar"], now=at(4, 9))
    assert fresh(out).state == "out"
    lending.bring_back(out, now=at(5, 9), by=neighbours["otto"].user)
    assert fresh(out).state == "returned"


def test_the_room_stays_when_who_wrote_it_leaves(party, neighbours):
    leave(neighbours["clara"])
    assert booked(party, neighbours["otto"], at(3, 14), at(3, 16)).state == "accepted"
