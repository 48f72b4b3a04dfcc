"""Things and rooms by the API: offered, booked, handed over, brought back, reviewed."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from buildings.models import Module
from community.models import Block
from koprogo.tenancy import enter
from tests import cast
from tests.api.conftest import problem, wrong
from tests.community import making as neighbours
from tests.community.bookings import making


def thing(**said):
    return {
        "title": "Ladder",
        "text": "Three metres.",
        "category": "tools",
        "condition": "good",
        "deposit": "20.00",
        "days": 3,
    } | said


def room(**said):
    return {
        "title": "Party room",
        "text": "On the ground floor.",
        "opens": "08:00",
        "closes": "22:00",
        "is_automatic": True,
    } | said


def time(days=2, begins="14:00", ends="16:00", **said):
    day = timezone.localdate() + timedelta(days=days)
    return {"begins_on": day.isoformat(), "begins": begins, "ends": ends} | said


def test_a_thing_is_offered_searched_and_changed(omar, otto):
    made = omar.once("lending/", thing(), key="k")
    assert made.status_code == 201, made.json()
    assert (made.json()["deposit"], made.json()["longest"]) == ("20.00", 3 * 1440 + 60)
    assert omar.once("lending/", thing(), key="k").json() == made.json()
    one = f"lending/{made.json()['uuid']}/"
    [found] = otto.get("lending/", q="LADDER", category="tools").json()["results"]
    assert (found["owner"]["name"], found["is_out"]) == ("Omar", False)
    assert otto.get("lending/", category="garden").json()["count"] == 0
    assert list(wrong(otto.get("lending/", category="castle"))) == ["category"]
    assert otto.patch(one, {"title": "Mine"}).status_code == 404
    changed = omar.patch(one, {"conditions": "Mind the top step."}).json()
    assert changed["conditions"] == "Mind the top step."
    assert (changed["title"], changed["longest"]) == ("Ladder", 3 * 1440 + 60)
    assert omar.post(f"{one}close/").status_code == 204
    assert otto.get(one).status_code == 404
    assert omar.get("lending/mine/").json()["results"][0]["is_open"] is False


def test_a_booking_from_the_question_to_the_review(lively, omar, otto, clara):
    made = omar.once("lending/", thing()).json()
    one = f"lending/{made['uuid']}/"
    soon = time(1)
    asked = otto.once(f"{one}bookings/", soon | {"note": "For a lamp"}, key="b")
    assert asked.status_code == 201, asked.json()
    assert otto.once(f"{one}bookings/", soon, key="b").json() == asked.json()
    other = otto.once(f"{one}bookings/", time(5), key="b")
    assert problem(other) == (409, "booking-key-used")
    assert problem(clara.once(f"{one}bookings/", soon)) == (409, "booking-refused")
    assert problem(omar.once(f"{one}bookings/", time(4))) == (409, "own-thing")
    booking = f"bookings/{asked.json()['uuid']}/"
    assert (asked.json()["state"], asked.json()["may"]) == ("asked", ["cancel"])
    assert omar.get(booking).json()["may"] == ["accept", "decline"]
    assert clara.get(booking).status_code == 404
    assert otto.post(f"{booking}accept/").status_code == 404
    assert omar.post(f"{booking}accept/").json()["state"] == "accepted"
    assert problem(omar.post(f"{booking}accept/")) == (409, "not-so-now")
    assert omar.post(f"{booking}given/").json()["state"] == "out"
    assert otto.post(f"{booking}taken/").json()["taken_at"]
    assert clara.get(one).json()["is_out"] is True
    assert otto.post(f"{booking}brought/").json()["brought_at"]
    assert otto.post(f"{booking}back/", {}).status_code == 404
    back = omar.post(f"{booking}back/", {"damage": "A scratch"}).json()
    assert (back["state"], back["damage"], back["may"]) == (
        "returned",
        "A scratch",
        ["review"],
    )
    said = otto.post(f"{booking}review/", {"verdict": "well", "text": "Thanks"})
    assert said.status_code == 201
    again = otto.post(f"{booking}review/", {"verdict": "well"})
    assert problem(again) == (409, "review-closed")
    assert omar.get(booking).json()["reviews"] == []  # he has not written yet
    assert clara.get(f"{one}reviews/").json()["count"] == 0
    omar.post(f"{booking}review/", {"verdict": "mixed"})
    [review] = clara.get(f"{one}reviews/").json()["results"]
    assert (review["author"]["name"], review["text"]) == ("Otto", "Thanks")
    assert otto.get("bookings/", which="over").json()["count"] == 1
    assert otto.get("bookings/", which="running").json()["count"] == 0


def test_waiting_and_cancelling(omar, otto, clara):
    made = omar.once("lending/", thing(is_automatic=True)).json()
    one = f"lending/{made['uuid']}/"
    free = clara.post(f"{one}waiting/", time())
    assert problem(free) == (409, "time-is-free")
    asked = otto.once(f"{one}bookings/", time()).json()
    assert asked["state"] == "accepted"
    waits = clara.post(f"{one}waiting/", time())
    assert waits.status_code == 201
    assert clara.get("bookings/waiting/").json()["count"] == 1
    ended = f"bookings/{asked['uuid']}/cancel/"
    assert clara.post(ended).status_code == 404
    assert otto.post(ended).json()["state"] == "cancelled"
    assert clara.get("bookings/waiting/").json()["results"][0]["told_at"]
    where = f"bookings/waiting/{waits.json()['uuid']}/"
    assert otto.delete(where).status_code == 404
    assert clara.delete(where).status_code == 204


def test_a_room_its_days_and_its_rules(omar, clara):
    assert omar.once("rooms/", room()).status_code == 403
    made = clara.once("rooms/", room())
    assert made.status_code == 201, made.json()
    one = f"rooms/{made.json()['uuid']}/"
    found = [omar.get("rooms/", q=words).json()["count"] for words in ("PARTY", "gym")]
    assert found == [1, 0]
    assert omar.patch(one, {"hours": 2}).status_code == 403
    assert clara.patch(one, {"hours": 2}).json()["longest"] == 120
    booked = omar.once(f"{one}bookings/", time()).json()
    assert (booked["state"], booked["is_room"]) == ("accepted", True)
    refused = omar.once(f"{one}bookings/", time(3, "06:00", "07:00"))
    assert problem(refused) == (409, "booking-refused")
    assert list(wrong(omar.once(f"{one}bookings/", {}))) == [
        "begins_on",
        "begins",
        "ends",
    ]
    day = time()["begins_on"]
    days = {row["on"]: row for row in omar.get(f"{one}days/", day=day).json()}
    assert len(days) == 7
    [taken] = days[day]["taken"]
    assert (taken["is_mine"], days[day]["state"]) == (True, "part")
    assert "by" not in taken
    month = clara.get(f"{one}days/", day=day, view="month").json()
    assert {row["on"][:7] for row in month} == {day[:7]}
    assert len(month) >= 28
    assert list(wrong(omar.get(f"{one}days/", day="2999-01-01"))) == ["day"]
    seen = clara.get(f"bookings/{booked['uuid']}/").json()
    assert (seen["is_mine"], seen["by"]["name"]) == (False, "Omar")
    assert clara.post(f"bookings/{booked['uuid']}/back/", {}).status_code == 404
    assert clara.post(f"{one}close/").status_code == 204
    assert omar.get("rooms/").json()["count"] == 0


def test_a_private_address_for_calendars(omar, clara, client):
    made = clara.once("rooms/", room()).json()
    for where in ("bookings/feed/", f"rooms/{made['uuid']}/feed/"):
        assert omar.get(where).json() == {"made_at": None}
        first = omar.post(where)
        assert first.status_code == 201
        second = omar.post(where).json()["url"]
        assert client.get(first.json()["url"]).status_code == 404
        assert client.get(second)["Content-Type"].startswith("text/calendar")
        assert "url" not in omar.get(where).json()
        assert omar.delete(where).status_code == 204
        assert client.get(second).status_code == 404


def test_blocked_and_off(lively, omar, otto):
    made = omar.once("lending/", thing()).json()
    one = f"lending/{made['uuid']}/"
    with enter(cast.tenant().pk, by=None):
        Block.objects.create(neighbour=lively["omar"], blocked=lively["otto"])
    for where in (one, f"{one}days/", f"{one}reviews/"):
        assert otto.get(where).status_code == 404
    assert otto.once(f"{one}bookings/", time()).status_code == 404
    assert otto.get("lending/").json()["count"] == 0
    with enter(cast.tenant().pk, by=None):
        neighbours.switched_off(Module.LENDING)
        neighbours.switched_off(Module.ROOMS)
    for where in ("lending/", "lending/mine/", "rooms/", "bookings/"):
        assert omar.get(where).status_code == 404, where
    # The calendar of one's own still has the events of the board.
    assert omar.post("bookings/feed/").status_code == 201
    with enter(cast.tenant().pk, by=None):
        neighbours.switched_off(Module.NOTICES)
    for method in (omar.get, omar.post, omar.delete):
        assert method("bookings/feed/").status_code == 404


def test_lists_ask_as_often_for_three_as_for_one(lively, omar, clara):
    with enter(cast.tenant().pk, by=None):
        for number in range(3):
            ladder = making.thing(lively["omar"], title=f"Ladder {number}")
            begin = making.soon(2 + number)
            now = making.soon(0, 0)
            making.booked(
                ladder, lively["otto"], begin, begin + timedelta(hours=1), now=now
            )
            making.room(lively["clara"], title=f"Room {number}")
    omar.get("lending/")
    for where in ("lending/", "lending/mine/", "rooms/", "bookings/"):
        counted = set()
        for size in (1, 3):
            with CaptureQueriesContext(connection) as statements:
                found = omar.get(where, page_size=size).json()["results"]
            assert len(found) == size
            counted.add(len(statements))
        assert len(counted) == 1, where
        assert max(counted) <= 12 + 5
