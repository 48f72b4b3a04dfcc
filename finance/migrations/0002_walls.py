"""An issued call is changed by nobody, also not with SQL (finance.md §3, 4)."""

from django.db import migrations

from koprogo.tenancy.operations import AppendOnly, RaiseWalls, composite_key

# draft → issued, once; then the call, its items, documents and lines are frozen. At
# that moment each item has a frozen version of its key and parts that sum to its
# amount, and each document states the sum of its lines, which is what its holding owes
# by the posted entry. Whoever adds something to a draft holds a shared lock of it:
# nothing slips in while somebody else issues it. (What locks it first reduces the new
# rows to a few: without statistics the planner would compare each with each.)
GUARD_CALL = """
CREATE FUNCTION finance_guard_call() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.issued_at IS NOT NULL THEN
      RAISE EXCEPTION 'call: a call begins as a draft'
        USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.issued_at IS NOT NULL THEN
    RAISE EXCEPTION 'call: an issued call is never changed'
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  IF NEW.issued_at IS NOT NULL THEN
    PERFORM finance_check_call(NEW.tenant_id, NEW.id, NEW.entry_id);
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION finance_check_call(tenant bigint, called bigint, entry bigint)
RETURNS void LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM finance_callitem
                 WHERE tenant_id = tenant AND call_id = called) THEN
    RAISE EXCEPTION 'call: it has no items' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (
       SELECT 1 FROM finance_callitem AS item
       LEFT JOIN buildings_keyversion AS version
         ON version.tenant_id = item.tenant_id AND version.id = item.version_id
            AND version.key_id = item.key_id AND version.frozen
       WHERE item.tenant_id = tenant AND item.call_id = called
         AND version.id IS NULL)
  THEN
    RAISE EXCEPTION 'call: an item has no frozen version of its key'
      USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (
       SELECT 1 FROM finance_callitem AS item
       WHERE item.tenant_id = tenant AND item.call_id = called
         AND item.amount IS DISTINCT FROM (
               SELECT sum(line.amount) FROM finance_callline AS line
               WHERE line.tenant_id = tenant AND line.item_id = item.id))
  THEN
    RAISE EXCEPTION 'call: the parts do not sum to the amount'
      USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (
       SELECT 1 FROM finance_calldocument AS document
       LEFT JOIN finance_callline AS line
         ON line.tenant_id = tenant AND line.document_id = document.id
       LEFT JOIN finance_callitem AS item
         ON item.tenant_id = tenant AND item.id = line.item_id
       WHERE document.tenant_id = tenant AND document.call_id = called
       GROUP BY document.id
       HAVING (document.working, document.reserve) IS DISTINCT FROM (
         coalesce(sum(line.amount) FILTER (WHERE item.purpose <> 'reserve'), 0),
         coalesce(sum(line.amount) FILTER (WHERE item.purpose = 'reserve'), 0)))
  THEN
    RAISE EXCEPTION 'call: a document does not state the sum of its lines'
      USING ERRCODE = 'check_violation';
  END IF;
  IF NOT EXISTS (SELECT 1 FROM ledger_entry
                 WHERE tenant_id = tenant AND id = entry AND posted_at IS NOT NULL)
  THEN
    RAISE EXCEPTION 'call: its entry is not posted'
      USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (
       SELECT 1 FROM (
           SELECT holding.party_id, document.total AS owed
             FROM finance_calldocument AS document
             JOIN buildings_holding AS holding
               ON holding.tenant_id = tenant AND holding.id = document.holding_id
             WHERE document.tenant_id = tenant AND document.call_id = called
           UNION ALL
           SELECT party_id, credit - debit FROM ledger_line
             WHERE tenant_id = tenant AND entry_id = entry AND party_id IS NOT NULL
         ) AS sides
       GROUP BY party_id HAVING sum(owed) <> 0)
  THEN
    RAISE EXCEPTION 'call: the documents are not what was posted'
      USING ERRCODE = 'check_violation';
  END IF;
END $$;

CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON finance_call
  FOR EACH ROW EXECUTE FUNCTION finance_guard_call();
CREATE TRIGGER no_truncate BEFORE TRUNCATE ON finance_call
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION finance_guard_item() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  changed record;
BEGIN
  changed := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  PERFORM 1 FROM finance_call
    WHERE tenant_id = changed.tenant_id AND id = changed.call_id FOR SHARE;
  IF EXISTS (SELECT 1 FROM finance_call
             WHERE tenant_id = changed.tenant_id AND id = changed.call_id
               AND issued_at IS NOT NULL) THEN
    RAISE EXCEPTION 'call: an issued call keeps its items'
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.call_id <> NEW.call_id THEN
    RAISE EXCEPTION 'call: an item stays with its call'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN changed;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON finance_callitem
  FOR EACH ROW EXECUTE FUNCTION finance_guard_item();

CREATE FUNCTION finance_guard_documents() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM finance_call
    WHERE (tenant_id, id) IN (
            WITH documents AS MATERIALIZED (
              SELECT DISTINCT tenant_id, call_id FROM fresh)
            SELECT tenant_id, call_id FROM documents)
    FOR SHARE;
  IF EXISTS (
       SELECT 1 FROM (SELECT DISTINCT tenant_id, call_id FROM fresh) AS documents
       JOIN finance_call AS call
         ON call.tenant_id = documents.tenant_id AND call.id = documents.call_id
       WHERE call.issued_at IS NOT NULL)
  THEN
    RAISE EXCEPTION 'call: an issued call gets no more documents'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard AFTER INSERT ON finance_calldocument
  REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION finance_guard_documents();

CREATE FUNCTION finance_guard_lines() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM finance_call
    WHERE (tenant_id, id) IN (
            WITH lines AS MATERIALIZED (
              SELECT DISTINCT tenant_id, item_id FROM fresh)
            SELECT item.tenant_id, item.call_id FROM lines
            JOIN finance_callitem AS item
              ON item.tenant_id = lines.tenant_id AND item.id = lines.item_id)
    FOR SHARE;
  IF EXISTS (
       SELECT 1 FROM (SELECT DISTINCT tenant_id, document_id, item_id FROM fresh)
         AS lines
       JOIN finance_calldocument AS document
         ON document.tenant_id = lines.tenant_id AND document.id = lines.document_id
       JOIN finance_call AS call
         ON call.tenant_id = document.tenant_id AND call.id = document.call_id
       LEFT JOIN finance_callitem AS item
         ON item.tenant_id = lines.tenant_id AND item.id = lines.item_id
            AND item.call_id = call.id
       WHERE call.issued_at IS NOT NULL OR item.id IS NULL)
  THEN
    RAISE EXCEPTION 'call: a line belongs to a draft call and to its item'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard AFTER INSERT ON finance_callline REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION finance_guard_lines();
"""

DROP_GUARD_CALL = """
DROP TRIGGER guard ON finance_callline;
DROP TRIGGER guard ON finance_calldocument;
DROP TRIGGER guard ON finance_callitem;
DROP TRIGGER no_truncate ON finance_call;
DROP TRIGGER guard ON finance_call;
DROP FUNCTION finance_guard_lines();
DROP FUNCTION finance_guard_documents();
DROP FUNCTION finance_guard_item();
DROP FUNCTION finance_guard_call();
DROP FUNCTION finance_check_call(bigint, bigint, bigint);
"""

# A payment is what its posted entry says that its holding has paid.
GUARD_PAYMENTS = """
CREATE FUNCTION finance_guard_payments() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (
       SELECT 1 FROM fresh AS payment
       JOIN buildings_holding AS holding
         ON holding.tenant_id = payment.tenant_id AND holding.id = payment.holding_id
       WHERE payment.amount IS DISTINCT FROM (
               SELECT sum(line.credit - line.debit) FROM ledger_line AS line
               JOIN ledger_entry AS entry
                 ON entry.tenant_id = line.tenant_id AND entry.id = line.entry_id
                    AND entry.posted_at IS NOT NULL
               WHERE line.tenant_id = payment.tenant_id
                 AND line.entry_id = payment.entry_id
                 AND line.party_id = holding.party_id))
  THEN
    RAISE EXCEPTION 'payment: it is not what was posted'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard AFTER INSERT ON finance_payment REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION finance_guard_payments();
"""

DROP_GUARD_PAYMENTS = """
DROP TRIGGER guard ON finance_payment;
DROP FUNCTION finance_guard_payments();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("finance", "0001_initial"),
        ("buildings", "0002_walls"),
        ("ledger", "0002_walls"),
    ]

    operations = [
        RaiseWalls("Call", "CallItem", "CallDocument", "CallLine", "Payment"),
        AppendOnly("CallDocument", "CallLine", "Payment"),
        migrations.RunSQL(GUARD_CALL, DROP_GUARD_CALL),
        migrations.RunSQL(GUARD_PAYMENTS, DROP_GUARD_PAYMENTS),
        # The ledger knows no lots: here its unit becomes one.
        migrations.RunSQL(
            composite_key("ledger_line", "unit_id", "buildings_lot"),
            "ALTER TABLE ledger_line DROP CONSTRAINT ledger_line_unit_id_inside",
        ),
    ]
