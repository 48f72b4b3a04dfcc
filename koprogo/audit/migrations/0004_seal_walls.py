from django.db import migrations

from koprogo.tenancy.operations import AppendOnly, RaiseWalls, composite_key

# The database itself, and not our programs: an event that anybody adds waits for its
# seal. One statement for all rows of an INSERT.
QUEUE = """
CREATE FUNCTION audit_await_seal() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO audit_unsealed (event_id, tenant_id) SELECT id, tenant_id FROM fresh;
  RETURN NULL;
END $$;
CREATE TRIGGER await_seal AFTER INSERT ON audit_auditevent
  REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION audit_await_seal();
"""

DROP_QUEUE = """
DROP TRIGGER await_seal ON audit_auditevent;
DROP FUNCTION audit_await_seal();
"""

# What was recorded before there were seals gets one too.
WAIT_ALL = """
INSERT INTO audit_unsealed (event_id, tenant_id)
SELECT id, tenant_id FROM audit_auditevent
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_seals")]

    operations = [
        RaiseWalls("AuditSeal", "AuditLeaf"),
        AppendOnly("AuditSeal", "AuditLeaf"),
        migrations.RunSQL(
            composite_key("audit_unsealed", "event_id", "audit_auditevent"),
            "ALTER TABLE audit_unsealed DROP CONSTRAINT audit_unsealed_event_id_inside",
        ),
        migrations.RunSQL(QUEUE, DROP_QUEUE),
        migrations.RunSQL(WAIT_ALL, migrations.RunSQL.noop),
    ]
