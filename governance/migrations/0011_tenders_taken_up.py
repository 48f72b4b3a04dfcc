"""A tender leaves the agenda of an assembly that was called off; else it stays frozen."""

from django.db import migrations

# Its documents, quotes and comparisons change again once it has left (0008).
GUARD = """
CREATE OR REPLACE FUNCTION governance_tender_convened() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.item_id IS NULL
    AND to_jsonb(NEW) - '{item_id,compared_at}'::text[]
      = to_jsonb(OLD) - '{item_id,compared_at}'::text[]
    AND EXISTS (
      SELECT FROM governance_cancellation AS cancellation
        JOIN governance_agendaitem AS item
          ON item.tenant_id = cancellation.tenant_id
         AND item.assembly_id = cancellation.assembly_id
       WHERE item.tenant_id = OLD.tenant_id AND item.id = OLD.item_id
    )
  THEN
    RETURN NEW;
  END IF;
  PERFORM FROM governance_assembly AS assembly
    JOIN governance_agendaitem AS item
      ON item.tenant_id = assembly.tenant_id AND item.assembly_id = assembly.id
   WHERE item.tenant_id = coalesce(NEW.tenant_id, OLD.tenant_id)
     AND item.id IN (OLD.item_id, NEW.item_id)
     AND assembly.convened_at IS NOT NULL
     FOR SHARE OF assembly;
  IF FOUND THEN
    RAISE EXCEPTION 'governance_tender: its assembly is convened'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
"""

GUARD_AS_BEFORE = """
CREATE OR REPLACE FUNCTION governance_tender_convened() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM governance_assembly AS assembly
    JOIN governance_agendaitem AS item
      ON item.tenant_id = assembly.tenant_id AND item.assembly_id = assembly.id
   WHERE item.tenant_id = coalesce(NEW.tenant_id, OLD.tenant_id)
     AND item.id IN (OLD.item_id, NEW.item_id)
     AND assembly.convened_at IS NOT NULL
     FOR SHARE OF assembly;
  IF FOUND THEN
    RAISE EXCEPTION 'governance_tender: its assembly is convened'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("governance", "0010_written_candidate")]

    operations = [migrations.RunSQL(GUARD, GUARD_AS_BEFORE)]
