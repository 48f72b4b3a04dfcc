"""A database of its own for each run, used as the application role.

Importing this module needs the addresses that ``deploy.local run`` gives.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from deploy.local.database import database_url
from tests import databases


@contextmanager
def fresh_database() -> Iterator[None]:
    """Point Django, which must not be set up yet, at a migrated, empty database."""
    name = f"koprogo_bench_{os.getpid()}"
    databases.clone(databases.migrated_template(), name)
    os.environ["DATABASE_URL"] = database_url(os.environ["DATABASE_URL"], name=name)
    os.environ["DJANGO_SETTINGS_MODULE"] = "koprogo.settings.dev"
    try:
        yield
    finally:
        databases.drop(name)


@contextmanager
def as_admin() -> Iterator[psycopg.Connection]:
    """Connect to the database of this run as the administrator."""
    name = os.environ["DATABASE_URL"].partition("?")[0].rpartition("/")[2]
    url = database_url(databases.ADMIN_URL, name=name)
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection


def refresh_statistics() -> None:
    """What autovacuum does in time on a real server: the planner must know sizes."""
    with as_admin() as connection:
        connection.execute("VACUUM (ANALYZE)")
