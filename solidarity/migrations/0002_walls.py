"""Walls of the fund's tables, and what can never be true in them."""

from django.db import migrations

from koprogo.tenancy.operations import AppendOnly, Freeze, RaiseWalls

# A verdict is answered once, if it offers something, and changes in no other way.
VERDICT_STAYS = """
CREATE FUNCTION solidarity_verdict_stays() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  later text[] := ARRAY['answer', 'answered_at']::text[];
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.answer = ''
     AND to_jsonb(NEW) - later = to_jsonb(OLD) - later THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'verdict % stays as it is', OLD.id
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER stays BEFORE UPDATE OR DELETE ON solidarity_verdict
  FOR EACH ROW EXECUTE FUNCTION solidarity_verdict_stays();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON solidarity_verdict
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
DROP_VERDICT_STAYS = """
DROP TRIGGER no_truncate ON solidarity_verdict;
DROP TRIGGER stays ON solidarity_verdict;
DROP FUNCTION solidarity_verdict_stays();
"""

# Nothing is promised beyond what is in the bank (550), less what is to be given back
# (489), and not promised yet. Whoever promises waits for the other: what he committed
# is seen. What is paid leaves both sides at once, and passes.
AID_COVERED = """
CREATE FUNCTION solidarity_aid_covered() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  before numeric := 0;
  now_promised numeric := 0;
  promised numeric;
  held numeric;
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.state IN ('promised', 'signed', 'running') THEN
    before := OLD.amount - OLD.paid;
  END IF;
  IF NEW.state IN ('promised', 'signed', 'running') THEN
    now_promised := NEW.amount - NEW.paid;
  END IF;
  IF now_promised <= before THEN
    RETURN NULL;
  END IF;
  PERFORM pg_advisory_xact_lock(
    hashtextextended('solidarity.capital', NEW.tenant_id));
  SELECT coalesce(sum(amount - paid), 0) INTO promised FROM solidarity_aid
    WHERE tenant_id = NEW.tenant_id AND state IN ('promised', 'signed', 'running');
  SELECT coalesce(sum(line.debit - line.credit), 0) INTO held
    FROM ledger_line AS line
    JOIN ledger_account AS account
      ON account.tenant_id = line.tenant_id AND account.id = line.account_id
    JOIN ledger_entry AS entry
      ON entry.tenant_id = line.tenant_id AND entry.id = line.entry_id
   WHERE line.tenant_id = NEW.tenant_id AND account.code IN ('550', '489')
     AND entry.posted_at IS NOT NULL;
  IF promised > held THEN
    RAISE EXCEPTION 'aid: % promised, % held', promised, held
      USING ERRCODE = 'check_violation', CONSTRAINT = 'aid_covered';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER covered AFTER INSERT OR UPDATE ON solidarity_aid
  FOR EACH ROW EXECUTE FUNCTION solidarity_aid_covered();
"""
DROP_AID_COVERED = """
DROP TRIGGER covered ON solidarity_aid;
DROP FUNCTION solidarity_aid_covered();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("solidarity", "0001_initial"),
        ("ledger", "0004_walls_of_years"),
    ]

    operations = [
        RaiseWalls(
            "FundTerms",
            "LegalReview",
            "Request",
            "RequestKey",
            "Paper",
            "RequestConsent",
            "Opening",
            "Question",
            "Seat",
            "Session",
            "AgendaItem",
            "Recusal",
            "Vote",
            "Ballot",
            "Verdict",
            "Appeal",
            "Aid",
            "Plan",
            "PlanLine",
        ),
        AppendOnly(
            "FundTerms", "LegalReview", "Opening", "Recusal", "Plan", "PlanLine"
        ),
        Freeze("Session", by="closed_at", parts={"AgendaItem": "session_id"}),
        Freeze("Vote", by="closed_at", parts={"Ballot": "vote_id"}),
        Freeze("Appeal", by="decided_at"),
        migrations.RunSQL(VERDICT_STAYS, DROP_VERDICT_STAYS),
        migrations.RunSQL(AID_COVERED, DROP_AID_COVERED),
    ]
