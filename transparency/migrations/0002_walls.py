"""Walls of the ASBL's tables, and what can never be true in them."""

from django.db import migrations

from koprogo.tenancy.operations import AppendOnly, Freeze, RaiseWalls

# A crossing never raises a price: only the members do (transparency.md §2).
PRICE_FALLS = """
CREATE FUNCTION transparency_price_falls() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  before numeric;
BEGIN
  SELECT price INTO before FROM transparency_pricestep
    WHERE tenant_id = NEW.tenant_id AND audience = NEW.audience
      AND since <= NEW.since AND id <> NEW.id
    ORDER BY since DESC, id DESC LIMIT 1;
  IF NEW.cause = 'crossing' AND (before IS NULL OR NEW.price >= before) THEN
    RAISE EXCEPTION 'price step: % does not fall below %', NEW.price, before
      USING ERRCODE = 'check_violation', CONSTRAINT = 'step_never_rises';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER price_falls BEFORE INSERT ON transparency_pricestep
  FOR EACH ROW EXECUTE FUNCTION transparency_price_falls();
"""
DROP_PRICE_FALLS = """
DROP TRIGGER price_falls ON transparency_pricestep;
DROP FUNCTION transparency_price_falls();
"""

# What is approved is booked: only its payment and its reversal are still noted. What
# nobody has decided is corrected, or withdrawn.
VOUCHER_STAYS = """
CREATE FUNCTION transparency_voucher_stays() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  later text[] := ARRAY['paid_on', 'state', 'reason']::text[];
BEGIN
  IF OLD.state = 'entered' THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF OLD.state = 'approved' AND NEW.state IN ('approved', 'reversed')
       AND to_jsonb(NEW) - later = to_jsonb(OLD) - later THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'voucher % stays as it is', OLD.id
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON transparency_voucher
  FOR EACH ROW EXECUTE FUNCTION transparency_voucher_stays();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON transparency_voucher
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
DROP_VOUCHER_STAYS = """
DROP TRIGGER no_truncate ON transparency_voucher;
DROP TRIGGER stays ON transparency_voucher;
DROP FUNCTION transparency_voucher_stays();
"""

# A receipt is mirrored once, and changes in no other way.
RECEIPT_STAYS = """
CREATE FUNCTION transparency_receipt_stays() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.mirror_id IS NULL
     AND to_jsonb(NEW) - 'mirror_id' = to_jsonb(OLD) - 'mirror_id' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'receipt % stays as it is', OLD.id
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON transparency_receipt
  FOR EACH ROW EXECUTE FUNCTION transparency_receipt_stays();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON transparency_receipt
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
DROP_RECEIPT_STAYS = """
DROP TRIGGER no_truncate ON transparency_receipt;
DROP TRIGGER stays ON transparency_receipt;
DROP FUNCTION transparency_receipt_stays();
"""

# The days of a closed quarter take no entry any more, whoever posts.
QUARTER_CLOSED = """
CREATE FUNCTION transparency_quarter_closed() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM transparency_quarter
     WHERE tenant_id = NEW.tenant_id AND closed_at IS NOT NULL
       AND since <= NEW.date AND until > NEW.date
  ) THEN
    RAISE EXCEPTION 'ledger: the quarter of % is closed', NEW.date
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_quarter_closed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER quarter_closed BEFORE UPDATE OF posted_at ON ledger_entry
  FOR EACH ROW WHEN (NEW.posted_at IS NOT NULL AND OLD.posted_at IS NULL)
  EXECUTE FUNCTION transparency_quarter_closed();
"""
DROP_QUARTER_CLOSED = """
DROP TRIGGER quarter_closed ON ledger_entry;
DROP FUNCTION transparency_quarter_closed();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("transparency", "0001_initial"),
        ("buildings", "0006_walls_of_participation"),
    ]

    operations = [
        RaiseWalls(
            "Schedule",
            "ScheduleTier",
            "PriceStep",
            "Contribution",
            "ContributionDocument",
            "Receipt",
            "Voucher",
            "VoucherEntry",
            "Quarter",
            "Report",
            "ReportDocument",
            "SurplusQuestion",
            "Idea",
            "IdeaSupport",
            "Allocation",
            "AllocationLine",
            "Spending",
            "Endowment",
            "Office",
            "Publication",
            "CheckResult",
            "Goal",
        ),
        AppendOnly(
            "Schedule",
            "ScheduleTier",
            "PriceStep",
            "Contribution",
            "ContributionDocument",
            "VoucherEntry",
            "Spending",
            "Endowment",
        ),
        Freeze("Quarter", by="closed_at"),
        Freeze("Report", by="published_at", parts={"ReportDocument": "report_id"}),
        Freeze(
            "Allocation", by="adopted_at", parts={"AllocationLine": "allocation_id"}
        ),
        migrations.RunSQL(PRICE_FALLS, DROP_PRICE_FALLS),
        migrations.RunSQL(VOUCHER_STAYS, DROP_VOUCHER_STAYS),
        migrations.RunSQL(RECEIPT_STAYS, DROP_RECEIPT_STAYS),
        migrations.RunSQL(QUARTER_CLOSED, DROP_QUARTER_CLOSED),
    ]
