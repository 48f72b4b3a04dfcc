"""What the books can never be, refused by the database itself.

Cost: posting reads each line once; nothing is checked per line but that it is new.
"""

from django.db import migrations

from koprogo.tenancy.operations import AppendOnly, RaiseWalls

# unposted → posted, once: the lines are summed, a mirror is compared with what it
# reverses, and the number is given under a lock of the journal. Nothing else of an
# entry can ever change.
GUARD_ENTRY = """
CREATE FUNCTION ledger_guard_entry() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  many bigint;
  debits numeric;
  credits numeric;
BEGIN
  IF TG_OP = 'DELETE' THEN
    RAISE EXCEPTION 'ledger: an entry is never deleted'
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.posted_at IS NOT NULL OR NEW.number IS NOT NULL THEN
      RAISE EXCEPTION 'ledger: an entry begins unposted'
        USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.posted_at IS NOT NULL THEN
    RAISE EXCEPTION 'ledger: a posted entry is never changed'
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.posted_at IS NULL
     OR (NEW.id, NEW.tenant_id, NEW.uuid, NEW.journal_id, NEW.year, NEW.date,
         NEW.text, NEW.source, NEW.reverses_id, NEW.created_by_id)
        IS DISTINCT FROM
        (OLD.id, OLD.tenant_id, OLD.uuid, OLD.journal_id, OLD.year, OLD.date,
         OLD.text, OLD.source, OLD.reverses_id, OLD.created_by_id) THEN
    RAISE EXCEPTION 'ledger: the only change of an entry is its posting'
      USING ERRCODE = 'restrict_violation';
  END IF;
  SELECT count(*), sum(debit), sum(credit) INTO many, debits, credits
    FROM ledger_line WHERE tenant_id = NEW.tenant_id AND entry_id = NEW.id;
  IF many < 2 OR debits <> credits THEN
    RAISE EXCEPTION 'ledger: % lines, debit %, credit %', many, debits, credits
      USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.reverses_id IS NOT NULL THEN
    PERFORM ledger_compare_mirror(NEW.tenant_id, NEW.id, NEW.reverses_id);
  END IF;
  PERFORM 1 FROM ledger_journal
    WHERE tenant_id = NEW.tenant_id AND id = NEW.journal_id FOR UPDATE;
  -- Not max(): this order can only be read from the index of the numbers.
  SELECT number + 1 INTO NEW.number FROM ledger_entry
    WHERE tenant_id = NEW.tenant_id AND journal_id = NEW.journal_id
      AND year = NEW.year AND number IS NOT NULL
    ORDER BY number DESC LIMIT 1;
  NEW.number := coalesce(NEW.number, 1);
  RETURN NEW;
END $$;

CREATE FUNCTION ledger_compare_mirror(tenant bigint, mirror bigint, original bigint)
RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
       SELECT 1 FROM ledger_entry
       WHERE tenant_id = tenant AND id = original
         AND posted_at IS NOT NULL AND reverses_id IS NULL)
  THEN
    RAISE EXCEPTION 'ledger: only a posted entry that is no mirror can be reversed'
      USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (
       (SELECT account_id, party_id, unit_id, credit, debit, count(*)
          FROM ledger_line WHERE tenant_id = tenant AND entry_id = original
          GROUP BY 1, 2, 3, 4, 5)
       EXCEPT
       (SELECT account_id, party_id, unit_id, debit, credit, count(*)
          FROM ledger_line WHERE tenant_id = tenant AND entry_id = mirror
          GROUP BY 1, 2, 3, 4, 5))
     OR (SELECT count(*) FROM ledger_line
           WHERE tenant_id = tenant AND entry_id = original)
        <> (SELECT count(*) FROM ledger_line
              WHERE tenant_id = tenant AND entry_id = mirror)
  THEN
    RAISE EXCEPTION 'ledger: a mirror has the same lines with debit and credit exchanged'
      USING ERRCODE = 'check_violation';
  END IF;
END $$;

CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON ledger_entry
  FOR EACH ROW EXECUTE FUNCTION ledger_guard_entry();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON ledger_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""

DROP_GUARD_ENTRY = """
DROP TRIGGER no_truncate ON ledger_entry;
DROP TRIGGER guard ON ledger_entry;
DROP FUNCTION ledger_guard_entry();
DROP FUNCTION ledger_compare_mirror(bigint, bigint, bigint);
"""

# One check for all lines of a statement, not one per line.
GUARD_LINES = """
CREATE FUNCTION ledger_guard_lines() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (
       SELECT 1 FROM (SELECT DISTINCT tenant_id, entry_id FROM fresh) AS lines
       LEFT JOIN ledger_entry AS entry
         ON entry.tenant_id = lines.tenant_id AND entry.id = lines.entry_id
            AND entry.posted_at IS NULL
       WHERE entry.id IS NULL)
  THEN
    RAISE EXCEPTION 'ledger: a posted entry gets no more lines'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard AFTER INSERT ON ledger_line REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_guard_lines();
"""

DROP_GUARD_LINES = """
DROP TRIGGER guard ON ledger_line;
DROP FUNCTION ledger_guard_lines();
"""

# At commit the tenant may have been left already, and row-level security would hide
# the entry from its own check: the function enters the row's tenant for its query.
NOTHING_UNPOSTED = """
CREATE FUNCTION ledger_refuse_unposted() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  outer_tenant text := coalesce(current_setting('app.tenant', true), '');
  posted boolean;
BEGIN
  PERFORM set_config('app.tenant', NEW.tenant_id::text, true);
  SELECT posted_at IS NOT NULL INTO posted FROM ledger_entry
    WHERE tenant_id = NEW.tenant_id AND id = NEW.id;
  PERFORM set_config('app.tenant', outer_tenant, true);
  IF posted IS NOT TRUE THEN
    RAISE EXCEPTION 'ledger: entry % was not posted', NEW.uuid
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER posted AFTER INSERT ON ledger_entry
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION ledger_refuse_unposted();
"""

DROP_NOTHING_UNPOSTED = """
DROP TRIGGER posted ON ledger_entry;
DROP FUNCTION ledger_refuse_unposted();
"""

# A posted line says "account 17": what 17 is must stay the same, too.
CODES_STAY = """
CREATE TRIGGER code_stays BEFORE UPDATE ON ledger_account
  FOR EACH ROW WHEN (NEW.code <> OLD.code) EXECUTE FUNCTION refuse_change();
CREATE TRIGGER code_stays BEFORE UPDATE ON ledger_journal
  FOR EACH ROW WHEN (NEW.code <> OLD.code) EXECUTE FUNCTION refuse_change();
"""

DROP_CODES_STAY = """
DROP TRIGGER code_stays ON ledger_journal;
DROP TRIGGER code_stays ON ledger_account;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [
        RaiseWalls("Account", "Journal", "Party", "Entry", "Line"),
        AppendOnly("Line"),
        migrations.RunSQL(GUARD_ENTRY, DROP_GUARD_ENTRY),
        migrations.RunSQL(GUARD_LINES, DROP_GUARD_LINES),
        migrations.RunSQL(NOTHING_UNPOSTED, DROP_NOTHING_UNPOSTED),
        migrations.RunSQL(CODES_STAY, DROP_CODES_STAY),
    ]
