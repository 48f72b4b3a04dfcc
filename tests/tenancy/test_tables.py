"""Every table is behind a wall or on the list of those that need none."""

import pytest
from django.apps import apps

from koprogo.tenancy.models import PersonalRow, TenantRow
from koprogo.tenancy.operations import PERSON_EXPRESSION, TENANT_EXPRESSION
from koprogo.tenancy.platform import PLATFORM_TABLES
from tests.sql import changed, refused, rows

pytestmark = pytest.mark.django_db

TABLES = """
SELECT c.relname, c.relrowsecurity AND c.relforcerowsecurity
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
"""
POLICIES = """
SELECT tablename, policyname, permissive, cmd, roles, qual, with_check FROM pg_policies
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
COLUMNS = """
SELECT table_name FROM information_schema.columns
WHERE table_schema = 'public' AND column_name = 'tenant_id'
  AND data_type = 'bigint' AND is_nullable = 'NO'
"""
INDEXES = """
SELECT i.indrelid::regclass::text, i.indexrelid::regclass::text
FROM pg_index i
JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
WHERE NOT i.indisunique AND a.attname <> 'tenant_id'
"""
OUR_FUNCTIONS = """
SELECT p.oid::regprocedure::text, p.prosecdef, p.proconfig
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
JOIN pg_language l ON l.oid = p.prolang
WHERE n.nspname = 'public' AND l.lanname = 'plpgsql'
"""


def tenant_tables():
    return {
        model._meta.db_table
        for model in apps.get_models()
        if issubclass(model, TenantRow)
    }


def personal_tables():
    return {
        model._meta.db_table
        for model in apps.get_models()
        if issubclass(model, PersonalRow)
    }


def test_every_table_is_walled_or_listed():
    walled = {table for table, secured in rows(TABLES) if secured}
    open_tables = {table for table, secured in rows(TABLES) if not secured}
    assert walled == tenant_tables() | personal_tables()
    assert open_tables == set(PLATFORM_TABLES)
    assert all(PLATFORM_TABLES.values())


def normal(expression):
    """PostgreSQL prints an expression with its own brackets and casts."""
    for mark in ("(", ")", "::text", " "):
        expression = expression.replace(mark, "")
    return expression.lower()


def test_policies_are_exactly_these():
    found = {}
    for table, policy, *rest, using, check in rows(POLICIES):
        expressions = (normal(using), normal(check))
        found.setdefault(table, {})[policy] = (*rest, *expressions)
    tenant, person = normal(TENANT_EXPRESSION), normal(PERSON_EXPRESSION)
    assert found == {
        table: {
            policy: ("PERMISSIVE", "ALL", ["public"], wall, wall),
            "owner_all": ("PERMISSIVE", "ALL", ["koprogo_owner"], "true", "true"),
        }
        for tables, policy, wall in (
            (tenant_tables(), "tenant", tenant),
            (personal_tables(), "person", person),
        )
        for table in tables
    }


def test_every_walled_row_names_its_tenant():
    named = {table for (table,) in rows(COLUMNS)}
    assert tenant_tables() - named == set()


def test_indexes_of_walled_tables_lead_with_the_tenant():
    walled = tenant_tables()
    assert [index for table, index in rows(INDEXES) if table in walled] == []


def test_nothing_but_tables_can_be_read():
    """A view is read with the rights of its owner: it would be a door in the wall."""
    query = """
    SELECT relname FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm', 'f')
    """
    assert rows(query) == []


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


def test_functions_cannot_be_misled():
    """They run with the rights of the caller, and a temporary table cannot stand in
    for one that they read.
    """
    functions = rows(OUR_FUNCTIONS)
    assert [name for name, definer, _settings in functions if definer] == []
    assert {tuple(settings or ()) for _name, _definer, settings in functions} == {
        ("search_path=public, pg_temp",)
    }


def test_the_application_role_is_harmless():
    query = """
    SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication,
           pg_has_role(current_user, 'koprogo_owner', 'MEMBER'),
           has_schema_privilege('public', 'CREATE'),
           (SELECT count(*) FROM pg_class WHERE relowner = r.oid)
    FROM pg_roles r WHERE rolname = current_user
    """
    assert rows("SELECT current_user") == [("koprogo_app",)]
    assert rows(query) == [(False,) * 7 + (0,)]


def test_the_application_role_has_only_these_rights():
    """SELECT, INSERT, UPDATE, DELETE; of rows that are only added, the first two."""
    query = """
    SELECT c.relname, array_agg(g.privilege_type::text ORDER BY g.privilege_type)
    FROM pg_class c CROSS JOIN aclexplode(c.relacl) g
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')
      AND g.grantee IN (0, 'koprogo_app'::regrole)
    GROUP BY c.relname
    """
    append_only = {
        "audit_auditevent",
        "audit_auditleaf",
        "audit_auditseal",
        "buildings_moduleswitch",
        "community_hoursleg",
        "community_hourslimits",
        "community_hourstransfer",
        "community_impactfactor",
        "community_impactmonth",
        "community_impactsum",
        "finance_accountcharge",
        "finance_bankmovement",
        "finance_bankstatement",
        "finance_calldocument",
        "finance_callline",
        "finance_collectedamount",
        "finance_contestanswer",
        "finance_cost",
        "finance_invoicepayment",
        "finance_movementmatch",
        "finance_opening",
        "finance_openingbalance",
        "finance_ownentry",
        "finance_payment",
        "finance_reserveoptout",
        "governance_cancellation",
        "governance_councilreport",
        "governance_decision",
        "governance_decisioneffect",
        "governance_handedover",
        "governance_meetingevent",
        "governance_requestpoint",
        "governance_rollline",
        "governance_rollpart",
        "governance_secretballot",
        "governance_secretvoter",
        "governance_signature",
        "governance_writtenanswer",
        "governance_writtenminutes",
        "ledger_line",
        "solidarity_agreementsignature",
        "solidarity_contact",
        "solidarity_fundaccount",
        "solidarity_funderratum",
        "solidarity_fundgoal",
        "solidarity_fundoutcome",
        "solidarity_fundterms",
        "solidarity_legalreview",
        "solidarity_opening",
        "solidarity_plan",
        "solidarity_planline",
        "solidarity_recusal",
        "solidarity_requesterasure",
        "privacy_breach",
        "privacy_breachentry",
        "transparency_contribution",
        "transparency_contributiondocument",
        "transparency_endowment",
        "transparency_pricestep",
        "transparency_schedule",
        "transparency_scheduletier",
        "transparency_spending",
        "transparency_voucherentry",
    }
    assert dict(rows(query)) == {
        table: ["INSERT", "SELECT"]
        if table in append_only
        else ["DELETE", "INSERT", "SELECT", "UPDATE"]
        for table in tenant_tables() | personal_tables() | set(PLATFORM_TABLES)
    }


@pytest.mark.parametrize(
    "statement",
    [
        "SET ROLE koprogo_owner",
        "SET SESSION AUTHORIZATION koprogo_owner",
        "SET session_replication_role = replica",
        "ALTER TABLE ledger_line DISABLE TRIGGER ALL",
        "ALTER TABLE buildings_lot DISABLE ROW LEVEL SECURITY",
        "CREATE POLICY open ON buildings_lot USING (true)",
        "DROP TRIGGER append_only ON ledger_line",
        "CREATE TABLE public.copy AS TABLE buildings_lot",
        "CREATE SCHEMA mine",
        "ALTER FUNCTION refuse_change() RESET ALL",
    ],
)
def test_the_application_role_cannot_open_the_wall(statement):
    with refused("permission denied|must be (able|owner)"):
        changed(statement)
