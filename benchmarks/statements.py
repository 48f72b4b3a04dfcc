"""Counts SQL statements."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection
from django.test.utils import CaptureQueriesContext

TRANSACTION_CONTROL = (
    "BEGIN",
    "COMMIT",
    "ROLLBACK",
    "SAVEPOINT",
    "RELEASE",
    "SET TRANSACTION",
)


@dataclass(slots=True)
class Count:
    """``work``: statements that read or write; ``control``: those of transactions."""

    work: int = 0
    control: int = 0


@contextmanager
def counted() -> Iterator[Count]:
    """Count what runs inside; the figures are there afterwards."""
    count = Count()
    with CaptureQueriesContext(connection) as captured:
        yield count
    for query in captured:
        if query["sql"].startswith(TRANSACTION_CONTROL):
            count.control += 1
        else:
            count.work += 1
