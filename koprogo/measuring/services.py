"""Add to a day. One statement each, so that processes need not know of each other."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import NamedTuple

from django.db import connection

ADD = """
INSERT INTO measuring_day AS kept
       (day, requests, cpu_microseconds, bytes_sent, first_minute, minutes_alive)
SELECT day, requests, cpu_microseconds, bytes_sent, first_minute, 0
FROM unnest(%s::date[], %s::bigint[], %s::bigint[], %s::bigint[], %s::smallint[])
     AS used (day, requests, cpu_microseconds, bytes_sent, first_minute)
ORDER BY day
ON CONFLICT (day) DO UPDATE SET
    requests = kept.requests + EXCLUDED.requests,
    cpu_microseconds = kept.cpu_microseconds + EXCLUDED.cpu_microseconds,
    bytes_sent = kept.bytes_sent + EXCLUDED.bytes_sent,
    first_minute = least(kept.first_minute, EXCLUDED.first_minute)
"""
COUNT_MINUTE = """
INSERT INTO measuring_day AS kept
       (day, requests, cpu_microseconds, bytes_sent,
        minutes_alive, first_minute, last_minute)
VALUES (%s::date, 0, 0, 0, 1, %s::smallint, %s::smallint)
ON CONFLICT (day) DO UPDATE SET
    minutes_alive = kept.minutes_alive + 1,
    first_minute = least(kept.first_minute, EXCLUDED.first_minute),
    last_minute = EXCLUDED.last_minute
WHERE kept.last_minute IS NULL OR kept.last_minute < EXCLUDED.last_minute
"""


class Used(NamedTuple):
    """What requests used on a day in UTC, the first of them in ``first_minute``."""

    day: date
    requests: int
    cpu_microseconds: int
    bytes_sent: int
    first_minute: int


def add(used: Iterable[Used]) -> None:
    """Add what was used to its days, each day once.

    Raises:
        django.db.Error: the database is away; nothing was added.
    """
    with connection.cursor() as cursor:
        cursor.execute(ADD, [list(column) for column in zip(*used, strict=True)])


def count_minute(now: datetime) -> bool:
    """Count the minute of ``now`` as alive; tell whether it was not counted before.

    A minute before the last one that was counted is left out: clocks go back.
    """
    at = now.astimezone(UTC)
    minute = at.hour * 60 + at.minute
    with connection.cursor() as cursor:
        cursor.execute(COUNT_MINUTE, [at.date(), minute, minute])
        return cursor.rowcount == 1
