"""Every table is behind a wall or on the list of those that need none."""

import pytest
from django.apps import apps
from django.db import connection

from koprogo.tenancy.models import TenantRow
from koprogo.tenancy.operations import PERSON_EXPRESSION, TENANT_EXPRESSION
from koprogo.tenancy.platform import PLATFORM_TABLES

pytestmark = pytest.mark.django_db

TABLES = """
SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
"""
POLICIES = """
SELECT tablename, policyname, qual, with_check, roles FROM pg_policies
WHERE schemaname = 'public' ORDER BY tablename, policyname
"""
FOREIGN_KEYS = """
SELECT c.conrelid::regclass::text, c.confrelid::regclass::text,
       array_agg(a.attname ORDER BY k.ordinality)
FROM pg_constraint c
CROSS JOIN LATERAL unnest(c.conkey) WITH ORDINALITY AS k(number, ordinality)
JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.number
WHERE c.contype = 'f' GROUP BY c.oid, c.conrelid, c.confrelid
"""


def rows(query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def tenant_tables():
    return {
        model._meta.db_table
        for model in apps.get_models()
        if issubclass(model, TenantRow)
    }


def test_every_table_is_walled_or_listed():
    walled = {table for table, secured in rows(TABLES) if secured}
    open_tables = {table for table, secured in rows(TABLES) if not secured}
    assert walled == tenant_tables()
    assert open_tables == set(PLATFORM_TABLES)
    assert all(PLATFORM_TABLES.values())


def normal(expression):
    """PostgreSQL prints an expression with its own brackets and casts."""
    for mark in ("(", ")", "::text", " "):
        expression = expression.replace(mark, "")
    return expression.lower()


def test_policies_are_exactly_these():
    allowed = {normal(TENANT_EXPRESSION), normal(PERSON_EXPRESSION)}
    found = {}
    for table, policy, using, check, roles in rows(POLICIES):
        found.setdefault(table, {})[policy] = (using, check, roles)
    assert set(found) == tenant_tables()
    for table, policies in found.items():
        assert set(policies) == {"tenant", "owner_all"}, table
        using, check, roles = policies["tenant"]
        assert normal(using) == normal(check)
        assert normal(using) in allowed
        assert policies["owner_all"] == ("true", "true", ["koprogo_owner"])


def test_keys_between_tenant_tables_are_composite():
    """(tenant_id, x) → (tenant_id, id): a row cannot point to another tenant's."""
    walled = tenant_tables()
    single = [
        (child, parent, columns)
        for child, parent, columns in rows(FOREIGN_KEYS)
        if child in walled and parent in walled and columns[0] != "tenant_id"
    ]
    assert single == []


def test_every_relation_between_tenant_rows_has_its_key():
    declared = {
        (model._meta.db_table, field.related_model._meta.db_table, field.column)
        for model in apps.get_models()
        if issubclass(model, TenantRow)
        for field in model._meta.local_fields
        if field.is_relation and issubclass(field.related_model, TenantRow)
    }
    present = {
        (child, parent, columns[1])
        for child, parent, columns in rows(FOREIGN_KEYS)
        if columns[0] == "tenant_id" and len(columns) == 2
    }
    assert declared <= present
    assert ("ledger_line", "buildings_lot", "unit_id") in present


def test_the_application_role_is_harmless():
    query = """
    SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole,
           pg_has_role(current_user, 'koprogo_owner', 'MEMBER'),
           (SELECT count(*) FROM pg_class WHERE relowner = r.oid)
    FROM pg_roles r WHERE rolname = current_user
    """
    assert rows("SELECT current_user") == [("koprogo_app",)]
    assert rows(query) == [(False, False, False, False, False, 0)]
