"""Roles and databases, on the server that the tests run on."""

import os

import psycopg
import pytest
from psycopg.sql import SQL, Identifier

from deploy.local.database import (
    as_admin,
    create_database,
    database_url,
    prepare_database,
    prepare_roles,
)

ADMIN_URL = os.environ["DATABASE_ADMIN_URL"]


@pytest.fixture
def prepared():
    """A database that was prepared twice, by the names of its users' URLs."""
    name = f"koprogo_deploy_{os.getpid()}"
    prepare_roles(ADMIN_URL)
    for _ in range(2):
        prepare_database(ADMIN_URL, name)
    yield {
        "owner": database_url(os.environ["DATABASE_OWNER_URL"], name=name),
        "application": database_url(os.environ["DATABASE_URL"], name=name),
    }
    with as_admin(ADMIN_URL) as connection:
        connection.execute(SQL("DROP DATABASE {}").format(Identifier(name)))


def execute(url: str, *statements: str) -> list[tuple]:
    """Run the statements and return the rows of the last one."""
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            cursor = connection.execute(statement)
        return cursor.fetchall() if cursor.description else []


def test_application_uses_what_the_owner_creates(prepared):
    execute(prepared["owner"], "CREATE TABLE lot (id bigserial, name text)")
    rows = execute(
        prepared["application"],
        "INSERT INTO lot (name) VALUES ('A1')",
        "UPDATE lot SET name = 'A2'",
        "SELECT id, name FROM lot",
    )
    assert rows == [(1, "A2")]


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (id int)",
        "CREATE SCHEMA mine",
        "CREATE DATABASE mine",
        "CREATE ROLE mine",
        "SET ROLE koprogo_owner",
        "TRUNCATE lot",
        "ALTER TABLE lot DISABLE ROW LEVEL SECURITY",
        "ALTER ROLE koprogo_app BYPASSRLS",
    ],
)
def test_application_cannot_change_the_structure(prepared, statement):
    execute(prepared["owner"], "CREATE TABLE lot (id int)")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        execute(prepared["application"], statement)


def test_neither_role_passes_row_level_security(prepared):
    rows = execute(
        ADMIN_URL,
        "SELECT rolname, rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb"
        " FROM pg_roles WHERE rolname LIKE 'koprogo%' ORDER BY rolname",
    )
    assert rows == [("koprogo_app", False), ("koprogo_owner", False)]


def test_text_is_ordered_by_code_point_and_knows_accents(prepared):
    rows = execute(
        prepared["application"],
        "SELECT array_agg(t ORDER BY t), lower('ÉTÉ'), unaccent('é')"
        " FROM (VALUES ('b'), ('B'), ('é'), ('a')) AS v (t)",
    )
    assert rows == [(["B", "a", "b", "é"], "été", "e")]


@pytest.mark.parametrize(
    ("url", "changes", "expected"),
    [
        (
            "postgresql://postgres@/postgres?host=/run/pg",
            {"name": "koprogo", "user": "koprogo_app"},
            "postgresql://koprogo_app@/koprogo?host=/run/pg",
        ),
        (
            "postgresql://admin:s%40fe@db.example:5433/postgres?sslmode=require",
            {"name": "test 1"},
            "postgresql://admin:s%40fe@db.example:5433/test%201?sslmode=require",
        ),
        (
            "postgres://admin:secret@db/postgres",
            {"user": "koprogo_app", "password": "a/b@c"},
            "postgres://koprogo_app:a%2Fb%40c@db/postgres",
        ),
        (
            "postgres://admin:secret@db/postgres",
            {"user": "koprogo_app"},
            "postgres://koprogo_app@db/postgres",
        ),
        ("postgresql:///postgres", {"name": "koprogo"}, "postgresql:///koprogo"),
    ],
)
def test_database_url(url, changes, expected):
    assert database_url(url, **changes) == expected


@pytest.mark.parametrize(
    ("server", "provider"), [(15, ""), (17, " LOCALE_PROVIDER builtin")]
)
def test_create_database(server, provider):
    assert create_database("a b", server).as_string() == (
        'CREATE DATABASE "a b" OWNER "koprogo_owner" TEMPLATE template0'
        f" ENCODING 'UTF8' LOCALE 'C.UTF-8'{provider}"
    )
