"""Months are told once, when they are over: to the building, and of all together."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from buildings.models import Module
from community import tasks
from community.impact import Estimates, Facts
from community.models import ImpactMonth, ImpactSum
from community.queries.impact import of_building, of_everybody
from community.services.impact import sum_up, tell_months
from community.tasks import tell_impact
from community.totals import totals
from koprogo.celery import app
from tests import cast
from tests.community import making as people
from tests.community.impact.making import (
    busy,
    gave,
    inside,
    lent,
    month,
    thing,
    undone,
)
from tests.sql import changed, refused

LAST = month()
BUSY = Facts(5, 300, 1, 4, 7)


def told(slug=cast.ACACIAS):
    with inside(slug):
        return {row.month: row.facts for row in ImpactMonth.objects.all()}


@pytest.fixture
def worked(db):
    """Five neighbours of Les Acacias did something last month."""
    with inside():
        people.switched_on(*Module)
        busy()


def test_the_month_that_is_over_is_told_once(worked):
    assert tell_impact() == 12
    assert told() == {LAST: BUSY}
    assert tell_impact() == 0
    assert ImpactSum.objects.count() == 12


def test_what_is_undone_later_stays_told(worked):
    """Nobody finds an exchange by comparing what was told before and after."""
    tell_impact()
    with inside():
        undone(gave(*people_of("omar", "clara"), ago=1))
        thing_of_omar = thing(people_of("omar")[0])
        lent(thing_of_omar, people_of("otto")[0])
        assert tell_months([LAST]) == {LAST: BUSY}


def people_of(*names):
    return [people.joined(name) for name in names]


def test_of_few_people_nothing_is_told_nor_that_there_was_anything(db):
    with inside():
        people.switched_on(*Module)
        gave(*people_of("omar", "clara"))
    tell_impact()
    assert told() == {LAST: Facts()}
    with inside():
        shown = of_building(timezone.localdate())
    assert not shown.is_told
    # A quiet month looks the same.
    assert {row.facts for row in shown.rows} == {Facts()}


def test_a_night_that_was_cut_short_goes_on(worked, monkeypatch):
    def fail(*_args):
        raise OSError("cut short")

    with monkeypatch.context() as patched:
        patched.setattr(tasks.impact, "sum_up", fail)
        with pytest.raises(OSError, match="cut"):
            tell_impact()
    assert told() == {LAST: BUSY}
    assert not ImpactSum.objects.exists()
    tell_impact()
    assert told() == {LAST: BUSY}
    assert ImpactSum.objects.get(month=LAST).facts == BUSY


def test_a_later_first_night_tells_the_whole_year_before(db):
    with inside():
        people.switched_on(*Module)
        for ago in (1, 3, 12, 13):
            busy(ago=ago)
    tell_impact()
    assert list(told()) == [month(12), month(3), LAST]


def test_the_statements_do_not_depend_on_months_or_deeds(worked):
    def statements(months):
        with inside(), CaptureQueriesContext(connection) as found:
            tell_months(months)
        return len(found)

    many = statements([LAST])
    with inside():
        for ago in (2, 3):
            busy(ago=ago)
    assert statements([month(3), month(2)]) == many


# All together


def test_buildings_add_what_each_told(worked):
    with inside():
        tell_months([LAST])
    sum_up(LAST, [BUSY, Facts(), Facts(exchanges=6, minutes=360, pairs=5)])
    row = ImpactSum.objects.get()
    assert row.facts == Facts(11, 660, 1, 4, 12)
    assert (row.hours_of, row.things_of) == (2, 1)
    sum_up(LAST, [])  # once for all
    assert ImpactSum.objects.get().facts == row.facts


def test_the_public_totals_are_sums_and_name_nobody(worked):
    assert list(totals()) == []
    tell_impact()
    found = {one.name: (one.value, one.behind) for one in totals()}
    assert found == {
        "exchanges": (Decimal(5), 5),
        "hours-exchanged": (Decimal(5), 5),
        "things-shared": (Decimal(1), 5),
        "pairs-met": (Decimal(7), 5),
        # 4 loans x 20 % = 0.8 purchases, of 40 EUR and 10 kg each.
        "purchases-avoided-eur": (Decimal(32), 5),
        "co2-avoided-kg": (Decimal(8), 5),
    }
    assert {one.area for one in totals()} == {"community"}


def test_a_building_of_few_adds_nothing(db):
    with inside():
        people.switched_on(*Module)
        gave(*people_of("omar", "clara"))
    tell_impact()
    assert {(one.value, one.behind) for one in totals()} == {(Decimal(0), 0)}


def test_only_the_last_twelve_months_are_in_the_totals(db):
    sum_up(month(13), [BUSY])
    assert not of_everybody(timezone.localdate()).is_written
    sum_up(month(12), [BUSY])
    assert of_everybody(timezone.localdate()).impact.facts == BUSY


def test_the_night_tells():
    names = {entry["task"] for entry in app.conf.beat_schedule.values()}
    assert "community.tell_impact" in names


# What the database holds by itself


def test_nothing_that_was_told_is_changed(worked):
    tell_impact()
    for table in ("community_impactmonth", "community_impactsum"):
        for statement in (f"UPDATE {table} SET pairs = 9", f"DELETE FROM {table}"):
            with inside(), refused("change|permission"):
                changed(statement)


@pytest.mark.parametrize(
    "values",
    [
        {"exchanges": 5, "pairs": 5},
        {"things": 5, "pairs": 5},
        {"pairs": 5},
        {"exchanges": 5, "minutes": 60},
    ],
)
def test_a_half_hidden_month_cannot_be(acacias, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        ImpactMonth.objects.create(month=LAST, **values)


def test_a_month_begins_on_its_first_day(acacias):
    with pytest.raises(IntegrityError), transaction.atomic():
        ImpactMonth.objects.create(month=date(2026, 1, 2))


def test_the_estimates_follow_from_the_facts(worked):
    tell_impact()
    with inside():
        found = of_building(timezone.localdate())
    assert found.facts == BUSY
    assert found.estimates == Estimates(Decimal("0.8"), Decimal("32.00"), Decimal(8))
