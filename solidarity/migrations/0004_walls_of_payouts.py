"""Walls of the tables of payouts, and what can never be true in them."""

from django.db import migrations

from koprogo.tenancy.operations import AppendOnly, RaiseWalls

# What was prepared stays as it is: it only takes its next step. Once it is over its
# sealed words may be emptied (retention), and nothing else.
PAYOUT_STAYS = """
CREATE FUNCTION solidarity_payout_stays() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  steps text[] := ARRAY['state', 'approved_by_id', 'approved_at', 'batch_id',
    'booked_on', 'entry_id', 'returned_on', 'mirror_id']::text[];
  sealed text[] := ARRAY['name', 'iban', 'message', 'voucher_id',
    'voucher_name']::text[];
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - steps = to_jsonb(OLD) - steps THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.state IN ('booked', 'returned', 'withdrawn')
     AND NEW.name || NEW.iban || NEW.message || NEW.voucher_name = ''
     AND NEW.voucher_id IS NULL
     AND to_jsonb(NEW) - sealed = to_jsonb(OLD) - sealed THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'payout % stays as it is', OLD.id
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON solidarity_payout
  FOR EACH ROW EXECUTE FUNCTION solidarity_payout_stays();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON solidarity_payout
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
DROP_PAYOUT_STAYS = """
DROP TRIGGER no_truncate ON solidarity_payout;
DROP TRIGGER stays ON solidarity_payout;
DROP FUNCTION solidarity_payout_stays();
"""

# All that is prepared, under way or paid of an aid is no more than its amount. Whoever
# comes second waits for the row of the aid, and sees what the first one committed.
PAYOUT_WITHIN = """
CREATE FUNCTION solidarity_payout_within() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  most numeric;
  counted numeric;
BEGIN
  IF NEW.state NOT IN ('prepared', 'approved', 'ordered', 'booked') THEN
    RETURN NULL;
  END IF;
  SELECT amount INTO most FROM solidarity_aid
    WHERE tenant_id = NEW.tenant_id AND id = NEW.aid_id FOR NO KEY UPDATE;
  SELECT sum(amount) INTO counted FROM solidarity_payout
    WHERE tenant_id = NEW.tenant_id AND aid_id = NEW.aid_id
      AND state IN ('prepared', 'approved', 'ordered', 'booked');
  IF counted > most THEN
    RAISE EXCEPTION 'payout: % of %', counted, most
      USING ERRCODE = 'check_violation', CONSTRAINT = 'payout_within';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER within AFTER INSERT OR UPDATE ON solidarity_payout
  FOR EACH ROW EXECUTE FUNCTION solidarity_payout_within();
"""
DROP_PAYOUT_WITHIN = """
DROP TRIGGER within ON solidarity_payout;
DROP FUNCTION solidarity_payout_within();
"""


class Migration(migrations.Migration):
    dependencies = [("solidarity", "0003_payouts")]

    operations = [
        RaiseWalls(
            "FundAccount",
            "AgreementSignature",
            "TransferBatch",
            "Payout",
            "FundMovement",
        ),
        AppendOnly("FundAccount", "AgreementSignature"),
        migrations.RunSQL(PAYOUT_STAYS, DROP_PAYOUT_STAYS),
        migrations.RunSQL(PAYOUT_WITHIN, DROP_PAYOUT_WITHIN),
    ]
