from django.db import migrations, models

# The guard of 0004 compares the balances with the entry when balances come in. Here an
# opening is looked at even when none does: at the commit each owner's line has its one.
OWNERS_HAVE_BALANCES = """
CREATE FUNCTION finance_check_opening() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  outer_tenant text := coalesce(current_setting('app.tenant', true), '');
  missing boolean;
BEGIN
  PERFORM set_config('app.tenant', NEW.tenant_id::text, true);
  missing := EXISTS (
      SELECT 1 FROM ledger_line AS line
      JOIN ledger_account AS account
        ON account.tenant_id = line.tenant_id AND account.id = line.account_id
           AND account.code IN ('4100', '4101')
      WHERE line.tenant_id = NEW.tenant_id AND line.entry_id = NEW.entry_id
        AND NOT EXISTS (
            SELECT 1 FROM finance_openingbalance AS balance
            JOIN buildings_holding AS holding
              ON holding.tenant_id = balance.tenant_id
                 AND holding.id = balance.holding_id
            WHERE balance.tenant_id = NEW.tenant_id
              AND balance.opening_id = NEW.id
              AND holding.party_id = line.party_id));
  PERFORM set_config('app.tenant', outer_tenant, true);
  IF missing THEN
    RAISE EXCEPTION 'opening: an owner has a line and no balance'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER complete AFTER INSERT ON finance_opening
  DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION finance_check_opening();
"""

DROP_OWNERS_HAVE_BALANCES = """
DROP TRIGGER complete ON finance_opening;
DROP FUNCTION finance_check_opening();
"""


class Migration(migrations.Migration):
    dependencies = [("finance", "0004_walls_of_letters_and_opening")]

    operations = [
        migrations.AddConstraint(
            model_name="openingbalance",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("credit", 0), ("reserve", 0), ("working", 0), _negated=True
                ),
                name="opening_balance_not_zero",
                violation_error_message=(
                    "Who brings nothing along has no opening balance."
                ),
            ),
        ),
        migrations.RunSQL(OWNERS_HAVE_BALANCES, DROP_OWNERS_HAVE_BALANCES),
    ]
