"""A transfer takes as long after years as on the first day.

What the triggers promise stays (0004): a transfer is 0 at the commit, a balance stays
within the limits, and a mirror undoes what it says. They look up rows that an index leads
to, where they read all legs of the building before: its time grew with every transfer.
"""

from django.db import migrations

# Row by row: a leg finds its account by the key, and PostgreSQL keeps the plans of both
# statements. The row of the account is the lock that others wait for; what is read after
# it is the balance that counts. Whoever is beyond a limit already may move back
# (community.credits.Limits.reach). The common account has none. The detail of a refusal
# is the number of the neighbour, for who may be told whose limit it is.
LEG_COUNTS = """
DROP TRIGGER counts ON community_hoursleg;
CREATE OR REPLACE FUNCTION community_hours_count() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  whose bigint;
  after integer;
  lowest integer;
  highest integer;
BEGIN
  UPDATE community_hoursaccount SET balance = balance + NEW.minutes
   WHERE tenant_id = NEW.tenant_id AND id = NEW.account_id
  RETURNING neighbour_id, balance INTO whose, after;
  IF whose IS NULL THEN
    RETURN NULL;
  END IF;
  SELECT floor, ceiling INTO lowest, highest FROM community_hourslimits
   WHERE tenant_id = NEW.tenant_id ORDER BY id DESC LIMIT 1;
  IF NEW.minutes < 0 AND after < coalesce(lowest, -720)
     OR NEW.minutes > 0 AND after > coalesce(highest, 2400) THEN
    RAISE EXCEPTION 'hours: account % would pass a limit', NEW.account_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'hours_within_limits',
            DETAIL = whose;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER counts AFTER INSERT ON community_hoursleg
  FOR EACH ROW EXECUTE FUNCTION community_hours_count();
"""
LEGS_COUNT = """
DROP TRIGGER counts ON community_hoursleg;
CREATE OR REPLACE FUNCTION community_hours_count() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  beyond bigint;
BEGIN
  WITH leg AS (
    SELECT tenant_id, account_id, sum(minutes)::integer AS minutes
      FROM fresh GROUP BY tenant_id, account_id
  ), moved AS (
    UPDATE community_hoursaccount AS account
       SET balance = account.balance + leg.minutes
      FROM leg
     WHERE account.tenant_id = leg.tenant_id AND account.id = leg.account_id
    RETURNING account.tenant_id, account.id, account.neighbour_id, account.balance,
              leg.minutes
  )
  SELECT moved.id INTO beyond FROM moved
    LEFT JOIN LATERAL (
      SELECT floor, ceiling FROM community_hourslimits AS decided
       WHERE decided.tenant_id = moved.tenant_id
       ORDER BY decided.id DESC LIMIT 1) AS limits ON true
   WHERE moved.neighbour_id IS NOT NULL
     AND (moved.minutes < 0 AND moved.balance < coalesce(limits.floor, -720)
          OR moved.minutes > 0 AND moved.balance > coalesce(limits.ceiling, 2400))
   LIMIT 1;
  IF beyond IS NOT NULL THEN
    RAISE EXCEPTION 'hours: account % would pass a limit', beyond
      USING ERRCODE = 'check_violation', CONSTRAINT = 'hours_within_limits';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER counts AFTER INSERT ON community_hoursleg
  REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION community_hours_count();
"""

# Each side has an index of its own (hours_leg_given_once, hours_leg_received_once), and
# at most one leg: both are there and 0 together, or the sum is not 0. At commit the
# tenant may have been left already: the function enters the row's tenant for what it
# reads, and goes back.
BALANCES_BY_SIDE = """
CREATE OR REPLACE FUNCTION community_hours_balanced() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  outer_tenant text := coalesce(current_setting('app.tenant', true), '');
  is_elsewhere boolean := outer_tenant <> NEW.tenant_id::text;
  given community_hoursleg;
  received community_hoursleg;
  undone boolean := true;
BEGIN
  IF is_elsewhere THEN
    PERFORM set_config('app.tenant', NEW.tenant_id::text, true);
  END IF;
  SELECT * INTO given FROM community_hoursleg
   WHERE tenant_id = NEW.tenant_id AND transfer_id = NEW.id AND minutes > 0;
  SELECT * INTO received FROM community_hoursleg
   WHERE tenant_id = NEW.tenant_id AND transfer_id = NEW.id AND minutes < 0;
  IF NEW.mirror_of_id IS NOT NULL THEN
    undone := EXISTS (
        SELECT 1 FROM community_hourstransfer
         WHERE tenant_id = NEW.tenant_id AND id = NEW.mirror_of_id
           AND mirror_of_id IS NULL)
      AND EXISTS (
        SELECT 1 FROM community_hoursleg
         WHERE tenant_id = NEW.tenant_id AND transfer_id = NEW.mirror_of_id
           AND minutes > 0 AND account_id = received.account_id
           AND minutes = -received.minutes)
      AND EXISTS (
        SELECT 1 FROM community_hoursleg
         WHERE tenant_id = NEW.tenant_id AND transfer_id = NEW.mirror_of_id
           AND minutes < 0 AND account_id = given.account_id
           AND minutes = -given.minutes);
  END IF;
  IF is_elsewhere THEN
    PERFORM set_config('app.tenant', outer_tenant, true);
  END IF;
  IF (given.minutes + received.minutes = 0 AND undone) IS NOT TRUE THEN
    RAISE EXCEPTION 'hours: transfer % gives %, receives %, undoes its own: %',
      NEW.uuid, given.minutes, received.minutes, undone
      USING ERRCODE = 'check_violation', CONSTRAINT = 'hours_balanced';
  END IF;
  RETURN NULL;
END $$;
"""
BALANCES_BY_ALL = """
CREATE OR REPLACE FUNCTION community_hours_balanced() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  outer_tenant text := coalesce(current_setting('app.tenant', true), '');
  many bigint;
  total bigint;
  mirrored bigint := 2;
BEGIN
  PERFORM set_config('app.tenant', NEW.tenant_id::text, true);
  SELECT count(*), sum(minutes) INTO many, total FROM community_hoursleg
    WHERE tenant_id = NEW.tenant_id AND transfer_id = NEW.id;
  IF NEW.mirror_of_id IS NOT NULL THEN
    SELECT count(*) INTO mirrored FROM community_hoursleg AS leg
      JOIN community_hoursleg AS before
        ON before.tenant_id = leg.tenant_id
           AND before.transfer_id = NEW.mirror_of_id
           AND before.account_id = leg.account_id
           AND before.minutes = -leg.minutes
      JOIN community_hourstransfer AS undone
        ON undone.tenant_id = before.tenant_id AND undone.id = before.transfer_id
           AND undone.mirror_of_id IS NULL
     WHERE leg.tenant_id = NEW.tenant_id AND leg.transfer_id = NEW.id;
  END IF;
  PERFORM set_config('app.tenant', outer_tenant, true);
  IF many <> 2 OR total <> 0 OR mirrored <> 2 THEN
    RAISE EXCEPTION 'hours: transfer % has % legs, together %, mirrored %',
      NEW.uuid, many, total, mirrored
      USING ERRCODE = 'check_violation', CONSTRAINT = 'hours_balanced';
  END IF;
  RETURN NULL;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("community", "0012_walls_of_impact")]

    operations = [
        migrations.RunSQL(LEG_COUNTS, LEGS_COUNT),
        migrations.RunSQL(BALANCES_BY_SIDE, BALANCES_BY_ALL),
    ]
