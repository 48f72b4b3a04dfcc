"""What assemblies can never be, refused by the database itself."""

from django.db import migrations

from koprogo.tenancy.operations import AppendOnly, Freeze, RaiseWalls

# The documents and conflicts of a point are convened with it.
GUARD_ITEMS = """
CREATE FUNCTION governance_item_convened() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  changed record;
BEGIN
  changed := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  PERFORM FROM governance_assembly AS assembly
    JOIN governance_agendaitem AS item
      ON item.tenant_id = assembly.tenant_id AND item.assembly_id = assembly.id
   WHERE item.tenant_id = changed.tenant_id AND item.id = changed.item_id
     AND assembly.convened_at IS NOT NULL
     FOR SHARE OF assembly;
  IF FOUND THEN
    RAISE EXCEPTION '%: its assembly is convened', TG_TABLE_NAME
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN changed;
END $$;
CREATE TRIGGER convened BEFORE INSERT OR UPDATE OR DELETE ON governance_itemdocument
  FOR EACH ROW EXECUTE FUNCTION governance_item_convened();
CREATE TRIGGER convened BEFORE INSERT OR UPDATE OR DELETE ON governance_itemconflict
  FOR EACH ROW EXECUTE FUNCTION governance_item_convened();
"""

DROP_GUARD_ITEMS = """
DROP TRIGGER convened ON governance_itemconflict;
DROP TRIGGER convened ON governance_itemdocument;
DROP FUNCTION governance_item_convened();
"""

# The roll is written at once, before its assembly says that it was taken; who signed a
# proxy, for whom, and what an owner proposed stay as they were.
GUARD_ROLL = """
CREATE FUNCTION governance_roll_open() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM governance_assembly
   WHERE tenant_id = NEW.tenant_id AND id = NEW.assembly_id
     AND roll_taken_at IS NOT NULL
     FOR SHARE;
  IF FOUND THEN
    RAISE EXCEPTION 'governance_rollline: the roll was taken'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER open BEFORE INSERT ON governance_rollline
  FOR EACH ROW EXECUTE FUNCTION governance_roll_open();
CREATE TRIGGER as_signed BEFORE UPDATE ON governance_proxy FOR EACH ROW
  WHEN (OLD.withdrawn_at IS NOT NULL
    OR to_jsonb(NEW) - 'withdrawn_at' <> to_jsonb(OLD) - 'withdrawn_at')
  EXECUTE FUNCTION refuse_change();
CREATE TRIGGER kept BEFORE DELETE ON governance_proxy
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER as_received BEFORE UPDATE ON governance_proposal FOR EACH ROW
  WHEN (to_jsonb(NEW) - '{state,answer}'::text[]
    <> to_jsonb(OLD) - '{state,answer}'::text[])
  EXECUTE FUNCTION refuse_change();
CREATE TRIGGER kept BEFORE DELETE ON governance_proposal
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""

DROP_GUARD_ROLL = """
DROP TRIGGER kept ON governance_proposal;
DROP TRIGGER as_received ON governance_proposal;
DROP TRIGGER kept ON governance_proxy;
DROP TRIGGER as_signed ON governance_proxy;
DROP TRIGGER open ON governance_rollline;
DROP FUNCTION governance_roll_open();
"""

# The log has no gap, never goes back in time, and each event follows on the digest of
# the one before. It begins with the roll, and ends with what is signed.
GUARD_LOG = """
CREATE FUNCTION governance_guard_log() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  last governance_meetingevent;
BEGIN
  PERFORM FROM governance_assembly
   WHERE tenant_id = NEW.tenant_id AND id = NEW.assembly_id
     AND roll_taken_at IS NULL
     FOR SHARE;
  IF FOUND THEN
    RAISE EXCEPTION 'governance_meetingevent: there is no roll'
      USING ERRCODE = 'restrict_violation';
  END IF;
  SELECT * INTO last FROM governance_meetingevent
   WHERE tenant_id = NEW.tenant_id AND assembly_id = NEW.assembly_id
   ORDER BY number DESC LIMIT 1;
  IF NEW.number <> coalesce(last.number, 0) + 1 THEN
    RAISE EXCEPTION 'governance_meetingevent: % does not follow', NEW.number
      USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.previous <> coalesce(last.digest, NEW.previous) OR NEW.at < last.at THEN
    RAISE EXCEPTION 'governance_meetingevent: % is not chained', NEW.number
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER chained BEFORE INSERT ON governance_meetingevent
  FOR EACH ROW EXECUTE FUNCTION governance_guard_log();
CREATE FUNCTION governance_guard_ballot() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT FROM governance_agendaitem AS item
      JOIN governance_rollline AS line
        ON line.tenant_id = item.tenant_id AND line.id = NEW.line_id
      JOIN governance_meetingevent AS event
        ON event.tenant_id = item.tenant_id AND event.id = NEW.event_id
     WHERE item.tenant_id = NEW.tenant_id AND item.id = NEW.item_id
       AND (item.is_secret OR item.kind = 'information' OR event.kind <> 'ballot'
         OR line.assembly_id <> item.assembly_id
         OR event.assembly_id <> item.assembly_id)
  ) THEN
    RAISE EXCEPTION 'governance_countedballot: not a ballot of this meeting'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER of_one_meeting BEFORE INSERT OR UPDATE ON governance_countedballot
  FOR EACH ROW EXECUTE FUNCTION governance_guard_ballot();
CREATE FUNCTION governance_guard_secret() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT FROM governance_agendaitem
     WHERE tenant_id = NEW.tenant_id AND id = NEW.item_id AND NOT is_secret
  ) THEN
    RAISE EXCEPTION '%: not a secret ballot', TG_TABLE_NAME
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER of_secret_item BEFORE INSERT ON governance_secretballot
  FOR EACH ROW EXECUTE FUNCTION governance_guard_secret();
CREATE TRIGGER of_secret_item BEFORE INSERT ON governance_secretvoter
  FOR EACH ROW EXECUTE FUNCTION governance_guard_secret();
"""

DROP_GUARD_LOG = """
DROP TRIGGER of_secret_item ON governance_secretvoter;
DROP TRIGGER of_secret_item ON governance_secretballot;
DROP FUNCTION governance_guard_secret();
DROP TRIGGER of_one_meeting ON governance_countedballot;
DROP FUNCTION governance_guard_ballot();
DROP TRIGGER chained ON governance_meetingevent;
DROP FUNCTION governance_guard_log();
"""

# Nobody signs a draft, and the register counts without a gap.
GUARD_REGISTER = """
CREATE FUNCTION governance_guard_signature() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT FROM governance_minutes
     WHERE tenant_id = NEW.tenant_id AND id = NEW.minutes_id
       AND finished_at IS NULL
  ) THEN
    RAISE EXCEPTION 'governance_signature: the minutes are not finished'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER finished BEFORE INSERT ON governance_signature
  FOR EACH ROW EXECUTE FUNCTION governance_guard_signature();
CREATE FUNCTION governance_guard_register() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.number <> 1 + (
    SELECT count(*) FROM governance_decision WHERE tenant_id = NEW.tenant_id
  ) THEN
    RAISE EXCEPTION 'governance_decision: number % does not follow', NEW.number
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER numbered BEFORE INSERT ON governance_decision
  FOR EACH ROW EXECUTE FUNCTION governance_guard_register();
CREATE TRIGGER kept BEFORE DELETE ON governance_decisiontask
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""

DROP_GUARD_REGISTER = """
DROP TRIGGER kept ON governance_decisiontask;
DROP TRIGGER numbered ON governance_decision;
DROP FUNCTION governance_guard_register();
DROP TRIGGER finished ON governance_signature;
DROP FUNCTION governance_guard_signature();
"""


class Migration(migrations.Migration):
    dependencies = [("governance", "0001_initial")]

    operations = [
        RaiseWalls(
            "AssemblySettings",
            "Assembly",
            "Cancellation",
            "Proposal",
            "AgendaItem",
            "ItemDocument",
            "ItemConflict",
            "Convocation",
            "ConvocationRun",
            "RollLine",
            "RollPart",
            "Proxy",
            "MeetingEvent",
            "CountedBallot",
            "SecretVoter",
            "SecretBallot",
            "Minutes",
            "MinutesDocument",
            "Signature",
            "MinutesLetter",
            "MinutesRun",
            "Decision",
            "DecisionEffect",
            "DecisionTask",
        ),
        AppendOnly(
            "Cancellation",
            "RollLine",
            "RollPart",
            "MeetingEvent",
            "SecretVoter",
            "SecretBallot",
            "Signature",
            "Decision",
            "DecisionEffect",
        ),
        Freeze(
            "Assembly",
            "convened_at",
            once=["roll_taken_at", "opened_at", "closed_at", "adjourned_at"],
            parts={"AgendaItem": "assembly_id"},
        ),
        Freeze(
            "Minutes",
            "finished_at",
            once=["signed_at", "sent_at"],
            parts={"MinutesDocument": "minutes_id"},
        ),
        migrations.RunSQL(GUARD_ITEMS, DROP_GUARD_ITEMS),
        migrations.RunSQL(GUARD_ROLL, DROP_GUARD_ROLL),
        migrations.RunSQL(GUARD_LOG, DROP_GUARD_LOG),
        migrations.RunSQL(GUARD_REGISTER, DROP_GUARD_REGISTER),
    ]
