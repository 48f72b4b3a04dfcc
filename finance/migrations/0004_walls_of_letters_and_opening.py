from django.db import migrations

from koprogo.tenancy.operations import AppendOnly, RaiseWalls

# An opening is a posted entry of its day, and a building has one that is not reversed:
# whoever opens the books holds a lock of the building.
GUARD_OPENING = """
CREATE FUNCTION finance_guard_openings() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM buildings_building
    WHERE tenant_id IN (SELECT tenant_id FROM fresh) FOR UPDATE;
  IF EXISTS (
       SELECT 1 FROM fresh AS opening
       LEFT JOIN ledger_entry AS entry
         ON entry.tenant_id = opening.tenant_id AND entry.id = opening.entry_id
            AND entry.date = opening.date AND entry.posted_at IS NOT NULL
            AND entry.reverses_id IS NULL
       WHERE entry.id IS NULL)
  THEN
    RAISE EXCEPTION 'opening: its entry is not posted on its day'
      USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (
       SELECT 1 FROM fresh
       JOIN finance_opening AS opening ON opening.tenant_id = fresh.tenant_id
       WHERE NOT EXISTS (
               SELECT 1 FROM ledger_entry AS mirror
               WHERE mirror.tenant_id = opening.tenant_id
                 AND mirror.reverses_id = opening.entry_id)
       GROUP BY opening.tenant_id HAVING count(DISTINCT opening.id) > 1)
  THEN
    RAISE EXCEPTION 'opening: the building has one already'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard AFTER INSERT ON finance_opening REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION finance_guard_openings();

-- What a holding brought along is what its party has on the two accounts of owners;
-- all balances of an opening are written at once, and no owner's line is left out.
CREATE FUNCTION finance_guard_balances() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (
       SELECT 1 FROM (
           SELECT balance.opening_id, holding.party_id,
                  balance.working - balance.credit AS working, balance.reserve
             FROM finance_openingbalance AS balance
             JOIN buildings_holding AS holding
               ON holding.tenant_id = balance.tenant_id
                  AND holding.id = balance.holding_id
             WHERE (balance.tenant_id, balance.opening_id) IN (
                     SELECT DISTINCT tenant_id, opening_id FROM fresh)
           UNION ALL
           SELECT opening.id, line.party_id,
                  CASE account.code WHEN '4101' THEN line.credit - line.debit
                    ELSE 0 END,
                  CASE account.code WHEN '4100' THEN line.credit - line.debit
                    ELSE 0 END
             FROM finance_opening AS opening
             JOIN ledger_line AS line
               ON line.tenant_id = opening.tenant_id
                  AND line.entry_id = opening.entry_id
             JOIN ledger_account AS account
               ON account.tenant_id = line.tenant_id AND account.id = line.account_id
                  AND account.code IN ('4100', '4101')
             WHERE (opening.tenant_id, opening.id) IN (
                     SELECT DISTINCT tenant_id, opening_id FROM fresh)
         ) AS sides
       GROUP BY opening_id, party_id
       HAVING sum(working) <> 0 OR sum(reserve) <> 0)
  THEN
    RAISE EXCEPTION 'opening: the balances are not what was posted'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER guard AFTER INSERT ON finance_openingbalance
  REFERENCING NEW TABLE AS fresh
  FOR EACH STATEMENT EXECUTE FUNCTION finance_guard_balances();
"""

DROP_GUARD_OPENING = """
DROP TRIGGER guard ON finance_openingbalance;
DROP TRIGGER guard ON finance_opening;
DROP FUNCTION finance_guard_balances();
DROP FUNCTION finance_guard_openings();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("finance", "0003_letters_opening"),
        ("documents", "0002_walls"),
        ("notifications", "0002_walls"),
    ]

    operations = [
        RaiseWalls("CallLetter", "LetterRun", "Opening", "OpeningBalance"),
        AppendOnly("Opening", "OpeningBalance"),
        migrations.RunSQL(GUARD_OPENING, DROP_GUARD_OPENING),
    ]
