"""What neighbours open takes at most twelve statements, however much stands there.

Apart stand those of the transaction: they begin and end it and tell PostgreSQL who is
at work where, and every page of a building has the same.
"""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from community.kinds import Kind
from community.models import Event, Message, Report
from tests import cast
from tests.buildings.pages import counted
from tests.community import making
from tests.community.bazaar.making import able, asked, offered
from tests.community.bookings import making as bookings
from tests.community.hours import making as hours

MOST = 12
TRANSACTION = "SELECT set_config("


def lived_in(people, round_):
    """Let something happen in every module; return what the addresses name."""
    omar, clara, otto = (people[name] for name in ("omar", "clara", "otto"))
    notice = making.posted(omar, Kind.EVENT)
    begin = timezone.now() + timedelta(days=3)
    Event.objects.create(
        post=notice, begins_at=begin, ends_at=begin + timedelta(hours=1), place="Yard"
    )
    Message.objects.create(sender=otto, receiver=omar, text="Hello")
    item = offered(clara)
    asked(item, omar)
    offered(omar)
    thing = bookings.thing(clara)
    start = bookings.soon(3 + round_, 14)
    booking = bookings.booked(
        thing, omar, start, start + timedelta(hours=2), now=timezone.now()
    )
    bookings.thing(omar)
    hours.confirmed(omar, otto, 10)
    hours.disputed(clara, otto, 10)
    exchange = hours.done(otto, omar, 10)
    report = Report.objects.create(post=notice, reporter=otto, reason="other")
    return {
        "notice": notice.uuid,
        "item": item.post.uuid,
        "thing": thing.post.uuid,
        "thing-calendar": thing.post.uuid,
        "room": bookings.room(clara).post.uuid,
        "booking": booking.uuid,
        "hours-post": hours.offered(otto).uuid,
        "hours-exchange": exchange.uuid,
        "skill": able(clara).post.uuid,
        "talk": otto.uuid,
        "answer": report.uuid,
    }


PAGES = [
    *("home", "me", "search", "talks", "talk", "welcome", "notices", "notice"),
    *("bazaar", "bazaar-mine", "item", "skills", "skill", "things", "my-things"),
    *("thing", "thing-calendar", "rooms", "room", "bookings", "booking", "hours"),
    *("hours-post", "hours-exchanges", "hours-exchange", "hours-account"),
]
OF_THE_COUNCIL = [
    *("modules", "queue", "answer", "hours-council", "hours-disputes"),
]
EVERY = [(name, "omar") for name in PAGES] + [
    (name, "clara") for name in OF_THE_COUNCIL
]


@pytest.fixture
def lived(neighbours):
    hours.mediator(neighbours["clara"])
    return neighbours


def cost(client, name, found):
    which = [found[name]] if name in found else []
    address = reverse(f"community:{name}", args=[cast.ACACIAS, *which])
    query = "?q=lamp" if name == "search" else ""
    with counted() as sent:
        assert client.get(address + query).status_code == 200
    return [sql for sql in sent if not sql.startswith(TRANSACTION)]


@pytest.mark.parametrize("who", ["omar", "clara"])
def test_every_page_takes_few_statements_and_as_many_for_more(client, lived, who):
    client.force_login(cast.user(who))
    pages = [name for name, whose in EVERY if whose == who]
    found = lived_in(lived, 0)
    before = {name: cost(client, name, found) for name in pages}
    for round_ in (1, 2):
        found = lived_in(lived, round_)
    after = {name: cost(client, name, found) for name in pages}
    too_many = {name: after[name] for name in pages if len(after[name]) > MOST}
    assert not too_many
    grown = {name for name in pages if len(after[name]) > len(before[name])}
    assert not grown
