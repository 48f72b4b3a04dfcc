import uuid

import django.db.models.deletion
from django.db import migrations, models

import koprogo.tenancy.context
import koprogo.tenancy.fields
from koprogo.tenancy.operations import AppendOnly, RaiseWalls

# As in 0007, and a year that closes empties the accounts of its result: on its last day,
# one against the other, so that what was settled comes to the same.
SETTLED_STAYS = """
CREATE OR REPLACE FUNCTION finance_refuse_settled() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  many bigint;
  net numeric;
BEGIN
  IF NOT EXISTS (
       SELECT 1 FROM finance_chargestatement
       WHERE tenant_id = NEW.tenant_id AND posted_at IS NOT NULL
         AND cancelled_at IS NULL AND since <= NEW.date AND NEW.date < until)
  THEN
    RETURN NULL;
  END IF;
  SELECT count(*), sum(line.debit - line.credit) INTO many, net
    FROM ledger_line AS line
    JOIN ledger_account AS account
      ON account.tenant_id = line.tenant_id AND account.id = line.account_id
    WHERE line.tenant_id = NEW.tenant_id AND line.entry_id = NEW.id
      AND account.code ~ '^[67]' AND account.code !~ '^(67|69|700|702)';
  IF many > 0 AND (net <> 0 OR NOT finance_closes_year(NEW)) THEN
    RAISE EXCEPTION 'books: % lies in a period that is settled', NEW.date
      USING ERRCODE = 'restrict_violation', CONSTRAINT = 'finance_period_settled',
            DETAIL = NEW.date;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION finance_closes_year(entry ledger_entry)
RETURNS boolean LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  RETURN EXISTS (
      SELECT 1 FROM ledger_fiscalyear
      WHERE tenant_id = entry.tenant_id AND year = entry.year
        AND until = entry.date + 1)
    AND coalesce(entry.source, (
      SELECT source FROM ledger_entry
      WHERE tenant_id = entry.tenant_id AND id = entry.reverses_id), '')
    LIKE 'closing:%';
END $$;
"""

SETTLED_STAYED = """
DROP FUNCTION finance_closes_year(ledger_entry);
CREATE OR REPLACE FUNCTION finance_refuse_settled() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (
       SELECT 1 FROM finance_chargestatement
       WHERE tenant_id = NEW.tenant_id AND posted_at IS NOT NULL
         AND cancelled_at IS NULL AND since <= NEW.date AND NEW.date < until)
     AND EXISTS (
       SELECT 1 FROM ledger_line AS line
       JOIN ledger_account AS account
         ON account.tenant_id = line.tenant_id AND account.id = line.account_id
       WHERE line.tenant_id = NEW.tenant_id AND line.entry_id = NEW.id
         AND account.code ~ '^[67]' AND account.code !~ '^(67|69|700|702)')
  THEN
    RAISE EXCEPTION 'books: % lies in a period that is settled', NEW.date
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0002_walls"),
        ("finance", "0010_walls_of_contests"),
        ("ledger", "0004_walls_of_years"),
        ("tenancy", "0002_functions"),
    ]

    operations = [
        migrations.CreateModel(
            name="OwnEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "uuid",
                    models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
                ),
                ("reason", models.CharField(max_length=400)),
                (
                    "entry",
                    koprogo.tenancy.fields.TenantOneToOneField(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="own",
                        to="ledger.entry",
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        db_index=False,
                        default=koprogo.tenancy.context.current_tenant_id,
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="tenancy.tenant",
                    ),
                ),
                (
                    "voucher",
                    koprogo.tenancy.fields.TenantForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.file",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "own entries",
                "ordering": ["-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="own_entry_reason",
                    ),
                ],
            },
        ),
        RaiseWalls("OwnEntry"),
        AppendOnly("OwnEntry"),
        migrations.RunSQL(SETTLED_STAYS, SETTLED_STAYED),
    ]
