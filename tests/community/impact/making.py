"""What neighbours of Les Acacias did in months that are over, at a clock of their own."""

from contextlib import contextmanager
from datetime import date, datetime, timedelta
from unittest.mock import patch
from zoneinfo import ZoneInfo

from django.utils import timezone

from community.impact import months_before
from community.kinds import Kind
from community.models import Booking, Neighbour, Reservation
from community.services.hours import ledger
from koprogo.tenancy import enter
from tests import cast
from tests.community import making
from tests.community.bazaar import making as bazaar
from tests.community.bookings import making as bookings
from tests.community.hours import making as hours

BRUSSELS = ZoneInfo("Europe/Brussels")
PEOPLE = ("omar", "clara", "otto", "axel", "anna", "amir")
AROUND = ("omar", "clara", "otto", "axel", "anna")


def month(ago: int = 1) -> date:
    """Return the first day of a month before this one."""
    return months_before(timezone.localdate(), ago)


@contextmanager
def on(day: date, hour: int = 12):
    """Let it be an hour of a day for whatever is written."""
    moment = datetime(day.year, day.month, day.day, hour, tzinfo=BRUSSELS)
    with patch("django.utils.timezone.now", return_value=moment):
        yield moment


def inside(slug: str = cast.ACACIAS):
    return enter(cast.tenant(slug).pk, by=None)


def people(*names: str) -> list[Neighbour]:
    return [making.joined(name) for name in names or PEOPLE]


def gave(giver: Neighbour, taker: Neighbour, minutes: int = 60, *, ago: int = 1):
    """Count hours in a month."""
    with on(month(ago)):
        return hours.given(giver, taker, minutes)


def undone(transfer):
    return ledger.mirror_transfer(transfer, by=None)


def lent(thing, taker: Neighbour, *, ago: int = 1, **said) -> Booking:
    """Let a thing be handed over in a month, and come back."""
    with on(month(ago)) as moment:
        end = moment + timedelta(hours=2)
        values = {
            "given_at": moment,
            "taken_at": moment,
            "back_at": end,
            "state": "returned",
        }
        return Booking.objects.create(
            bookable=thing,
            neighbour=taker,
            begins_at=moment,
            ends_at=end,
            **(values | said),
        )


def thing(owner: Neighbour, **said):
    return bookings.thing(owner, **said)


def given(
    giver: Neighbour, taker: Neighbour, kind: Kind = Kind.GIVE, *, ago: int = 1
) -> Reservation:
    """Let a thing of the bazaar change hands in a month."""
    with on(month(ago)):
        item = bazaar.offered(giver, kind)
        bazaar.asked(item, taker)
        return bazaar.handed(item)


def busy(*, ago: int = 1) -> None:
    """Five neighbours exchange five hours in a circle; Omar lends his ladder to four."""
    five = people(*AROUND)
    for place, giver in enumerate(five):
        gave(giver, five[place - 1], 60, ago=ago)
    ladder = thing(five[0])
    for taker in five[1:]:
        lent(ladder, taker, ago=ago)
