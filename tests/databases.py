"""Databases for tests: the owner migrates once, everybody else gets a clone.

A template named after the migrations is kept between runs. Ordinary tests roll back in
the clone of their worker; tests that need real commits get a clone of their own.
Nothing is ever flushed: the application role could not.
"""

import hashlib
import os
import subprocess
import sys
from itertools import chain
from pathlib import Path

import psycopg
from psycopg.sql import SQL, Identifier

from deploy.local.database import as_admin, database_url, prepare_database

PROJECT = Path(__file__).resolve().parents[1]
ADMIN_URL = os.environ["DATABASE_ADMIN_URL"]
OWNER_URL = os.environ["DATABASE_OWNER_URL"]
# What migrations are made of besides their own files: which apps, and of which release.
WRITTEN_ELSEWHERE = (
    "koprogo/settings/base.py",
    "koprogo/tenancy/operations.py",
    "koprogo/fields.py",
    "uv.lock",
)


def migrated_template() -> str:
    """Return a database with all migrations applied; made at the first need."""
    fingerprint = _fingerprint()
    name = f"koprogo_template_{fingerprint}"
    # One worker makes it; who needs the same one waits for the lock and finds it made.
    with as_admin(ADMIN_URL, lock=int(fingerprint, 16)) as connection:
        if _is_template(connection, name):
            return name
        _drop(connection, name)
        prepare_database(ADMIN_URL, name)
        _migrate(name)
        connection.execute(
            SQL("ALTER DATABASE {} IS_TEMPLATE true").format(Identifier(name))
        )
    return name


def clone(template: str, name: str) -> str:
    """Make database ``name`` a fresh copy of ``template``."""
    with as_admin(ADMIN_URL) as connection:
        _drop(connection, name)
        connection.execute(
            SQL("CREATE DATABASE {} OWNER koprogo_owner TEMPLATE {}").format(
                Identifier(name), Identifier(template)
            )
        )
    return name


def drop(name: str) -> None:
    with as_admin(ADMIN_URL) as connection:
        _drop(connection, name)


def owner_url(name: str) -> str:
    return database_url(OWNER_URL, name=name)


def _fingerprint() -> str:
    digest = hashlib.sha256()
    # Of the apps: whatever else lies here comes and goes while this is read.
    patterns = ("*/migrations/*.py", "koprogo/*/migrations/*.py")
    for path in sorted(chain.from_iterable(map(PROJECT.glob, patterns))):
        digest.update(path.read_bytes())
    for path in WRITTEN_ELSEWHERE:
        digest.update((PROJECT / path).read_bytes())
    return digest.hexdigest()[:12]


def _is_template(connection: psycopg.Connection, name: str) -> bool:
    query = "SELECT datistemplate FROM pg_database WHERE datname = %s"
    return connection.execute(query, [name]).fetchone() == (True,)


def _drop(connection: psycopg.Connection, name: str) -> None:
    connection.execute(
        SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name))
    )


def _migrate(name: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity", "0"],
        cwd=PROJECT,
        env={
            **os.environ,
            "DATABASE_URL": owner_url(name),
            "DJANGO_SETTINGS_MODULE": "koprogo.settings.test",
        },
        check=True,
    )
