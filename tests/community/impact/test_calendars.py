"""Events as calendars: for who may see them, and in the feed of who comes."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from buildings.models import Module
from community.kinds import Kind
from community.models import Block, Coming, Event
from tests import cast
from tests.community import making as people
from tests.community.impact.ics import parsed

HERE = f"/b/{cast.ACACIAS}/neighbours/"
BOARD = f"{HERE}notices/"


@pytest.fixture
def drinks(neighbours):
    """Omar calls drinks in the yard, with words that a calendar must escape."""
    post = people.posted(
        neighbours["omar"],
        Kind.EVENT,
        title="Apéro; cour, 3\\4",
        text="Bring a cup.\nAnd a chair, " + "é" * 90,
    )
    begin = timezone.now().replace(microsecond=0) + timedelta(days=3)
    return Event.objects.create(
        post=post, begins_at=begin, ends_at=begin + timedelta(hours=2), place="Yard; B"
    )


def url(event):
    return f"{HERE}notices/{event.post.uuid}.ics"


def moment(text):
    return datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)


def test_an_event_is_a_file_for_ones_calendar(drinks, sign_in):
    answer = sign_in("otto").get(url(drinks))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="event.ics"'
    assert answer["Cache-Control"] == "private, no-store"
    [event] = parsed(answer.getvalue())
    assert event["UID"] == f"{drinks.post.uuid}@koprogo"
    assert event["SUMMARY"] == drinks.post.title
    assert event["DESCRIPTION"] == drinks.post.text
    assert event["LOCATION"] == "Yard; B, Les Acacias"
    assert moment(event["DTSTART"]) == drinks.begins_at
    assert moment(event["DTEND"]) == drinks.ends_at
    assert event["STATUS"] == "CONFIRMED"
    assert event["URL"].endswith(f"{HERE}notices/{drinks.post.uuid}/")


def test_nobody_who_comes_is_named(drinks, neighbours, sign_in):
    Coming.objects.create(event=drinks, neighbour=neighbours["clara"], answer="yes")
    assert b"Clara" not in sign_in("otto").get(url(drinks)).getvalue()


def test_the_way_to_it_stands_on_the_page(drinks, sign_in):
    page = sign_in("otto").get(f"{HERE}notices/{drinks.post.uuid}/").content.decode()
    assert f'href="{url(drinks)}"' in page


def test_who_does_not_see_the_event_finds_no_file(drinks, neighbours, sign_in):
    client = sign_in("otto")
    Block.objects.create(neighbour=neighbours["omar"], blocked=neighbours["otto"])
    assert client.get(url(drinks)).status_code == 404
    assert sign_in("bea").get(url(drinks)).status_code == 404
    assert sign_in("sophie").get(url(drinks)).status_code == 403


def test_a_notice_that_is_no_event_has_no_file(neighbours, sign_in):
    post = people.posted(neighbours["omar"])
    assert sign_in("otto").get(f"{HERE}notices/{post.uuid}.ics").status_code == 404


def test_it_is_gone_with_its_module(drinks, sign_in):
    people.switched_off(Module.NOTICES)
    assert sign_in("otto").get(url(drinks)).status_code == 404


# The private feed


@pytest.fixture
def feed(client, drinks):
    """``feed("otto")`` returns the events of his private calendar."""

    def read(name):
        client.force_login(cast.user(name))
        shown = client.post(f"{HERE}bookings/feed/")
        path = shown.context["url"].removeprefix("http://testserver")
        client.logout()
        return parsed(client.get(path).content)

    return read


@pytest.mark.parametrize(
    ("answer", "states"),
    [("yes", ["CONFIRMED"]), ("maybe", ["TENTATIVE"]), ("no", [])],
)
def test_the_feed_has_the_events_to_which_one_comes(
    feed, drinks, neighbours, answer, states
):
    Coming.objects.create(event=drinks, neighbour=neighbours["otto"], answer=answer)
    assert [event["STATUS"] for event in feed("otto")] == states
    assert feed("clara") == []


def test_an_event_that_one_sees_no_more_leaves_the_feed(feed, drinks, neighbours):
    otto, omar = neighbours["otto"], neighbours["omar"]
    Coming.objects.create(event=drinks, neighbour=otto, answer="yes")
    Block.objects.create(neighbour=otto, blocked=omar)
    assert feed("otto") == []


def test_the_notice_board_alone_offers_the_feed(client, feed, drinks, neighbours):
    Coming.objects.create(event=drinks, neighbour=neighbours["otto"], answer="yes")
    for module in set(Module) - {Module.NOTICES}:
        people.switched_off(module)
    assert [event["SUMMARY"] for event in feed("otto")] == [drinks.post.title]
    client.force_login(cast.user("otto"))
    assert f'href="{HERE}bookings/feed/"' in client.get(BOARD).content.decode()
    page = client.get(f"{HERE}bookings/feed/").content.decode()
    assert f'href="{BOARD}"' in page
    assert "booked" not in page
    assert client.post(f"{HERE}bookings/feed/end/")["Location"] == BOARD
    people.switched_off(Module.NOTICES)
    for method in (client.get, client.post):
        assert method(f"{HERE}bookings/feed/").status_code == 404


def test_events_leave_the_feed_with_the_notice_board(feed, drinks, neighbours):
    Coming.objects.create(event=drinks, neighbour=neighbours["otto"], answer="yes")
    people.switched_off(Module.NOTICES)
    assert feed("otto") == []
