"""The walls can be taken down and raised again by migrating."""

from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import connection

from buildings.models.people import ASBL_ROLES
from koprogo.settings import env
from tests import databases
from tests.sql import rows

WALLS = """
SELECT 'constraint', conrelid::regclass || ' ' || conname, pg_get_constraintdef(oid)
FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 't'
UNION ALL
SELECT 'policy', tablename || ' ' || policyname, qual || ' ' || roles::text
FROM pg_policies
UNION ALL
SELECT 'trigger', tgrelid::regclass || ' ' || tgname, pg_get_triggerdef(oid)
FROM pg_trigger WHERE NOT tgisinternal
UNION ALL
SELECT 'function', oid::regprocedure::text, prosrc
FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND probin IS NULL
UNION ALL
SELECT 'rights', relname, relacl::text || relrowsecurity || relforcerowsecurity
FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
ORDER BY 1, 2
"""


@contextmanager
def migrating(database):
    """Be the owner of the tables, as ``manage.py migrate`` is."""
    application = connection.settings_dict.copy()
    connection.close()
    connection.settings_dict.update(env.database(databases.owner_url(database)))
    yield
    connection.close()
    connection.settings_dict.update(application)


@pytest.mark.matrix
def test_walls_come_down_and_rise_again_the_same(own_database):
    before = rows(WALLS)
    with migrating(own_database):
        # Roles of the ASBL came later than the first table of roles.
        later = "DELETE FROM buildings_grant WHERE role = ANY(%s)"
        connection.cursor().execute(later, [list(ASBL_ROLES)])
        for app in (
            "transparency",
            "finance",
            "archive",
            "buildings",
            "notifications",
            "documents",
            "ledger",
            "audit",
            "accounts",
        ):
            call_command("migrate", app, "0001", verbosity=0)
        assert rows("SELECT count(*) FROM pg_policies") == [(0,)]
        call_command("migrate", verbosity=0)
    assert rows(WALLS) == before
