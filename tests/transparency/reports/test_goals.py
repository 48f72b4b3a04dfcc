"""Goals: set by the board, measured by the platform where it can be, else by hand."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from finance.services.contests import answer_contest
from koprogo.accounts.models import User
from koprogo.celery import app
from koprogo.measuring.models import Day
from koprogo.tenancy import enter
from tests import cast
from tests.finance.contests.making import ORIGIN, on_a_call
from tests.transparency.members import crowd
from transparency import errors, tasks
from transparency.models import Goal
from transparency.services.goals import change_goal, measure, note_measured, set_goal

NOW = datetime(2026, 6, 15, 3, 50, tzinfo=UTC)
DUE = date(2030, 1, 1)


def goal(name, *, due=DUE, target="100.00"):
    return set_goal(name=name, due=due, target=Decimal(target), by=cast.user("bo"))


def measured():
    measure(now=NOW)
    return {one.name: one.measured for one in Goal.objects.all()}


def test_a_goal_is_set_once_for_a_day(asbl):
    goal("people")
    with pytest.raises(errors.GoalThere):
        goal("people")
    other = goal("people", due=date(2031, 1, 1))
    with pytest.raises(errors.GoalThere):
        change_goal(other, due=DUE, target=Decimal(5), by=None)
    assert Goal.objects.count() == 2


def test_a_goal_is_changed(asbl):
    change_goal(goal("people"), due=DUE, target=Decimal(500), by=None)
    assert Goal.objects.get().target == Decimal(500)


def test_the_night_measures_what_the_platform_knows(asbl):
    for name in ("participants", "people", "satisfaction", "uptime", "co2"):
        goal(name)
    crowd(6, since=date(2026, 1, 1))
    assert measured() == {
        "participants": Decimal(6),
        "people": Decimal(User.objects.filter(is_active=True).count()),
        "satisfaction": None,
        "uptime": None,
        "co2": None,
    }
    assert Goal.objects.get(name="people").measured_on == date(2026, 6, 15)


def test_uptime_and_footprint_are_those_of_the_last_whole_month(asbl):
    goal("uptime")
    goal("co2")
    for month, day in ((5, 1), (5, 31), (6, 14)):
        Day.objects.create(
            day=date(2026, month, day),
            requests=1_000,
            cpu_microseconds=1_000_000,
            bytes_sent=1_000_000,
            minutes_alive=1_440,
            first_minute=0,
            last_minute=1_439,
        )
    found = measured()
    assert found["uptime"] == Decimal("6.45")  # 2 of 31 days
    assert found["co2"] == Decimal("0.01")  # rounded up: never less than it is


def test_contests_are_counted_over_all_co_ownerships(asbl):
    goal("contests")
    with enter(cast.tenant().pk, by=None):
        on_a_call()
        answer_contest(
            on_a_call(), text="It does now.", origin=ORIGIN, by=cast.user("sophie")
        )
    assert measured() == {"contests": Decimal(1)}


def test_a_goal_that_is_over_keeps_its_last_value(asbl):
    goal("participants", due=date(2026, 6, 14))
    assert measured() == {"participants": None}
    assert measure(now=NOW) == 0


def test_measured_again_nothing_changes(asbl):
    goal("people")
    assert measure(now=NOW) == 1
    assert measure(now=NOW) == 0


def test_a_value_is_noted_by_hand_with_its_day(asbl):
    found = note_measured(
        goal("satisfaction"),
        measured=Decimal("7.50"),
        measured_on=date(2026, 5, 1),
        by=None,
    )
    assert (found.measured, found.measured_on) == (Decimal("7.50"), date(2026, 5, 1))
    with pytest.raises(errors.MeasuredInTheFuture):
        note_measured(found, measured=Decimal(8), measured_on=DUE, by=None)


def test_the_night_measures_after_the_checks():
    beat = app.conf.beat_schedule["measure-goals"]
    assert beat["task"] == tasks.measure.name
    assert (beat["schedule"].hour, beat["schedule"].minute) == ({3}, {50})
