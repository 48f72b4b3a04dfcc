"""Walls of what comes back, and what can never be true in it."""

from django.db import migrations

from koprogo.tenancy.operations import AppendOnly, Freeze, RaiseWalls

# Money that came back stays as it was noted; its mirror and what was given back of it
# are added once.
REPAYMENT_STAYS = """
CREATE FUNCTION solidarity_repayment_stays() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  later text[] := ARRAY['mirror_id', 'given_back_id']::text[];
BEGIN
  IF TG_OP = 'UPDATE'
     AND (OLD.mirror_id IS NULL OR NEW.mirror_id = OLD.mirror_id)
     AND (OLD.given_back_id IS NULL OR NEW.given_back_id = OLD.given_back_id)
     AND to_jsonb(NEW) - later = to_jsonb(OLD) - later THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'repayment % stays as it is', OLD.id
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON solidarity_repayment
  FOR EACH ROW EXECUTE FUNCTION solidarity_repayment_stays();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON solidarity_repayment
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
DROP_REPAYMENT_STAYS = """
DROP TRIGGER no_truncate ON solidarity_repayment;
DROP TRIGGER stays ON solidarity_repayment;
DROP FUNCTION solidarity_repayment_stays();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("solidarity", "0005_loans"),
    ]

    operations = [
        RaiseWalls(
            "Repayment",
            "DebitBatch",
            "Debit",
            "PlanChange",
            "Contact",
            "WriteOff",
            "DisputeEnd",
            "Exclusion",
        ),
        AppendOnly("Contact"),
        Freeze("PlanChange", by="decided_at"),
        Freeze("WriteOff", by="decided_at"),
        migrations.RunSQL(REPAYMENT_STAYS, DROP_REPAYMENT_STAYS),
    ]
