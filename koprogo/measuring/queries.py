"""What the site used and how long it answered, month by month."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from django.db.models import Sum
from django.db.models.functions import TruncMonth

from koprogo.measuring.models import Day

__all__ = ["Month", "months"]

MINUTE = timedelta(minutes=1)
SUMS = ("requests", "cpu_microseconds", "bytes_sent", "minutes_alive")


@dataclass(frozen=True, slots=True)
class Month:
    """A month in UTC. ``cpu_seconds``: processor time of the web processes.

    ``minutes``: in how many it could have answered, ``minutes_alive``: in how many it
    did, each from the first measurement until now.
    """

    first_day: date
    requests: int
    cpu_seconds: Decimal
    bytes_sent: int
    minutes_alive: int
    minutes: int


def months(now: datetime) -> list[Month]:
    """Return all months since the first measurement, also those without a row.

    Of the running day the minutes count that are over, and the running one once it was
    counted as alive. Three statements.
    """
    today = now.astimezone(UTC).date()
    days = Day.objects.filter(day__lte=today)
    first = days.order_by("day").first()
    if first is None:
        return []
    begin = _midnight(first.day) + first.first_minute * MINUTE
    end = _end(days, now)
    sums = {
        each["month"]: each
        for each in days.order_by()
        .values(month=TruncMonth("day"))
        .annotate(**{name: Sum(name) for name in SUMS})
    }
    nothing = dict.fromkeys(SUMS, 0)
    return [
        _month(month, sums.get(month, nothing), begin, end)
        for month in _months_between(first.day, today)
    ]


def _end(days, now: datetime) -> datetime:
    """Return where the minutes end that could have been."""
    this_minute = now.astimezone(UTC).replace(second=0, microsecond=0)
    running = this_minute.hour * 60 + this_minute.minute
    counted = days.filter(day=this_minute.date(), last_minute__gte=running)
    return this_minute + counted.count() * MINUTE


def _month(first: date, sums: dict, begin: datetime, end: datetime) -> Month:
    since, until = max(begin, _midnight(first)), min(end, _midnight(_next(first)))
    return Month(
        first_day=first,
        requests=sums["requests"],
        cpu_seconds=Decimal(sums["cpu_microseconds"]).scaleb(-6),
        bytes_sent=sums["bytes_sent"],
        minutes_alive=sums["minutes_alive"],
        minutes=max(0, (until - since) // MINUTE),
    )


def _months_between(first: date, last: date) -> Iterator[date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = _next(month)


def _next(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
