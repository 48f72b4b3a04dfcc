"""The demo's neighbours: every module is alive, the hours are 0 together, on any day."""

from calendar import isleap
from datetime import date, datetime, time
from itertools import count

import pytest
from django.db.models import Sum
from django.utils import timezone

from buildings.models import Building, Module
from community.demo.photos import photo
from community.demo.shapes import PICTURES
from community.models import (
    Bookable,
    Booking,
    Coming,
    Event,
    Greeting,
    HoursAccount,
    HoursExchange,
    HoursTransfer,
    Item,
    Neighbour,
    Post,
    Report,
    Reservation,
    Review,
    Skill,
    Waiting,
)
from community.queries.hours.integrity import verify
from community.queries.impact import of_building, of_everybody
from koprogo.notifications.models import Delivery
from koprogo.tenancy.models import Tenant
from tests import databases
from tests.community import demos
from tests.finance.demos import connected_to

BELLEVUE, LINDEHOF = "residence-bellevue", "lindehof"


@pytest.fixture(scope="module")
def played(cast_template, django_db_setup, django_db_blocker):
    """A database with the cast, Bellevue's neighbours and those of Lindehof."""
    name = databases.clone(cast_template, f"{cast_template}_neighbours_demo")
    with django_db_blocker.unblock(), connected_to(name):
        demos.play(timezone.localdate())
    yield name
    databases.drop(name)


@pytest.fixture
def bellevue(played, django_db_blocker):
    with django_db_blocker.unblock(), connected_to(played), demos.inside(BELLEVUE):
        yield


@pytest.fixture
def lindehof(played, django_db_blocker):
    with django_db_blocker.unblock(), connected_to(played), demos.inside(LINDEHOF):
        yield


def states(rows) -> set[str]:
    return set(rows.values_list("state", flat=True))


def test_every_module_is_on_and_somebody_uses_it(bellevue):
    assert set(Building.objects.get().modules) == set(Module.values)
    assert Neighbour.objects.here().count() >= 8
    used = set(Post.objects.values_list("module", flat=True))
    assert used == set(Module.values) - {Module.WELCOME}
    assert Greeting.objects.get().text
    assert Skill.objects.count() >= 5


def test_hours_were_given_and_are_0_together(bellevue):
    assert verify() == []
    assert HoursTransfer.objects.count() >= 12
    total = HoursAccount.objects.aggregate(all=Sum("balance"))["all"]
    assert (total, HoursAccount.objects.exclude(balance=0).count() >= 6) == (0, True)
    assert states(HoursExchange.objects) == {
        *("asked", "accepted", "done", "confirmed", "declined", "disputed", "mediated")
    }


def test_what_happened_bears_its_own_day(bellevue):
    today = timezone.localdate()
    days = [
        timezone.localdate(one)
        for one in HoursTransfer.objects.values_list("made_at", flat=True)
    ]
    assert (today - min(days)).days > 120
    assert len({(day.year, day.month) for day in days}) >= 4
    assert all(day <= today for day in days)


def test_things_are_lent_late_waited_for_and_talked_about(bellevue):
    lent = Booking.objects.filter(bookable__post__module=Module.LENDING)
    assert states(lent) == {"asked", "accepted", "out", "returned"}
    assert Booking.objects.out().filter(ends_at__lt=timezone.now()).count() == 1
    assert Waiting.objects.count() == 2
    assert Review.objects.count() >= 10
    things = Bookable.objects.exclude(category=Bookable.Category.ROOM)
    assert not things.filter(post__photos=None).exists()


def test_things_are_kept_for_somebody_drawn_and_given(bellevue):
    held = Reservation.objects.holding()
    assert held.filter(handed_at=None).count() == 1
    assert held.filter(taken_at__isnull=False).count() == 2
    drawn = Item.objects.filter(how=Item.How.DRAW)
    assert sorted(row.waits_for_draw for row in drawn) == [False, True]


def test_the_board_has_an_event_a_pin_and_a_report_that_waits(bellevue):
    coming = Event.objects.filter(begins_at__gt=timezone.now()).get()
    assert coming.post.is_pinned
    assert set(coming.answers.values_list("answer", flat=True)) == set(
        Coming.Answer.values
    )
    assert Report.objects.filter(outcome="").count() == 1
    assert Report.objects.exclude(outcome="").count() == 1


def test_no_mail_of_the_past_is_sent_today(bellevue):
    before = Delivery.objects.waiting().filter(
        created_at__date__lt=timezone.localdate()
    )
    assert not before.exists()


def test_neighbours_among_themselves_were_opened_by_three_others(lindehof):
    assert Tenant.objects.get(slug=LINDEHOF).kind == Tenant.Kind.NEIGHBOURS
    assert Building.objects.get().modules == sorted(
        [Module.NOTICES, Module.HOURS, Module.LENDING, Module.WELCOME]
    )
    assert Neighbour.objects.here().count() == 4
    assert (verify(), HoursTransfer.objects.count()) == ([], 1)


@pytest.mark.parametrize("name", sorted(PICTURES))
def test_photos_are_drawn_alike_every_time(name):
    photo.cache_clear()
    first = photo(name)
    photo.cache_clear()
    assert photo(name) == first
    assert (first.width, first.height) == (960, 720)


def days_to_come():
    """Yield days that are unlike others, by name."""
    year = timezone.localdate().year + 1
    leap = next(one for one in count(year) if isleap(one))
    yield "leap day", date(leap, 2, 29), time(10)
    yield "first hour of a year", date(year, 1, 1), time(0, 30)


@pytest.mark.parametrize(
    ("day", "hour"),
    [pytest.param(day, hour, id=name) for name, day, hour in days_to_come()],
)
def test_it_loads_on_any_day(db, monkeypatch, day, hour):
    now = timezone.make_aware(datetime.combine(day, hour))
    monkeypatch.setattr(timezone, "now", lambda: now)
    demos.play(day)
    with demos.inside(BELLEVUE):
        assert verify() == []
        assert states(HoursExchange.objects) >= {"asked", "done", "disputed"}
        assert Booking.objects.out().filter(ends_at__lt=now).count() == 1


def test_what_they_achieved_is_told_month_by_month(bellevue):
    found = of_building(timezone.localdate())
    assert found.is_told
    assert found.facts.exchanges
    assert found.facts.things >= 3
    assert of_everybody(timezone.localdate()).is_written
