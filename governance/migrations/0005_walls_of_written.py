"""What written decisions, requests and consultations can never be."""

from django.db import migrations

from koprogo.tenancy.operations import (
    AppendOnly,
    Freeze,
    RaiseWalls,
    composite_key,
)

# Everybody answers the text that was sent, with its documents; what was sent stays.
GUARD_WRITTEN = """
CREATE FUNCTION governance_written_draft() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  changed record;
BEGIN
  changed := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  PERFORM FROM governance_writtendecision
   WHERE tenant_id = changed.tenant_id AND id = changed.decision_id
     AND sent_at IS NOT NULL
     FOR SHARE;
  IF FOUND THEN
    RAISE EXCEPTION '%: its decision was sent', TG_TABLE_NAME
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN changed;
END $$;
CREATE TRIGGER draft BEFORE INSERT OR UPDATE OR DELETE ON governance_writtenattachment
  FOR EACH ROW EXECUTE FUNCTION governance_written_draft();
CREATE TRIGGER as_sent BEFORE UPDATE ON governance_writtendecision FOR EACH ROW
  WHEN (OLD.sent_at IS NOT NULL
    AND to_jsonb(NEW) - '{ended_at,outcome,reason}'::text[]
      <> to_jsonb(OLD) - '{ended_at,outcome,reason}'::text[])
  EXECUTE FUNCTION refuse_change();
CREATE TRIGGER kept BEFORE DELETE ON governance_writtendecision FOR EACH ROW
  WHEN (OLD.sent_at IS NOT NULL)
  EXECUTE FUNCTION refuse_change();
CREATE FUNCTION governance_written_same_text() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT FROM governance_writtendecision
     WHERE tenant_id = NEW.tenant_id AND id = NEW.decision_id
       AND sha256 <> NEW.sha256
  ) THEN
    RAISE EXCEPTION 'governance_writtenanswer: of another text'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER same_text BEFORE INSERT ON governance_writtenanswer
  FOR EACH ROW EXECUTE FUNCTION governance_written_same_text();
CREATE FUNCTION governance_written_over() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (
    SELECT FROM governance_writtendecision
     WHERE tenant_id = NEW.tenant_id AND id = NEW.decision_id AND ended_at IS NULL
  ) THEN
    RAISE EXCEPTION 'governance_writtenminutes: it waits for answers'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER over BEFORE INSERT ON governance_writtenminutes
  FOR EACH ROW EXECUTE FUNCTION governance_written_over();
"""

DROP_GUARD_WRITTEN = """
DROP TRIGGER over ON governance_writtenminutes;
DROP FUNCTION governance_written_over();
DROP TRIGGER same_text ON governance_writtenanswer;
DROP FUNCTION governance_written_same_text();
DROP TRIGGER kept ON governance_writtendecision;
DROP TRIGGER as_sent ON governance_writtendecision;
DROP TRIGGER draft ON governance_writtenattachment;
DROP FUNCTION governance_written_draft();
"""

# What was signed stays; nobody signs, or takes his signature back, once it was posted.
GUARD_REQUESTS = """
CREATE TRIGGER as_opened BEFORE UPDATE ON governance_assemblyrequest FOR EACH ROW
  WHEN (OLD.withdrawn_at IS NOT NULL
    OR OLD.sent_on IS NOT NULL
      AND to_jsonb(NEW) - '{received_on,received_by_id,proof_id,assembly_id}'::text[]
        <> to_jsonb(OLD) - '{received_on,received_by_id,proof_id,assembly_id}'::text[]
    OR OLD.received_on IS NOT NULL
      AND to_jsonb(NEW) - 'assembly_id' <> to_jsonb(OLD) - 'assembly_id'
    OR to_jsonb(NEW) - '{withdrawn_at,sent_on,shares,shares_total,sent_by_id}'::text[]
        - '{received_on,received_by_id,proof_id,assembly_id}'::text[]
      <> to_jsonb(OLD) - '{withdrawn_at,sent_on,shares,shares_total,sent_by_id}'::text[]
        - '{received_on,received_by_id,proof_id,assembly_id}'::text[])
  EXECUTE FUNCTION refuse_change();
CREATE TRIGGER kept BEFORE DELETE ON governance_assemblyrequest
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE FUNCTION governance_request_collecting() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM governance_assemblyrequest
   WHERE tenant_id = NEW.tenant_id AND id = NEW.request_id
     AND (sent_on IS NOT NULL OR withdrawn_at IS NOT NULL
       -- One of before, which comes with an archive.
       AND NOT (TG_OP = 'INSERT' AND NEW.signed_at < withdrawn_at))
     FOR SHARE;
  IF FOUND THEN
    RAISE EXCEPTION 'governance_requestsignature: nothing is signed any more'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER collecting BEFORE INSERT OR UPDATE ON governance_requestsignature
  FOR EACH ROW EXECUTE FUNCTION governance_request_collecting();
CREATE TRIGGER as_signed BEFORE UPDATE ON governance_requestsignature FOR EACH ROW
  WHEN (OLD.withdrawn_at IS NOT NULL
    OR to_jsonb(NEW) - 'withdrawn_at' <> to_jsonb(OLD) - 'withdrawn_at')
  EXECUTE FUNCTION refuse_change();
CREATE TRIGGER kept BEFORE DELETE ON governance_requestsignature
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""

DROP_GUARD_REQUESTS = """
DROP TRIGGER kept ON governance_requestsignature;
DROP TRIGGER as_signed ON governance_requestsignature;
DROP TRIGGER collecting ON governance_requestsignature;
DROP FUNCTION governance_request_collecting();
DROP TRIGGER kept ON governance_assemblyrequest;
DROP TRIGGER as_opened ON governance_assemblyrequest;
"""

# The question is that which people answer.
GUARD_CONSULTATIONS = """
CREATE TRIGGER as_asked BEFORE UPDATE ON governance_consultation FOR EACH ROW
  WHEN (to_jsonb(NEW) - '{closed_at,heads,shares,heads_asked,shares_asked}'::text[]
    <> to_jsonb(OLD) - '{closed_at,heads,shares,heads_asked,shares_asked}'::text[])
  EXECUTE FUNCTION refuse_change();
CREATE TRIGGER kept BEFORE DELETE ON governance_consultation
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER as_asked BEFORE UPDATE ON governance_consultationoption FOR EACH ROW
  WHEN (to_jsonb(NEW) - '{heads,shares}'::text[]
    <> to_jsonb(OLD) - '{heads,shares}'::text[])
  EXECUTE FUNCTION refuse_change();
CREATE TRIGGER kept BEFORE DELETE ON governance_consultationoption
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER kept BEFORE DELETE ON governance_consultationanswer
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""

DROP_GUARD_CONSULTATIONS = """
DROP TRIGGER kept ON governance_consultationanswer;
DROP TRIGGER kept ON governance_consultationoption;
DROP TRIGGER as_asked ON governance_consultationoption;
DROP TRIGGER kept ON governance_consultation;
DROP TRIGGER as_asked ON governance_consultation;
"""

WRITTEN_KEY = composite_key(
    "governance_decision", "written_id", "governance_writtendecision"
)
DROP_WRITTEN_KEY = """
ALTER TABLE governance_decision DROP CONSTRAINT governance_decision_written_id_inside
"""


class Migration(migrations.Migration):
    dependencies = [("governance", "0004_written_requests")]

    operations = [
        RaiseWalls(
            "WrittenDecision",
            "WrittenAttachment",
            "WrittenAnswer",
            "WrittenMinutes",
            "WrittenLetter",
            "WrittenRun",
            "AssemblyRequest",
            "RequestPoint",
            "RequestSignature",
            "Consultation",
            "ConsultationOption",
            "ConsultationAnswer",
        ),
        migrations.RunSQL(WRITTEN_KEY, DROP_WRITTEN_KEY),
        AppendOnly("WrittenAnswer", "WrittenMinutes", "RequestPoint"),
        Freeze("WrittenDecision", "ended_at", parts={"WrittenAnswer": "decision_id"}),
        migrations.RunSQL(GUARD_WRITTEN, DROP_GUARD_WRITTEN),
        migrations.RunSQL(GUARD_REQUESTS, DROP_GUARD_REQUESTS),
        Freeze(
            "Consultation",
            "closed_at",
            parts={
                "ConsultationOption": "consultation_id",
                "ConsultationAnswer": "consultation_id",
            },
        ),
        migrations.RunSQL(GUARD_CONSULTATIONS, DROP_GUARD_CONSULTATIONS),
    ]
