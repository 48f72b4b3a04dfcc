"""Private addresses for calendars: what they tell, and when they tell no more."""

from datetime import UTC, datetime

import pytest

from buildings.invitations import hash_code
from buildings.models import Grant, Module
from community.icalendar import Entry, calendar
from community.models import CalendarFeed
from community.services.booking_times import free_bookings
from community.services.feeds import renew_feed
from tests import cast
from tests.community import making as people
from tests.community.bookings.making import booked, soon

HERE = "/b/acacias/neighbours/"


@pytest.fixture
def address(client):
    """``address("otto", "bookings")`` makes an address by the page; returns its path."""

    def make(name, page="bookings"):
        client.force_login(cast.user(name))
        shown = client.post(f"{HERE}{page}/feed/")
        assert shown["Cache-Control"] == "private, no-store"
        path = shown.context["url"].removeprefix("http://testserver")
        assert path in shown.content.decode()
        client.logout()
        return path

    return make


def read(client, path) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    return answer.content.decode()


def test_one_reads_ones_own_bookings_and_those_of_what_one_lends(
    client, address, ladder, neighbours
):
    booked(ladder, neighbours["otto"], soon(3, 14), soon(3, 16), now=soon(0, 0))
    mine = read(client, address("otto"))
    assert "SUMMARY:Ladder\r\n" in mine
    assert "STATUS:TENTATIVE" in mine
    begin = soon(3, 14).astimezone(UTC)
    assert f"DTSTART:{begin:%Y%m%dT%H%M%SZ}" in mine
    assert "lent to Otto" in read(client, address("omar"))
    assert "Ladder" not in read(client, address("clara"))


def test_a_room_is_told_without_names(client, address, party, neighbours):
    booked(party, neighbours["otto"], soon(3, 14), soon(3, 16), now=soon(0, 0))
    told = read(client, address("omar", f"rooms/{party.post.uuid}"))
    assert "Party room: taken" in told
    assert "Otto" not in told


def test_the_token_is_kept_as_a_hash_and_shown_once(client, address, neighbours):
    path = address("otto")
    token = path.removeprefix("/calendar/").removesuffix(".ics")
    assert CalendarFeed.objects.get().digest == hash_code(token)
    client.force_login(cast.user("otto"))
    assert token not in client.get(f"{HERE}bookings/feed/").content.decode()


def test_a_new_address_closes_the_old_one(client, address, neighbours):
    old, new = address("otto"), address("otto")
    assert old != new
    assert client.get(old).status_code == 404
    assert client.get(new).status_code == 200
    client.force_login(cast.user("otto"))
    client.post(f"{HERE}bookings/feed/end/")
    assert client.get(new).status_code == 404


def test_the_addresses_of_two_rooms_and_ones_own_stand_side_by_side(
    client, address, party, neighbours
):
    paths = [address("otto"), address("otto", f"rooms/{party.post.uuid}")]
    assert [client.get(path).status_code for path in paths] == [200, 200]
    client.force_login(cast.user("otto"))
    client.post(f"{HERE}rooms/{party.post.uuid}/feed/end/")
    assert [client.get(path).status_code for path in paths] == [200, 404]


def test_what_is_off_is_told_nowhere(client, address, ladder, party, neighbours):
    for bookable in (ladder, party):
        booked(bookable, neighbours["otto"], soon(3, 14), soon(3, 16), now=soon(0, 0))
    own, of_room = address("otto"), address("otto", f"rooms/{party.post.uuid}")
    people.switched_off(Module.ROOMS)
    assert "Party room" not in read(client, own)
    assert client.get(of_room).status_code == 404
    people.switched_off(Module.LENDING)
    assert "Bookings" not in read(client, own)
    people.switched_off(Module.NOTICES)
    assert client.get(own).status_code == 404


def test_whose_role_has_ended_reads_nothing_from_that_day_on(
    client, address, neighbours
):
    path = address("otto")
    Grant.objects.filter(user=cast.user("otto")).update(until=soon(0).date())
    assert client.get(path).status_code == 404


def test_who_leaves_takes_no_address_with_him(client, address, neighbours):
    path = address("otto")
    free_bookings(neighbours["otto"], now=soon(0))
    assert not CalendarFeed.objects.exists()
    assert client.get(path).status_code == 404


def test_whoever_guesses_is_stopped(client, neighbours):
    answers = [client.get(f"/calendar/guess{n}.ics").status_code for n in range(12)]
    assert answers == [404] * 10 + [429] * 2


def test_each_address_has_a_token_of_its_own(neighbours):
    otto = neighbours["otto"]
    tokens = {renew_feed(me=otto, now=soon(0), by=otto.user) for _n in range(3)}
    assert len(tokens) == 3
    assert all(len(token) >= 43 for token in tokens)


# The file itself


def test_lines_are_folded_at_75_octets_and_signs_are_escaped():
    when = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    entry = Entry("1", when, when, "Échelle; à, b\\c\nX\x07" + "é" * 80)
    body = calendar("Les Acacias", [entry], stamp=when)
    lines = body.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-2:] == [b"END:VCALENDAR", b""]
    assert max(len(line) for line in lines) <= 75
    unfolded = body.replace(b"\r\n ", b"").decode()
    assert "SUMMARY:Échelle\\; à\\, b\\\\c\\nX" + "é" * 80 + "\r\n" in unfolded
    assert "DTSTART:20260329T013000Z" in unfolded
