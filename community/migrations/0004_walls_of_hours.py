"""Walls of the exchange of hours, and what can never be true in its ledger."""

from django.db import migrations

from koprogo.tenancy.operations import AppendOnly, RaiseWalls

# A balance moves by a leg and in no other way: a leg is written by a trigger of its own,
# one level further down. An account begins at nothing, and stays whose it is.
ACCOUNT_STAYS = """
CREATE FUNCTION community_hoursaccount_stays() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.balance <> 0 THEN
      RAISE EXCEPTION 'hours: an account begins at nothing'
        USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND pg_trigger_depth() > 1 THEN
    IF (NEW.id, NEW.tenant_id, NEW.neighbour_id, NEW.opened_at)
       IS NOT DISTINCT FROM
       (OLD.id, OLD.tenant_id, OLD.neighbour_id, OLD.opened_at) THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'hours: account % moves by transfers only', OLD.id
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER stays BEFORE INSERT OR UPDATE OR DELETE ON community_hoursaccount
  FOR EACH ROW EXECUTE FUNCTION community_hoursaccount_stays();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON community_hoursaccount
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
"""
DROP_ACCOUNT_STAYS = """
DROP TRIGGER no_truncate ON community_hoursaccount;
DROP TRIGGER stays ON community_hoursaccount;
DROP FUNCTION community_hoursaccount_stays();
"""

# Both legs of a transfer at once: the row of an account is the lock that others wait
# for, and what they see after it is the balance that counts. Whoever is beyond a limit
# already may move back (community.credits.Limits.reach). The common account has none.
LEGS_COUNT = """
CREATE FUNCTION community_hours_count() RETURNS trigger LANGUAGE plpgsql
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
DROP_LEGS_COUNT = """
DROP TRIGGER counts ON community_hoursleg;
DROP FUNCTION community_hours_count();
"""

# A transfer has two legs that are 0 together by the commit, and a mirror those of what
# it undoes, the other way round. No third leg finds a place: there is one of each side
# (hours_leg_given_once, hours_leg_received_once). At commit the tenant may have been
# left already: the function enters the row's tenant for what it reads.
TRANSFER_BALANCES = """
CREATE FUNCTION community_hours_balanced() RETURNS trigger LANGUAGE plpgsql
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
CREATE CONSTRAINT TRIGGER balanced AFTER INSERT ON community_hourstransfer
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION community_hours_balanced();
"""
DROP_TRANSFER_BALANCES = """
DROP TRIGGER balanced ON community_hourstransfer;
DROP FUNCTION community_hours_balanced();
"""

# An exchange stays between the same two. What has ended stays as it ended: it may be
# asked to be undone, and its words and its post may go (retention).
EXCHANGE_STAYS = """
CREATE FUNCTION community_hoursexchange_stays() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  later text[] := ARRAY['mirror_asked_by_id', 'mirror_asked_at', 'post_id', 'text',
    'answer', 'dispute', 'reasons']::text[];
BEGIN
  IF (NEW.tenant_id, NEW.uuid, NEW.giver_id, NEW.receiver_id, NEW.asked_by_id)
     IS DISTINCT FROM
     (OLD.tenant_id, OLD.uuid, OLD.giver_id, OLD.receiver_id, OLD.asked_by_id)
     OR (NEW.post_id IS DISTINCT FROM OLD.post_id AND NEW.post_id IS NOT NULL) THEN
    RAISE EXCEPTION 'hours: an exchange stays between the same two'
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.ended_at IS NULL
     OR to_jsonb(NEW) - later = to_jsonb(OLD) - later
        AND NEW.text IN (OLD.text, '') AND NEW.answer IN (OLD.answer, '')
        AND NEW.dispute IN (OLD.dispute, '') AND NEW.reasons IN (OLD.reasons, '') THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'hours: exchange % has ended', OLD.uuid
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER stays BEFORE UPDATE ON community_hoursexchange
  FOR EACH ROW EXECUTE FUNCTION community_hoursexchange_stays();
"""
DROP_EXCHANGE_STAYS = """
DROP TRIGGER stays ON community_hoursexchange;
DROP FUNCTION community_hoursexchange_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("community", "0003_hours")]

    operations = [
        RaiseWalls(
            "HoursAccount",
            "HoursLimits",
            "HoursPost",
            "HoursExchange",
            "HoursMediator",
            "HoursTransfer",
            "HoursLeg",
        ),
        AppendOnly("HoursLimits", "HoursTransfer", "HoursLeg"),
        migrations.RunSQL(ACCOUNT_STAYS, DROP_ACCOUNT_STAYS),
        migrations.RunSQL(LEGS_COUNT, DROP_LEGS_COUNT),
        migrations.RunSQL(TRANSFER_BALANCES, DROP_TRANSFER_BALANCES),
        migrations.RunSQL(EXCHANGE_STAYS, DROP_EXCHANGE_STAYS),
    ]
