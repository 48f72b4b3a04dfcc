"""A fiscal year takes the entries of its own days, until it is closed.

Locks are taken in one order, so that posters and closers wait for each other and do
not block each other: first the journals, then the year.
"""

from django.db import migrations

from koprogo.tenancy.operations import RaiseWalls

# Opening takes the journals: nobody posts meanwhile, and every entry that is there by
# then fits. Closing and reopening take the row. In SQL nobody can tell who asks: a year
# is reopened only with an event in the history that names the closing and a reason, and
# the history is sealed. The moment of a closing is the database's: it has the row by
# then, so every entry of the year was posted before.
GUARD_YEAR = """
CREATE FUNCTION ledger_guard_year() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.closed_at IS NOT NULL THEN
      RAISE EXCEPTION 'ledger: year % is closed', OLD.year
        USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.closed_at IS NOT NULL THEN
      RAISE EXCEPTION 'ledger: a year begins open'
        USING ERRCODE = 'check_violation';
    END IF;
    PERFORM 1 FROM ledger_journal WHERE tenant_id = NEW.tenant_id
      ORDER BY id FOR UPDATE;
    IF EXISTS (
         SELECT 1 FROM ledger_entry
         WHERE tenant_id = NEW.tenant_id
           AND (year = NEW.year) <> (date >= NEW.since AND date < NEW.until))
    THEN
      RAISE EXCEPTION 'ledger: entries do not fit into year %', NEW.year
        USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.tenant_id, NEW.year, NEW.since, NEW.until)
     IS DISTINCT FROM (OLD.id, OLD.tenant_id, OLD.year, OLD.since, OLD.until)
     OR (NEW.closed_at IS NULL) = (OLD.closed_at IS NULL) THEN
    RAISE EXCEPTION 'ledger: a year is closed or reopened, and changes in nothing else'
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.closed_at IS NULL THEN
    PERFORM ledger_check_reopening(OLD);
  ELSIF EXISTS (
      SELECT 1 FROM ledger_fiscalyear
      WHERE tenant_id = NEW.tenant_id AND since < NEW.since AND closed_at IS NULL)
  THEN
    RAISE EXCEPTION 'ledger: years are closed in their order'
      USING ERRCODE = 'restrict_violation';
  ELSE
    NEW.closed_at := clock_timestamp();
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION ledger_check_reopening(closed ledger_fiscalyear)
RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (
       SELECT 1 FROM ledger_fiscalyear
       WHERE tenant_id = closed.tenant_id AND since > closed.since
         AND closed_at IS NOT NULL)
  THEN
    RAISE EXCEPTION 'ledger: a later year is closed'
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF NOT EXISTS (
       SELECT 1 FROM audit_auditevent
       WHERE tenant_id = closed.tenant_id AND action = 'year.reopened'
         AND target = 'ledger.FiscalYear:' || closed.id
         AND data->>'reason' <> ''
         AND (data->>'closed_at')::timestamptz = closed.closed_at)
  THEN
    RAISE EXCEPTION 'ledger: a year is reopened for a reason in the history'
      USING ERRCODE = 'restrict_violation';
  END IF;
END $$;

CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON ledger_fiscalyear
  FOR EACH ROW EXECUTE FUNCTION ledger_guard_year();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_fiscalyear
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

DROP_GUARD_YEAR = """
DROP TRIGGER no_truncate ON ledger_fiscalyear;
DROP TRIGGER guard ON ledger_fiscalyear;
DROP FUNCTION ledger_guard_year();
DROP FUNCTION ledger_check_reopening(ledger_fiscalyear);
"""

# Runs after "guard", which holds the journal by then. FOR SHARE: whoever closes the
# year waits for the commit of this entry, or this entry for his.
POST_IN_YEAR = """
CREATE FUNCTION ledger_post_in_year() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  book ledger_fiscalyear;
BEGIN
  FOR book IN
    SELECT * FROM ledger_fiscalyear
    WHERE tenant_id = NEW.tenant_id
      AND (year = NEW.year OR (since <= NEW.date AND until > NEW.date))
    FOR SHARE
  LOOP
    IF book.year <> NEW.year OR NEW.date < book.since OR NEW.date >= book.until THEN
      RAISE EXCEPTION 'ledger: % is no day of year %', NEW.date, NEW.year
        USING ERRCODE = 'check_violation';
    END IF;
    IF book.closed_at IS NOT NULL THEN
      RAISE EXCEPTION 'ledger: year % is closed', NEW.year
        USING ERRCODE = 'restrict_violation', CONSTRAINT = 'ledger_year_closed',
              DETAIL = NEW.year;
    END IF;
  END LOOP;
  RETURN NEW;
END $$;
CREATE TRIGGER in_year BEFORE UPDATE ON ledger_entry
  FOR EACH ROW EXECUTE FUNCTION ledger_post_in_year();
"""

DROP_POST_IN_YEAR = """
DROP TRIGGER in_year ON ledger_entry;
DROP FUNCTION ledger_post_in_year();
"""

# One UPDATE of many rows takes them in an order that the planner chooses: here they
# are posted one after the other, so that numbers run in the order of the entries.
POST_IN_ORDER = """
CREATE FUNCTION ledger_post(entries bigint[])
RETURNS TABLE (given integer, moment timestamptz) LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  entry bigint;
BEGIN
  moment := clock_timestamp();
  FOREACH entry IN ARRAY entries LOOP
    UPDATE ledger_entry SET posted_at = moment WHERE id = entry
      RETURNING number INTO STRICT given;
    RETURN NEXT;
  END LOOP;
END $$;
"""

DROP_POST_IN_ORDER = "DROP FUNCTION ledger_post(bigint[]);"

# As in 0002, at a cost that does not grow with what is unposted: a join may be planned
# for the first statement of a connection, and kept for one with thousands of entries.
LINES_ONE_BY_ONE = """
CREATE OR REPLACE FUNCTION ledger_guard_lines() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (
       SELECT 1 FROM (SELECT DISTINCT tenant_id, entry_id FROM fresh) AS lines
       WHERE (SELECT entry.posted_at IS NULL FROM ledger_entry AS entry
              WHERE entry.tenant_id = lines.tenant_id AND entry.id = lines.entry_id)
             IS NOT TRUE)
  THEN
    RAISE EXCEPTION 'ledger: a posted entry gets no more lines'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_fiscal_year"), ("audit", "0002_walls")]

    operations = [
        RaiseWalls("FiscalYear"),
        migrations.RunSQL(GUARD_YEAR, DROP_GUARD_YEAR),
        migrations.RunSQL(POST_IN_YEAR, DROP_POST_IN_YEAR),
        migrations.RunSQL(POST_IN_ORDER, DROP_POST_IN_ORDER),
        migrations.RunSQL(LINES_ONE_BY_ONE, migrations.RunSQL.noop),
    ]
