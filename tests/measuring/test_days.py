"""The rows of days: what is added, which minutes count, and what a month says."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from koprogo.celery import app
from koprogo.measuring.models import Day
from koprogo.measuring.queries import Month, months
from koprogo.measuring.services import Used, add, count_minute
from koprogo.measuring.tasks import alive
from tests.sql import changed, refused

pytestmark = pytest.mark.django_db

NEW_YEARS_EVE = date(2026, 12, 31)
EVENING = datetime(2026, 12, 31, 23, 58, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def used(day=NEW_YEARS_EVE, **values):
    nothing = dict.fromkeys(("requests", "cpu_microseconds", "bytes_sent"), 0)
    return Used(**{"day": day, "first_minute": 0, **nothing, **values})


def minutes(first=0, alive=0, last=None):
    return changed(
        "INSERT INTO measuring_day VALUES ('2026-12-31', 0, 0, 0, %s, %s, %s)",
        [alive, first, last],
    )


# Adding


def test_what_was_used_adds_up_by_day():
    add([used(requests=2, cpu_microseconds=3_000_000, bytes_sent=500)])
    tomorrow = NEW_YEARS_EVE + timedelta(days=1)
    add([used(tomorrow, requests=1), used(requests=3, bytes_sent=7)])
    first, second = Day.objects.order_by("day")
    assert (first.requests, first.cpu_microseconds, first.bytes_sent) == (
        5,
        3_000_000,
        507,
    )
    assert (second.day, second.requests) == (tomorrow, 1)


def test_more_than_four_thousand_million_bytes_fit():
    add([used(bytes_sent=2**40)])
    add([used(bytes_sent=2**40)])
    assert Day.objects.get().bytes_sent == 2**41


def test_a_day_is_measured_since_its_first_minute():
    add([used(first_minute=90)])
    add([used(first_minute=80)])
    add([used(first_minute=100)])
    assert Day.objects.get().first_minute == 80


@pytest.mark.parametrize("name", ["requests", "cpu_microseconds", "bytes_sent"])
def test_nothing_is_negative(name):
    with refused("day_nothing_negative"):
        add([used(**{name: -1})])


# Minutes


def test_a_minute_counts_once():
    assert count_minute(EVENING)
    assert not count_minute(EVENING + timedelta(seconds=29))
    assert count_minute(EVENING + MINUTE)
    assert not count_minute(EVENING)  # the clock went back
    assert Day.objects.get().minutes_alive == 2


def test_a_minute_belongs_to_its_day_in_utc():
    """At 23:59 in Greenwich it is the next day in Brussels."""
    in_brussels = timezone.localtime(EVENING + MINUTE)
    assert in_brussels.date() != NEW_YEARS_EVE
    count_minute(in_brussels)
    count_minute(EVENING + 2 * MINUTE)
    found = Day.objects.order_by("day").values_list("day", "minutes_alive")
    assert list(found) == [(NEW_YEARS_EVE, 1), (date(2027, 1, 1), 1)]


def test_minutes_and_requests_share_a_row():
    add([used(requests=1, first_minute=1439)])
    assert count_minute(EVENING)  # a machine whose clock is a minute behind
    add([used(requests=1, first_minute=1439)])
    day = Day.objects.get()
    assert (day.requests, day.minutes_alive) == (2, 1)
    assert (day.first_minute, day.last_minute) == (1438, 1438)


@pytest.mark.parametrize(
    "wrong",
    [
        {"first": 0, "alive": 1441, "last": 1439},
        {"first": -1},
        {"first": 1440},
        {"first": 0, "alive": 1, "last": 1440},
    ],
)
def test_a_day_has_1440_minutes(wrong):
    with refused("day_has_1440_minutes|day_minutes_once"):
        minutes(**wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        {"alive": 1},
        {"alive": 0, "last": 5},
        {"first": 10, "alive": 3, "last": 11},
        {"first": 12, "alive": 1, "last": 11},
    ],
)
def test_no_more_minutes_than_have_been(wrong):
    with refused("day_minutes_once"):
        minutes(**wrong)


def test_a_whole_day_alive():
    minutes(0, 1440, 1439)
    assert not count_minute(EVENING + MINUTE)
    assert Day.objects.get().minutes_alive == 1440


# The task


def test_the_task_counts_the_minute_in_which_the_site_is_ready(client):
    before = timezone.now()
    assert alive()
    day = Day.objects.order_by("day").last()
    assert day.minutes_alive == 1
    assert day.day in {before.date(), timezone.now().date()}
    assert client.get("/readyz").status_code == 200


def test_the_task_counts_nothing_while_the_site_is_not_ready(settings, client):
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "unix:///nowhere/broker.sock",
        }
    }
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()) == (
        503,
        {"ready": False, "database": True, "migrations": True, "cache": False},
    )
    assert not alive()
    assert not Day.objects.exists()


def test_the_task_runs_every_minute():
    scheduled = app.conf.beat_schedule["count-minute-alive"]
    assert scheduled["task"] == alive.name
    assert scheduled["schedule"].minute == set(range(60))


# Months


def test_before_the_first_measurement_there_is_no_month():
    assert months(EVENING) == []


def test_months(django_assert_num_queries):
    add(
        [used(requests=2, cpu_microseconds=1_500_001, bytes_sent=10, first_minute=1430)]
    )
    for minute in range(2):
        count_minute(EVENING + minute * MINUTE)
    add([used(date(2027, 3, 2), requests=5, cpu_microseconds=250_000, bytes_sent=20)])
    now = datetime(2027, 3, 2, 0, 10, 59, tzinfo=UTC)
    with django_assert_num_queries(3):
        found = months(now)
    assert found == [
        Month(date(2026, 12, 1), 2, Decimal("1.500001"), 10, 2, 10),
        Month(date(2027, 1, 1), 0, Decimal(0), 0, 0, 31 * 1440),
        Month(date(2027, 2, 1), 0, Decimal(0), 0, 0, 28 * 1440),
        Month(date(2027, 3, 1), 5, Decimal("0.250000"), 20, 0, 1440 + 10),
    ]


def test_the_running_minute_could_have_been_once_it_was_counted():
    count_minute(EVENING)
    later = EVENING + timedelta(seconds=20)
    assert [(m.minutes_alive, m.minutes) for m in months(later)] == [(1, 1)]
    later = EVENING + MINUTE
    assert [(m.minutes_alive, m.minutes) for m in months(later)] == [(1, 1)]
    count_minute(later)
    assert [(m.minutes_alive, m.minutes) for m in months(later)] == [(2, 2)]


@pytest.mark.parametrize(
    ("first", "days"),
    [(date(2028, 2, 1), 29), (date(2026, 3, 1), 31), (date(2026, 10, 1), 31)],
)
def test_a_leap_day_is_a_day_and_every_day_has_24_hours(first, days):
    add([used(first)])
    now = datetime(first.year, first.month + 1, 1, tzinfo=UTC)
    assert [each.minutes for each in months(now)] == [days * 1440, 0]


def test_what_comes_later_is_not_told():
    add([used(requests=1), used(date(2027, 1, 1), requests=7)])
    [december] = months(EVENING)
    assert december.requests == 1
