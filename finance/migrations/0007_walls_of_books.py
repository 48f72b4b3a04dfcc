"""What the books of a building can never be, refused by the database itself."""

from django.db import migrations

from koprogo.tenancy.operations import AppendOnly, Freeze, RaiseWalls, composite_key

# A posted invoice is what its supplier is owed by the entry, and its lines are in the
# costs of the entry or wait on 490.
GUARD_INVOICE = """
CREATE FUNCTION finance_guard_invoice() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  signed numeric := CASE NEW.kind WHEN 'invoice' THEN NEW.total ELSE -NEW.total END;
BEGIN
  IF OLD.entry_id IS NOT NULL OR NEW.entry_id IS NULL THEN
    RETURN NEW;
  END IF;
  IF NEW.total IS DISTINCT FROM (
       SELECT sum(amount) FROM finance_invoiceline
       WHERE tenant_id = NEW.tenant_id AND invoice_id = NEW.id) THEN
    RAISE EXCEPTION 'invoice: the lines do not sum to the total'
      USING ERRCODE = 'check_violation';
  END IF;
  IF signed IS DISTINCT FROM (
       SELECT sum(line.credit - line.debit)
         FROM ledger_line AS line
         JOIN ledger_entry AS entry
           ON entry.tenant_id = line.tenant_id AND entry.id = line.entry_id
              AND entry.posted_at IS NOT NULL
         JOIN buildings_supplier AS supplier
           ON supplier.tenant_id = line.tenant_id AND supplier.party_id = line.party_id
         WHERE line.tenant_id = NEW.tenant_id AND line.entry_id = NEW.entry_id
           AND supplier.id = NEW.supplier_id) THEN
    RAISE EXCEPTION 'invoice: it is not what was posted'
      USING ERRCODE = 'check_violation';
  END IF;
  IF signed IS DISTINCT FROM (
       coalesce((SELECT sum(amount) FROM finance_cost
                 WHERE tenant_id = NEW.tenant_id AND entry_id = NEW.entry_id
                   AND NOT withdrawal), 0)
       + coalesce((SELECT sum(step.amount) FROM finance_deferralstep AS step
                   JOIN finance_invoiceline AS line
                     ON line.tenant_id = step.tenant_id AND line.id = step.line_id
                   WHERE line.tenant_id = NEW.tenant_id
                     AND line.invoice_id = NEW.id), 0)) THEN
    RAISE EXCEPTION 'invoice: its costs are not its total'
      USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (
       SELECT 1 FROM finance_invoiceline AS line
       WHERE line.tenant_id = NEW.tenant_id AND line.invoice_id = NEW.id
         AND (line.judgment <> '') <> EXISTS (
               SELECT 1 FROM finance_exemptlot AS exempt
               WHERE exempt.tenant_id = line.tenant_id
                 AND exempt.line_id = line.id)) THEN
    RAISE EXCEPTION 'invoice: lots are exempted by a judgment, and by nothing else'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON finance_invoice
  FOR EACH ROW EXECUTE FUNCTION finance_guard_invoice();

-- What hangs on a line is frozen with its invoice.
CREATE FUNCTION finance_guard_of_line() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  changed record;
  posted boolean;
BEGIN
  changed := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  SELECT invoice.entry_id IS NOT NULL INTO posted
    FROM finance_invoice AS invoice
    JOIN finance_invoiceline AS line
      ON line.tenant_id = invoice.tenant_id AND line.invoice_id = invoice.id
    WHERE line.tenant_id = changed.tenant_id AND line.id = changed.line_id
    FOR SHARE OF invoice;
  IF posted THEN
    RAISE EXCEPTION '%: its invoice is posted', TG_TABLE_NAME
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.line_id <> NEW.line_id THEN
    RAISE EXCEPTION '%: a row stays with its line', TG_TABLE_NAME
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN changed;
END $$;
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON finance_fixedamount
  FOR EACH ROW EXECUTE FUNCTION finance_guard_of_line();
CREATE TRIGGER guard BEFORE INSERT OR UPDATE OR DELETE ON finance_exemptlot
  FOR EACH ROW EXECUTE FUNCTION finance_guard_of_line();
CREATE TRIGGER guard BEFORE INSERT OR DELETE ON finance_deferralstep
  FOR EACH ROW EXECUTE FUNCTION finance_guard_of_line();

-- A deferred amount comes back once: that is all that happens to it.
CREATE FUNCTION finance_guard_deferral() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF OLD.entry_id IS NOT NULL
     OR to_jsonb(NEW) - 'entry_id' <> to_jsonb(OLD) - 'entry_id' THEN
    RAISE EXCEPTION 'deferral: a step is posted once and never changed'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER once BEFORE UPDATE ON finance_deferralstep
  FOR EACH ROW EXECUTE FUNCTION finance_guard_deferral();
"""

DROP_GUARD_INVOICE = """
DROP TRIGGER once ON finance_deferralstep;
DROP TRIGGER guard ON finance_deferralstep;
DROP TRIGGER guard ON finance_exemptlot;
DROP TRIGGER guard ON finance_fixedamount;
DROP TRIGGER guard ON finance_invoice;
DROP FUNCTION finance_guard_deferral();
DROP FUNCTION finance_guard_of_line();
DROP FUNCTION finance_guard_invoice();
"""

# A cost is what its entry has on its account; a charge is what its entry has on the two
# accounts of its holder.
GUARD_COSTS_AND_CHARGES = """
CREATE FUNCTION finance_guard_costs() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (
       SELECT 1 FROM (
           SELECT cost.tenant_id, cost.entry_id, cost.account_id,
                  sum(cost.amount) AS amount
             FROM finance_cost AS cost
             JOIN (SELECT DISTINCT tenant_id, entry_id, account_id FROM fresh) AS added
               USING (tenant_id, entry_id, account_id)
             GROUP BY 1, 2, 3) AS costs
       WHERE costs.amount IS DISTINCT FROM (
               SELECT sum(line.debit - line.credit) FROM ledger_line AS line
               JOIN ledger_entry AS entry
                 ON entry.tenant_id = line.tenant_id AND entry.id = line.entry_id
                    AND entry.posted_at IS NOT NULL
               WHERE line.tenant_id = costs.tenant_id
                 AND line.entry_id = costs.entry_id
                 AND line.account_id = costs.account_id))
  THEN
    RAISE EXCEPTION 'cost: it is not what was posted'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard AFTER INSERT ON finance_cost REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION finance_guard_costs();

CREATE FUNCTION finance_guard_charges() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (
       SELECT 1 FROM (
           SELECT charge.tenant_id, charge.entry_id, holding.party_id,
                  charge.working, charge.reserve, true AS charged
             FROM finance_accountcharge AS charge
             JOIN buildings_holding AS holding
               ON holding.tenant_id = charge.tenant_id
                  AND holding.id = charge.holding_id
             WHERE (charge.tenant_id, charge.entry_id) IN (
                     SELECT DISTINCT tenant_id, entry_id FROM fresh)
           UNION ALL
           SELECT line.tenant_id, line.entry_id, line.party_id,
                  CASE account.code WHEN '4101' THEN line.credit - line.debit ELSE 0 END,
                  CASE account.code WHEN '4100' THEN line.credit - line.debit ELSE 0 END,
                  false
             FROM ledger_line AS line
             JOIN ledger_entry AS entry
               ON entry.tenant_id = line.tenant_id AND entry.id = line.entry_id
                  AND entry.posted_at IS NOT NULL
             JOIN ledger_account AS account
               ON account.tenant_id = line.tenant_id AND account.id = line.account_id
             WHERE (line.tenant_id, line.entry_id) IN (
                     SELECT DISTINCT tenant_id, entry_id FROM fresh)
               AND line.party_id IS NOT NULL
         ) AS sides
       GROUP BY tenant_id, entry_id, party_id
       HAVING bool_or(charged) AND (sum(working) <> 0 OR sum(reserve) <> 0))
  THEN
    RAISE EXCEPTION 'charge: it is not what was posted'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard AFTER INSERT ON finance_accountcharge
  REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION finance_guard_charges();
"""

DROP_GUARD_COSTS_AND_CHARGES = """
DROP TRIGGER guard ON finance_accountcharge;
DROP TRIGGER guard ON finance_cost;
DROP FUNCTION finance_guard_charges();
DROP FUNCTION finance_guard_costs();
"""

# draft → posted: each vector has a place for each piece and sums to its cost, each
# document is the sum of its pieces, and its balance is what was charged.
GUARD_STATEMENT = """
CREATE FUNCTION finance_guard_statement() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  pieces bigint;
BEGIN
  IF OLD.posted_at IS NOT NULL OR NEW.posted_at IS NULL THEN
    RETURN NEW;
  END IF;
  SELECT count(*) INTO pieces FROM finance_chargepiece
    WHERE tenant_id = NEW.tenant_id AND statement_id = NEW.id;
  IF EXISTS (
       SELECT 1 FROM finance_chargecost AS division
       JOIN finance_cost AS cost
         ON cost.tenant_id = division.tenant_id AND cost.id = division.cost_id
       WHERE division.tenant_id = NEW.tenant_id AND division.statement_id = NEW.id
         AND (cardinality(division.cents) <> pieces
              OR cardinality(division.parts) <> pieces
              OR (SELECT sum(cent) FROM unnest(division.cents) AS cent)
                 IS DISTINCT FROM cost.amount * 100))
  THEN
    RAISE EXCEPTION 'statement: the parts do not sum to the cost'
      USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (
       SELECT 1 FROM (
           SELECT holding_id, costs AS amount FROM finance_chargedocument
             WHERE tenant_id = NEW.tenant_id AND statement_id = NEW.id
           UNION ALL
           SELECT piece.holding_id, -sum(divided.cents) / 100
             FROM (SELECT position, sum(cent) AS cents
                     FROM finance_chargecost AS division,
                          unnest(division.cents) WITH ORDINALITY AS one(cent, position)
                     WHERE division.tenant_id = NEW.tenant_id
                       AND division.statement_id = NEW.id
                     GROUP BY position) AS divided
             JOIN finance_chargepiece AS piece
               ON piece.tenant_id = NEW.tenant_id AND piece.statement_id = NEW.id
                  AND piece.position = divided.position
             GROUP BY piece.holding_id
         ) AS sides
       GROUP BY holding_id HAVING sum(amount) <> 0)
  THEN
    RAISE EXCEPTION 'statement: a document does not state the sum of its parts'
      USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (
       SELECT 1 FROM finance_chargedocument AS document
       LEFT JOIN finance_accountcharge AS charge
         ON charge.tenant_id = document.tenant_id AND charge.id = document.charge_id
            AND charge.holding_id = document.holding_id
            AND charge.entry_id = NEW.entry_id
       WHERE document.tenant_id = NEW.tenant_id AND document.statement_id = NEW.id
         AND document.balance IS DISTINCT FROM coalesce(charge.working, 0))
  THEN
    RAISE EXCEPTION 'statement: the documents are not what was charged'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard BEFORE UPDATE ON finance_chargestatement
  FOR EACH ROW EXECUTE FUNCTION finance_guard_statement();
"""

DROP_GUARD_STATEMENT = """
DROP TRIGGER guard ON finance_chargestatement;
DROP FUNCTION finance_guard_statement();
"""

# What a statement has settled stays settled: its days take no more ordinary costs,
# incomes and provisions. (Not the reserve 700, works 67 and 702, the carrying 69.)
# Who posts a statement holds all journals, so nobody posts at the same time.
SETTLED_STAYS = """
CREATE FUNCTION finance_refuse_settled() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (
       SELECT 1 FROM finance_chargestatement
       WHERE tenant_id = NEW.tenant_id AND posted_at IS NOT NULL
         AND cancelled_at IS NULL AND since <= NEW.date AND NEW.date < until)
     AND EXISTS (
       SELECT 1 FROM ledger_line AS line
       JOIN ledger_account AS account
         ON account.tenant_id = line.tenant_id AND account.id = line.account_id
       WHERE line.tenant_id = NEW.tenant_id AND line.entry_id = NEW.id
         AND account.code ~ '^[67]' AND account.code !~ '^(67|69|700|702)')
  THEN
    RAISE EXCEPTION 'books: % lies in a period that is settled', NEW.date
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER settled AFTER UPDATE OF posted_at ON ledger_entry
  FOR EACH ROW EXECUTE FUNCTION finance_refuse_settled();
"""

DROP_SETTLED_STAYS = """
DROP TRIGGER settled ON ledger_entry;
DROP FUNCTION finance_refuse_settled();
"""

# A statement of the bank is complete, each movement is booked as it says, and no part
# of it is recognised twice.
GUARD_BANK = """
CREATE FUNCTION finance_check_bank_statement() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  outer_tenant text := coalesce(current_setting('app.tenant', true), '');
  moved numeric;
BEGIN
  PERFORM set_config('app.tenant', NEW.tenant_id::text, true);
  SELECT coalesce(sum(amount), 0) INTO moved FROM finance_bankmovement
    WHERE tenant_id = NEW.tenant_id AND statement_id = NEW.id;
  PERFORM set_config('app.tenant', outer_tenant, true);
  IF moved <> NEW.closing - NEW.opening THEN
    RAISE EXCEPTION 'bank: the movements are not what lies between the balances'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER complete AFTER INSERT ON finance_bankstatement
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION finance_check_bank_statement();

CREATE FUNCTION finance_guard_movements() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (
       SELECT 1 FROM fresh AS movement
       JOIN finance_bankstatement AS statement
         ON statement.tenant_id = movement.tenant_id
            AND statement.id = movement.statement_id
       WHERE movement.amount IS DISTINCT FROM (
               SELECT sum(line.debit - line.credit) FROM ledger_line AS line
               JOIN ledger_account AS account
                 ON account.tenant_id = line.tenant_id AND account.id = line.account_id
                    AND account.code = statement.bank_account
               JOIN ledger_entry AS entry
                 ON entry.tenant_id = line.tenant_id AND entry.id = line.entry_id
                    AND entry.posted_at IS NOT NULL AND entry.reverses_id IS NULL
               WHERE line.tenant_id = movement.tenant_id
                 AND line.entry_id = movement.entry_id))
  THEN
    RAISE EXCEPTION 'bank: a movement is not what was posted'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard AFTER INSERT ON finance_bankmovement
  REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION finance_guard_movements();

-- Who recognises a part has posted in the journal of the bank and holds its lock.
CREATE FUNCTION finance_guard_matches() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (
       SELECT 1 FROM finance_bankmovement AS movement
       JOIN finance_movementmatch AS match
         ON match.tenant_id = movement.tenant_id AND match.movement_id = movement.id
       WHERE (movement.tenant_id, movement.id) IN (
               SELECT tenant_id, movement_id FROM fresh)
         AND NOT EXISTS (
               SELECT 1 FROM ledger_entry AS mirror
               WHERE mirror.tenant_id = match.tenant_id
                 AND mirror.reverses_id = match.entry_id)
       GROUP BY movement.id, movement.amount
       HAVING sign(movement.amount) * sum(match.amount) > abs(movement.amount)
           OR bool_or(sign(match.amount) <> sign(movement.amount)))
  THEN
    RAISE EXCEPTION 'bank: more of a movement is recognised than there is'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard AFTER INSERT ON finance_movementmatch
  REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION finance_guard_matches();
"""

DROP_GUARD_BANK = """
DROP TRIGGER guard ON finance_movementmatch;
DROP TRIGGER guard ON finance_bankmovement;
DROP TRIGGER complete ON finance_bankstatement;
DROP FUNCTION finance_guard_matches();
DROP FUNCTION finance_guard_movements();
DROP FUNCTION finance_check_bank_statement();
"""

# The directory says what the buildings say: nobody writes it by hand.
KEEP_DIRECTORY = """
CREATE FUNCTION finance_keep_directory() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM finance_bankdirectory WHERE tenant_id = NEW.tenant_id;
  INSERT INTO finance_bankdirectory (tenant_id, iban, bank_account)
    SELECT NEW.tenant_id, known.iban, known.bank_account
    FROM (VALUES (NEW.working_iban, '551'), (NEW.reserve_iban, '550'))
      AS known (iban, bank_account)
    WHERE known.iban <> '';
  RETURN NULL;
END $$;
CREATE TRIGGER bank_directory AFTER INSERT OR UPDATE OF working_iban, reserve_iban
  ON buildings_building
  FOR EACH ROW EXECUTE FUNCTION finance_keep_directory();
INSERT INTO finance_bankdirectory (tenant_id, iban, bank_account)
  SELECT tenant_id, working_iban, '551' FROM buildings_building
    WHERE working_iban <> ''
  UNION ALL
  SELECT tenant_id, reserve_iban, '550' FROM buildings_building
    WHERE reserve_iban <> '';
"""

DROP_KEEP_DIRECTORY = """
DROP TRIGGER bank_directory ON buildings_building;
DROP FUNCTION finance_keep_directory();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("finance", "0006_books"),
        ("buildings", "0004_walls_of_library_and_consents"),
        ("documents", "0002_walls"),
        ("ledger", "0004_walls_of_years"),
        ("notifications", "0002_walls"),
    ]

    operations = [
        RaiseWalls(
            "BookSettings",
            "Works",
            "MeterGroup",
            "Meter",
            "MeterReading",
            "Invoice",
            "InvoiceLine",
            "FixedAmount",
            "ExemptLot",
            "DeferralStep",
            "InvoicePayment",
            "Cost",
            "PaymentOrder",
            "OrderedPayment",
            "DebitMandate",
            "Collection",
            "CollectedAmount",
            "BankStatement",
            "BankMovement",
            "MovementMatch",
            "Budget",
            "BudgetLine",
            "ReserveOptOut",
            "AccountCharge",
            "ChargeStatement",
            "ChargePiece",
            "ChargeCost",
            "ChargeDocument",
            "ChargeLetter",
            "ChargeLetterRun",
            "ReminderLevel",
            "ReminderWording",
            "Reminder",
            "ReminderLetter",
            "ReminderPause",
            "InstalmentPlan",
            "PlanInstalment",
            "Sale",
            "SoldLot",
            "SaleDocument",
        ),
        *(
            migrations.RunSQL(
                composite_key(table, column, parent),
                f"ALTER TABLE {table} DROP CONSTRAINT {table}_{column}_inside",
            )
            for table, column, parent in (
                ("finance_call", "budget_id", "finance_budget"),
                ("finance_callitem", "works_id", "finance_works"),
            )
        ),
        AppendOnly(
            "Cost",
            "AccountCharge",
            "InvoicePayment",
            "BankStatement",
            "BankMovement",
            "MovementMatch",
            "ReserveOptOut",
            "CollectedAmount",
        ),
        Freeze("Invoice", "entry_id", parts={"InvoiceLine": "invoice_id"}),
        Freeze("Budget", "adopted_at", parts={"BudgetLine": "budget_id"}),
        Freeze(
            "ChargeStatement",
            "posted_at",
            once=["cancelled_at"],
            parts={
                "ChargePiece": "statement_id",
                "ChargeCost": "statement_id",
                "ChargeDocument": "statement_id",
            },
        ),
        Freeze(
            "Sale",
            "carried_out_at",
            once=["told_on", "undone_at"],
            parts={"SoldLot": "sale_id"},
        ),
        Freeze("Works", "ended_on"),
        migrations.RunSQL(GUARD_INVOICE, DROP_GUARD_INVOICE),
        migrations.RunSQL(GUARD_COSTS_AND_CHARGES, DROP_GUARD_COSTS_AND_CHARGES),
        migrations.RunSQL(GUARD_STATEMENT, DROP_GUARD_STATEMENT),
        migrations.RunSQL(SETTLED_STAYS, DROP_SETTLED_STAYS),
        migrations.RunSQL(GUARD_BANK, DROP_GUARD_BANK),
        migrations.RunSQL(KEEP_DIRECTORY, DROP_KEEP_DIRECTORY),
    ]
