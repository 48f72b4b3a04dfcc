"""Every account to book on, for the buildings that are there already."""

from django.db import migrations

from finance.chart import standard_accounts

SEED = """
INSERT INTO ledger_account (tenant_id, code, name)
SELECT tenant.id, code, '' FROM tenancy_tenant AS tenant
CROSS JOIN unnest(%s::text[]) AS code
WHERE tenant.kind = 'co_ownership'
ON CONFLICT DO NOTHING
"""


def seed(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(SEED, [list(standard_accounts())])


class Migration(migrations.Migration):
    dependencies = [
        ("finance", "0007_walls_of_books"),
        ("ledger", "0004_walls_of_years"),
    ]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
