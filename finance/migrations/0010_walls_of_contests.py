from django.db import migrations

from koprogo.tenancy.operations import AppendOnly, Freeze, RaiseWalls

# The random part of a sample follows from its seed, whoever would like another one, and
# nothing is taken out of a check. An interest that was declared stays on the register.
GUARD_CHECKS = """
CREATE TRIGGER kept BEFORE DELETE ON finance_accountscheck
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER seed_stays BEFORE UPDATE ON finance_accountscheck FOR EACH ROW
  WHEN (OLD.seed <> NEW.seed OR OLD.year_id <> NEW.year_id)
  EXECUTE FUNCTION refuse_change();
CREATE TRIGGER kept BEFORE DELETE ON finance_checkedvoucher
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER kept BEFORE DELETE ON finance_auditorquestion
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER kept BEFORE DELETE ON finance_conflictofinterest
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER once BEFORE UPDATE ON finance_conflictofinterest FOR EACH ROW
  WHEN (OLD.ended_on IS NOT NULL OR to_jsonb(NEW) - 'ended_on' <> to_jsonb(OLD) - 'ended_on')
  EXECUTE FUNCTION refuse_change();
"""

DROP_GUARD_CHECKS = """
DROP TRIGGER once ON finance_conflictofinterest;
DROP TRIGGER kept ON finance_conflictofinterest;
DROP TRIGGER kept ON finance_auditorquestion;
DROP TRIGGER kept ON finance_checkedvoucher;
DROP TRIGGER seed_stays ON finance_accountscheck;
DROP TRIGGER kept ON finance_accountscheck;
"""

# What was contested, by whom and why stays as it was opened; nothing but its end is
# written later, and nobody ends it for an owner without telling him why.
GUARD_CONTESTS = """
CREATE FUNCTION finance_contest_answered() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM finance_contestanswer
    WHERE tenant_id = NEW.tenant_id AND contest_id = NEW.id AND by_syndic
  ) THEN
    RAISE EXCEPTION 'finance_contest: closed without an answer'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER answered BEFORE UPDATE ON finance_contest FOR EACH ROW
  WHEN (NEW.outcome IN ('accepted', 'explained'))
  EXECUTE FUNCTION finance_contest_answered();
CREATE TRIGGER as_opened BEFORE UPDATE ON finance_contest FOR EACH ROW
  WHEN (to_jsonb(NEW) - '{closed_at,outcome}'::text[]
    <> to_jsonb(OLD) - '{closed_at,outcome}'::text[])
  EXECUTE FUNCTION refuse_change();
CREATE TRIGGER kept BEFORE DELETE ON finance_contest
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""

DROP_GUARD_CONTESTS = """
DROP TRIGGER kept ON finance_contest;
DROP TRIGGER as_opened ON finance_contest;
DROP TRIGGER answered ON finance_contest;
DROP FUNCTION finance_contest_answered();
"""


class Migration(migrations.Migration):
    dependencies = [("finance", "0009_contests_auditor")]

    operations = [
        RaiseWalls(
            "Contest",
            "ContestAnswer",
            "AccountsCheck",
            "CheckedVoucher",
            "AuditorQuestion",
            "ConflictOfInterest",
        ),
        AppendOnly("ContestAnswer"),
        Freeze("Contest", "closed_at", parts={"ContestAnswer": "contest_id"}),
        migrations.RunSQL(GUARD_CONTESTS, DROP_GUARD_CONTESTS),
        Freeze(
            "AccountsCheck",
            "signed_at",
            parts={"CheckedVoucher": "check_of_id", "AuditorQuestion": "check_of_id"},
        ),
        migrations.RunSQL(GUARD_CHECKS, DROP_GUARD_CHECKS),
    ]
