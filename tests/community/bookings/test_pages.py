"""The pages of things, rooms and bookings: who sees what, and does what."""

from uuid import uuid4

import pytest

from community.models import Block, Bookable, Booking, Post, Review, Waiting
from koprogo.audit.models import AuditEvent
from tests.community.bookings.asking import (
    HERE,
    form,
    of,
    press,
    soon_booked,
    state,
    status,
    text,
)
from tests.community.bookings.making import room, soon, thing

# The catalogue


def test_an_empty_catalogue_invites(as_, neighbours):
    page = text(as_("otto").get(f"{HERE}lending/"))
    assert "Nobody lends anything yet." in page
    assert "lending/new/" in page


def test_things_are_found_by_words_by_category_and_by_who_has_them(as_, neighbours):
    omar, otto = neighbours["omar"], neighbours["otto"]
    thing(omar, title="Ladder", text="Three metres")
    thing(omar, title="Tent", text="For two", category="sport")
    lent = thing(omar, title="Drill", text="Loud", is_automatic=True)
    out = soon_booked(lent, otto, day=1)
    client = as_("otto")
    press(client, out, "taken")

    def found(search):
        page = text(client.get(f"{HERE}lending/{search}"))
        return [name for name in ("Ladder", "Tent", "Drill") if f">{name}</a>" in page]

    assert found("") == ["Ladder", "Tent", "Drill"]
    assert found("?q=metres+three") == ["Ladder"]
    assert found("?category=sport") == ["Tent"]
    assert found("?category=nonsense") == ["Ladder", "Tent", "Drill"]
    assert found("?is_here=on") == ["Ladder", "Tent"]
    assert "There is no such thing." in text(client.get(f"{HERE}lending/?q=xyz"))


def test_rooms_are_found_by_words(as_, neighbours, party):
    room(neighbours["clara"], title="Café", text="Twelve seats")
    client = as_("otto")

    def found(search):
        page = text(client.get(f"{HERE}rooms/{search}"))
        return [name for name in ("Café", "Party room") if f": {name}</span>" in page]

    assert found("") == found("?q=") == ["Café", "Party room"]
    assert found("?q=SEATS+cafe") == ["Café"]
    assert "There is no such room." in text(client.get(f"{HERE}rooms/?q=gym"))


def test_one_offers_changes_and_ends_a_thing(as_, neighbours):
    client = as_("otto")
    said = {
        "uuid": str(uuid4()),
        "title": "Mower",
        "text": "Electric",
        "category": "garden",
        "condition": "good",
        "deposit": "20,00",
        "days": "3",
    }
    answers = [client.post(f"{HERE}lending/new/", said) for _twice in range(2)]
    assert [answer.status_code for answer in answers] == [302, 200]
    found = Bookable.objects.get()
    assert (found.longest, str(found.deposit)) == (3 * 24 * 60 + 60, "20.00")
    assert "3 days" in text(client.get(of(found)))
    assert status(client, f"lending/{found.post.uuid}/edit/") == 200
    client.post(of(found, "edit/"), said | {"title": "Old mower", "days": ""})
    found.refresh_from_db()
    assert (found.post.title, found.longest) == ("Old mower", 0)
    assert "Lend it no more?" in text(client.get(of(found, "close/")))
    client.post(of(found, "close/"))
    assert client.get(of(found)).status_code == 404
    assert "Lent no more" in text(client.get(f"{HERE}lending/mine/"))
    assert not AuditEvent.objects.filter(target__startswith="community").exists()


def test_what_is_incomplete_is_refused_with_its_reasons(as_, neighbours):
    page = text(as_("otto").post(f"{HERE}lending/new/", {"title": "Mower"}))
    assert "This field is required." in page
    assert not Post.objects.exists()


def test_a_thing_is_changed_by_its_owner_alone(as_, ladder):
    client = as_("clara")
    for page in ("edit/", "close/"):
        assert client.get(of(ladder, page)).status_code == 404
        assert client.post(of(ladder, page)).status_code == 404


def test_who_is_blocked_finds_nothing_and_neither_learns_why(as_, ladder, neighbours):
    Block.objects.create(neighbour=neighbours["omar"], blocked=neighbours["otto"])
    Block.objects.create(neighbour=neighbours["clara"], blocked=neighbours["omar"])
    for name in ("otto", "clara"):
        client = as_(name)
        assert "Ladder" not in text(client.get(f"{HERE}lending/"))
        for page in ("", "book/", "calendar/", "wait/"):
            assert client.get(of(ladder, page)).status_code == 404
        assert client.post(of(ladder, "book/"), form()).status_code == 404


def test_what_was_taken_away_or_whose_owner_left_is_not_there(as_, ladder, neighbours):
    client = as_("otto")
    assert client.get(of(ladder)).status_code == 200
    Post.objects.update(hidden_at=soon(0))
    assert client.get(of(ladder)).status_code == 404
    assert status(as_("omar"), f"lending/{ladder.post.uuid}/edit/") == 404
    Post.objects.update(hidden_at=None)
    neighbours["omar"].left_at = soon(0)
    neighbours["omar"].save()
    assert as_("otto").get(of(ladder)).status_code == 404


# Booking


def test_one_books_with_a_day_and_two_times(as_, ladder, neighbours):
    client = as_("otto")
    page = text(client.get(of(ladder, f"book/?from={soon(3):%Y-%m-%d}T14:00")))
    assert 'value="14:00"' in page
    said = form(note="For one window")
    for _twice in range(2):
        client.post(of(ladder, "book/"), said)
    made = Booking.objects.get()
    assert (made.begins_at, made.ends_at) == (soon(3, 14), soon(3, 16))
    assert "It waits for an answer." in text(client.get(f"{HERE}bookings/"))
    assert "For one window" in text(as_("omar").get(f"{HERE}bookings/{made.uuid}/"))


def test_until_midnight_is_until_the_next_day(as_, party):
    as_("otto").post(of(party, "book/"), form(begins="20:00", ends="00:00"))
    assert Booking.objects.get().ends_at == soon(4, 0)


def test_over_several_days_the_last_one_is_named(as_, ladder):
    said = form(ends_on=f"{soon(6):%Y-%m-%d}")
    as_("otto").post(of(ladder, "book/"), said)
    assert Booking.objects.get().ends_at == soon(6, 16)


def test_a_refused_booking_says_all_that_speaks_against_it(as_, ladder, neighbours):
    soon_booked(ladder, neighbours["clara"])
    page = text(as_("otto").post(of(ladder, "book/"), form(begins="15:00")))
    assert "Somebody else has booked a part of that time." in page
    page = text(as_("otto").post(of(ladder, "book/"), form(day=-2)))
    assert "It begins in the past." in page
    page = text(as_("otto").post(of(ladder, "book/"), form(begins="25:00")))
    assert "Enter a valid time." in page
    assert Booking.objects.count() == 1


def test_an_hour_that_the_clocks_leave_out_is_refused(as_, ladder):
    said = form(begins_on="2027-03-28", begins="02:30", ends="05:00")
    assert "begins_on" in text(as_("otto").post(of(ladder, "book/"), said))
    assert not Booking.objects.exists()


def test_one_waits_and_stops_waiting(as_, ladder, neighbours):
    soon_booked(ladder, neighbours["clara"])
    client = as_("otto")
    assert "This time is free" in text(client.post(of(ladder, "wait/"), form(day=5)))
    client.post(of(ladder, "wait/"), form())
    row = Waiting.objects.get()
    assert "What you wait for" in text(client.get(f"{HERE}bookings/"))
    page = f"{HERE}bookings/waiting/{row.uuid}/end/"
    assert as_("clara").post(page).status_code == 404
    as_("otto").post(page)
    assert not Waiting.objects.exists()


# The two


def test_a_loan_from_the_question_to_the_reviews(as_, ladder, neighbours):
    made = soon_booked(ladder, neighbours["otto"], day=1)
    page = f"{HERE}bookings/{made.uuid}/"
    assert "Accept" in text(as_("omar").get(page))
    press(as_("omar"), made, "accept")
    assert "I have it" in text(as_("otto").get(page))
    press(as_("otto"), made, "taken")
    press(as_("omar"), made, "given")
    press(as_("otto"), made, "brought")
    assert "Confirm that it is back." in text(as_("omar").get(f"{HERE}bookings/"))
    assert status(as_("omar"), f"bookings/{made.uuid}/back/") == 200
    press(as_("omar"), made, "back", damage="One rung")
    assert state(made) == "returned"
    assert "One rung" in text(as_("otto").get(page))
    press(as_("otto"), made, "review", verdict="well", text="Light and long")
    assert "Light and long" not in text(as_("omar").get(of(ladder)))
    press(as_("omar"), made, "review", verdict="mixed")
    assert "Light and long" in text(as_("clara").get(of(ladder)))
    assert Review.objects.count() == 2
    press(as_("omar"), made, "review", verdict="badly")
    assert Review.objects.count() == 2


def test_each_step_is_that_of_one_of_the_two(as_, ladder, neighbours):
    made = soon_booked(ladder, neighbours["otto"], day=1)
    for step in ("accept", "decline", "given", "back"):
        assert press(as_("otto"), made, step).status_code == 404
    for step in ("taken", "brought"):
        assert press(as_("omar"), made, step).status_code == 404
    for step in ("accept", "cancel", "taken", "review"):
        assert press(as_("clara"), made, step).status_code == 404
    assert as_("clara").get(f"{HERE}bookings/{made.uuid}/").status_code == 404
    assert state(made) == "asked"


def test_a_step_that_came_too_late_says_so(as_, ladder, neighbours):
    made = soon_booked(ladder, neighbours["otto"])
    press(as_("omar"), made, "decline")
    answer = press(as_("omar"), made, "accept")
    assert "It stands otherwise by now" in text(as_("omar").get(answer["Location"]))
    assert state(made) == "declined"


def test_who_asks_is_known_by_what_others_said(as_, ladder, neighbours):
    otto, clara = neighbours["otto"], neighbours["clara"]
    tent = thing(clara, title="Tent", is_automatic=True)
    made = soon_booked(tent, otto, day=1)
    press(as_("clara"), made, "given")
    press(as_("clara"), made, "back")
    press(as_("clara"), made, "review", verdict="well", text="Clean and in time")
    press(as_("otto"), made, "review", verdict="well")
    asked = soon_booked(ladder, otto)
    page = f"{HERE}bookings/{asked.uuid}/"
    assert "Clean and in time" in text(as_("omar").get(page))
    assert "Clean and in time" not in text(as_("otto").get(page))


def test_one_is_asked_before_one_cancels(as_, ladder, neighbours):
    made = soon_booked(ladder, neighbours["otto"])
    client = as_("otto")
    assert "Cancel the booking?" in text(
        client.get(f"{HERE}bookings/{made.uuid}/cancel/")
    )
    assert state(made) == "asked"
    press(client, made, "cancel")
    assert state(made) == "cancelled"
    assert "What is over" in text(client.get(f"{HERE}bookings/"))


# Rooms


def test_the_council_adds_a_room_and_the_history_tells_it(as_, neighbours):
    said = {
        "uuid": str(uuid4()),
        "title": "Party room",
        "text": "Ground floor",
        "opens": "10:00",
        "closes": "22:00",
        "hours": "4",
        "quota": "8",
        "is_automatic": "on",
    }
    for name in ("omar", "otto"):
        assert as_(name).get(f"{HERE}rooms/new/").status_code == 403
        assert as_(name).post(f"{HERE}rooms/new/", said).status_code == 403
    client = as_("clara")
    for _twice in range(2):
        client.post(f"{HERE}rooms/new/", said)
    found = Bookable.objects.get()
    assert (found.longest, found.quota) == (240, 480)
    page = text(as_("otto").get(of(found)))
    for words in ("10:00–22:00", "4 hours", "8 hours"):
        assert words in page
    assert "edit/" not in page
    client = as_("clara")
    assert 'value="10:00' in text(client.get(of(found, "edit/")))
    client.post(of(found, "edit/"), said | {"hours": "2"})
    client.post(of(found, "edit/"), said | {"hours": "2"})
    client.post(of(found, "close/"))
    assert as_("otto").get(of(found)).status_code == 404
    events = AuditEvent.objects.filter(action__startswith="room.").order_by("pk")
    actions = [event.action for event in events]
    assert actions == ["room.added", "room.changed", "room.closed"]


def test_a_room_closes_after_it_opens(as_, neighbours):
    said = {"title": "Room", "text": "x", "opens": "12:00", "closes": "11:00"}
    page = text(as_("clara").post(f"{HERE}rooms/new/", said | {"uuid": str(uuid4())}))
    assert "It closes after it opens." in page
    assert not Bookable.objects.exists()


def test_the_council_answers_for_a_room_and_sees_who_asks(as_, neighbours):
    party = room(neighbours["clara"], is_automatic=False)
    made = soon_booked(party, neighbours["otto"])
    page = f"{HERE}bookings/{made.uuid}/"
    assert as_("omar").get(page).status_code == 404
    assert "Otto" in text(as_("clara").get(page))
    press(as_("clara"), made, "accept")
    assert state(made) == "accepted"
    for step in ("back", "review"):
        assert press(as_("clara"), made, step).status_code == 404


def test_a_calendar_names_nobody(as_, party, neighbours):
    made = soon_booked(party, neighbours["otto"], day=2)
    day = f"{soon(2):%Y-%m-%d}"
    for view in (f"view=week&day={day}", f"view=month&day={day}", "view=list"):
        page = text(as_("omar").get(of(party, f"calendar/?{view}")))
        assert "Otto" not in page
        assert str(made.uuid) not in page
    week = text(as_("otto").get(of(party, f"calendar/?view=week&day={day}")))
    assert "14:00–16:00" in week
    assert "(you)" in " ".join(week.split())
    assert f"book/?from={day}T16:00" in week
    listed = text(as_("otto").get(of(party, "calendar/?view=list")))
    assert str(made.uuid) in listed


@pytest.mark.parametrize("asked", ["", "?day=x", "?day=9999-12-31", "?view=x", "?day="])
def test_a_calendar_shows_today_for_what_nobody_understands(as_, party, asked):
    page = text(as_("otto").get(of(party, f"calendar/{asked}")))
    assert 'aria-current="date"' in page
