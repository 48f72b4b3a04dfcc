"""Walls of the buildings' tables, and the sums that only the whole can be checked for.

Each deferred check enters the row's own tenant: at commit it may have been left.
"""

from django.db import migrations

from koprogo.tenancy.operations import RaiseWalls

# full + bare = parts and full + usufruct = parts (art. 3.86 §3, 3.87 §1 C. civ.).
# Whose account it is never changes, nor where a member belongs: both would move debts.
HOLDINGS_SUM_TO_ONE = """
CREATE FUNCTION buildings_check_holding() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  outer_tenant text := coalesce(current_setting('app.tenant', true), '');
  changed record;
  checked bigint;
  whole bigint;
  bares bigint;
  usufructs bigint;
BEGIN
  changed := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  IF TG_TABLE_NAME = 'buildings_holding' THEN
    checked := changed.id;
  ELSE
    checked := changed.holding_id;
  END IF;
  PERFORM set_config('app.tenant', changed.tenant_id::text, true);
  SELECT parts INTO whole FROM buildings_holding
    WHERE tenant_id = changed.tenant_id AND id = checked;
  SELECT sum("full" + bare), sum("full" + usufruct) INTO bares, usufructs
    FROM buildings_holdingmember
    WHERE tenant_id = changed.tenant_id AND holding_id = checked;
  PERFORM set_config('app.tenant', outer_tenant, true);
  IF whole IS NOT NULL
     AND (bares IS DISTINCT FROM whole OR usufructs IS DISTINCT FROM whole) THEN
    RAISE EXCEPTION 'holding: % bare and % usufruct of % parts',
        bares, usufructs, whole
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER whole AFTER INSERT OR UPDATE ON buildings_holding
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION buildings_check_holding();
CREATE CONSTRAINT TRIGGER whole
  AFTER INSERT OR UPDATE OR DELETE ON buildings_holdingmember
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION buildings_check_holding();
CREATE TRIGGER party_stays BEFORE UPDATE ON buildings_holding
  FOR EACH ROW WHEN (NEW.party_id <> OLD.party_id)
  EXECUTE FUNCTION refuse_change();
CREATE TRIGGER holding_stays BEFORE UPDATE ON buildings_holdingmember
  FOR EACH ROW WHEN (NEW.holding_id <> OLD.holding_id)
  EXECUTE FUNCTION refuse_change();
"""

DROP_HOLDINGS_SUM_TO_ONE = """
DROP TRIGGER holding_stays ON buildings_holdingmember;
DROP TRIGGER party_stays ON buildings_holding;
DROP TRIGGER whole ON buildings_holdingmember;
DROP TRIGGER whole ON buildings_holding;
DROP FUNCTION buildings_check_holding();
"""

KEYS_ADD_UP = """
CREATE FUNCTION buildings_check_key() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  outer_tenant text := coalesce(current_setting('app.tenant', true), '');
  stated bigint;
  summed bigint;
BEGIN
  PERFORM set_config('app.tenant', NEW.tenant_id::text, true);
  SELECT total INTO stated FROM buildings_keyversion
    WHERE tenant_id = NEW.tenant_id AND id = NEW.id;
  SELECT sum(parts) INTO summed FROM buildings_keypart
    WHERE tenant_id = NEW.tenant_id AND version_id = NEW.id;
  PERFORM set_config('app.tenant', outer_tenant, true);
  IF stated IS NOT NULL AND stated IS DISTINCT FROM summed THEN
    RAISE EXCEPTION 'key: the parts sum to %, not to %', summed, stated
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER adds_up AFTER INSERT OR UPDATE ON buildings_keyversion
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION buildings_check_key();
"""

DROP_KEYS_ADD_UP = """
DROP TRIGGER adds_up ON buildings_keyversion;
DROP FUNCTION buildings_check_key();
"""

# Whoever wants other parts writes another version, or replaces one that no call has
# used. Whatever adds or removes parts touches their version, once for each statement:
# that waits for whoever freezes it, is refused when it is frozen, and has the sum
# checked at commit. (A check for each part would sum all of them every time.)
FREEZE_KEYS = """
CREATE FUNCTION buildings_guard_version() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.frozen THEN
    RAISE EXCEPTION 'key: a version that a call has used is never changed'
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  IF (NEW.id, NEW.tenant_id, NEW.key_id, NEW.total)
     IS DISTINCT FROM (OLD.id, OLD.tenant_id, OLD.key_id, OLD.total) THEN
    RAISE EXCEPTION 'key: a version is replaced, not changed'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE OR DELETE ON buildings_keyversion
  FOR EACH ROW EXECUTE FUNCTION buildings_guard_version();

CREATE FUNCTION buildings_touch_versions() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE buildings_keyversion AS version SET total = version.total
    FROM (SELECT DISTINCT tenant_id, version_id FROM touched) AS parts
    WHERE version.tenant_id = parts.tenant_id AND version.id = parts.version_id;
  RETURN NULL;
END $$;
CREATE TRIGGER touch_added AFTER INSERT ON buildings_keypart
  REFERENCING NEW TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION buildings_touch_versions();
CREATE TRIGGER touch_removed AFTER DELETE ON buildings_keypart
  REFERENCING OLD TABLE AS touched
  FOR EACH STATEMENT EXECUTE FUNCTION buildings_touch_versions();
CREATE TRIGGER guard BEFORE UPDATE ON buildings_keypart
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""

DROP_FREEZE_KEYS = """
DROP TRIGGER guard ON buildings_keypart;
DROP TRIGGER touch_removed ON buildings_keypart;
DROP TRIGGER touch_added ON buildings_keypart;
DROP TRIGGER guard ON buildings_keyversion;
DROP FUNCTION buildings_touch_versions();
DROP FUNCTION buildings_guard_version();
"""


class Migration(migrations.Migration):
    dependencies = [("buildings", "0001_initial"), ("ledger", "0002_walls")]

    operations = [
        RaiseWalls(
            "Building",
            "Lot",
            "Owner",
            "Holding",
            "HoldingMember",
            "Ownership",
            "AllocationKey",
            "KeyVersion",
            "KeyPart",
            "ImportBatch",
            "ImportFile",
        ),
        migrations.RunSQL(HOLDINGS_SUM_TO_ONE, DROP_HOLDINGS_SUM_TO_ONE),
        migrations.RunSQL(KEYS_ADD_UP, DROP_KEYS_ADD_UP),
        migrations.RunSQL(FREEZE_KEYS, DROP_FREEZE_KEYS),
    ]
