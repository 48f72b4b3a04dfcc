"""Things, rooms and bookings of Les Acacias, by the services, at a clock of their own."""

from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.utils import timezone

from community.models import Bookable, Booking, Neighbour
from community.services import bookables, bookings, lending
from koprogo.tenancy import enter
from tests import cast

BRUSSELS = ZoneInfo("Europe/Brussels")
NOW = datetime(2026, 3, 2, 9, tzinfo=BRUSSELS)


def at(day: int, hour: int, minute: int = 0, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=BRUSSELS)


def soon(days: int, hour: int = 12) -> datetime:
    """Return an hour of a day to come, for what the pages do by the real clock."""
    day = timezone.localdate() + timedelta(days=days)
    return datetime(day.year, day.month, day.day, hour, tzinfo=BRUSSELS)


def inside():
    return enter(cast.tenant().pk, by=None)


def thing(owner: Neighbour, **said) -> Bookable:
    """Offer something to lend."""
    values = {
        "title": "Ladder",
        "text": "Three metres.",
        "category": "tools",
        "condition": "good",
        "uuid": uuid4(),
    }
    return bookables.add_thing(me=owner, by=owner.user, **(values | said))


def room(keeper: Neighbour, **said) -> Bookable:
    """Let neighbours book the party room."""
    values = {
        "title": "Party room",
        "text": "On the ground floor.",
        "is_automatic": True,
        "uuid": uuid4(),
    }
    return bookables.add_room(me=keeper, by=keeper.user, **(values | said))


def booked(
    bookable: Bookable,
    me: Neighbour,
    begin: datetime,
    end: datetime,
    *,
    now: datetime = NOW,
    **said,
) -> Booking:
    return bookings.book(
        bookable,
        uuid=said.pop("uuid", None) or uuid4(),
        begins_at=begin,
        ends_at=end,
        me=me,
        now=now,
        by=me.user,
        **said,
    )


def lent(bookable: Bookable, me: Neighbour, begin: datetime, end: datetime) -> Booking:
    """Book something, let its owner accept and hand it over at the beginning."""
    made = booked(bookable, me, begin, end)
    owner = bookable.post.author
    if made.state == "asked":
        bookings.accept(made, now=NOW, by=owner.user)
    return lending.hand_over(made, now=begin, by=owner.user)


def returned(
    bookable: Bookable, me: Neighbour, begin: datetime, end: datetime, damage: str = ""
) -> Booking:
    """The same, and it came back at its end."""
    out = lent(bookable, me, begin, end)
    return lending.take_back(out, damage=damage, now=end, by=bookable.post.author.user)
