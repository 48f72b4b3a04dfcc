"""Where a process is killed: it has written everything, and has not committed it.

Whatever books records it in the history, as the last thing: it waits there for us.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from tests.sql import owner_of, rows
from tests.workers import wait_for

WAITING = """
SELECT count(*) FROM pg_locks
WHERE NOT granted AND relation = 'audit_auditevent'::regclass
AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@contextmanager
def history_held(database: str) -> Iterator[None]:
    """Nobody records anything meanwhile."""
    with owner_of(database) as owner:
        owner.execute("LOCK TABLE audit_auditevent IN SHARE MODE")
        yield
        owner.rollback()


def wait_until_it_waits() -> None:
    wait_for(lambda: rows(WAITING) == [(1,)])


def wait_until_it_is_gone() -> None:
    """PostgreSQL has noticed that nobody is there any more."""
    wait_for(lambda: rows(OTHERS) == [(0,)])
    connection.close()
