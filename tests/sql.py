"""Raw SQL: what somebody could send who has the application's password, or the owner's.

The application's statements run on Django's connection, inside the test's transaction.
"""

from contextlib import contextmanager

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from tests import databases

ACCEPTED = None


def rows(query, params=None):
    """Return what a query of the application finds."""
    with connection.cursor() as cursor:
        cursor.execute(query, params)
        return cursor.fetchall()


def changed(statement, params=None):
    """Return how many rows a statement of the application changes."""
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return cursor.rowcount


@contextmanager
def refused(message):
    """PostgreSQL refuses what runs inside; ``message`` is a pattern of its error."""
    with pytest.raises(DatabaseError, match=message), transaction.atomic():
        yield


@contextmanager
def refused_at_commit(message):
    """Everything inside is accepted; the checks at commit refuse it."""
    with refused(message), checked_as_at_commit():
        yield


@contextmanager
def checked_as_at_commit():
    """Run the checks that wait for the commit at the end of the block."""
    yield
    changed("SET CONSTRAINTS ALL IMMEDIATE")
    changed("SET CONSTRAINTS ALL DEFERRED")


def expecting(constraint):
    """The constraint refuses what runs inside, or everything is accepted."""
    return refused(constraint) if constraint else checked_as_at_commit()


@contextmanager
def owner_of(database):
    """Connect to a database as the role that owns its tables; commits at the end."""
    with psycopg.connect(databases.owner_url(database)) as owner:
        yield owner
