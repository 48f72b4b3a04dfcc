"""What is sealed may be emptied once its key is gone, also where rows never change.

Walls that refuse every change let this one through: sealed columns become empty, while
the request has no key of their life any more. Nothing else of the row changes, and what
is empty stays so. Words that must be there are wanted by triggers instead of constraints:
they know whether the key is there.
"""

from django.db import migrations, models
from django.db.models import Q

from koprogo.tenancy.operations import APPLICATION_ROLE

FUNCTIONS = """
CREATE FUNCTION solidarity_key_is_gone(held jsonb, which text) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
DECLARE
  tenant bigint := (held ->> 'tenant_id')::bigint;
  request bigint := (held ->> 'request_id')::bigint;
BEGIN
  IF request IS NULL AND held ? 'aid_id' THEN
    SELECT aid.request_id INTO request FROM solidarity_aid AS aid
      WHERE aid.tenant_id = tenant AND aid.id = (held ->> 'aid_id')::bigint;
  ELSIF request IS NULL THEN
    SELECT verdict.request_id INTO request FROM solidarity_verdict AS verdict
      WHERE verdict.tenant_id = tenant AND verdict.id = (held ->> 'verdict_id')::bigint;
  END IF;
  RETURN request IS NOT NULL AND NOT EXISTS (
    SELECT FROM solidarity_requestkey AS key
     WHERE key.tenant_id = tenant AND key.request_id = request AND key.life = which);
END $$;

-- Whether a change empties sealed columns whose key is gone, and does nothing else.
CREATE FUNCTION solidarity_only_empties(
  before jsonb, after jsonb, which text, sealed text[]
) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = public, pg_temp AS $$
BEGIN
  RETURN after - sealed = before - sealed
    AND NOT EXISTS (
      SELECT FROM unnest(sealed) AS name
       WHERE after -> name <> before -> name AND coalesce(after ->> name, '') <> '')
    AND solidarity_key_is_gone(after, which);
END $$;

CREATE FUNCTION solidarity_must_be_said() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT solidarity_key_is_gone(to_jsonb(NEW), 'file') THEN
    RAISE EXCEPTION '%: words are missing', TG_TABLE_NAME
      USING ERRCODE = 'check_violation', CONSTRAINT = TG_ARGV[0];
  END IF;
  RETURN NEW;
END $$;
"""
DROP_FUNCTIONS = """
DROP FUNCTION solidarity_must_be_said();
DROP FUNCTION solidarity_only_empties(jsonb, jsonb, text, text[]);
DROP FUNCTION solidarity_key_is_gone(jsonb, text);
"""

# Until now what was over could be emptied while its key was there.
PAYOUT_STAYS = """
CREATE OR REPLACE FUNCTION solidarity_payout_stays() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  steps text[] := ARRAY['state', 'approved_by_id', 'approved_at', 'batch_id',
    'booked_on', 'entry_id', 'returned_on', 'mirror_id']::text[];
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - steps = to_jsonb(OLD) - steps THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'payout % stays as it is', OLD.id
    USING ERRCODE = 'restrict_violation';
END $$;
"""
PAYOUT_STAYED = """
CREATE OR REPLACE FUNCTION solidarity_payout_stays() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  steps text[] := ARRAY['state', 'approved_by_id', 'approved_at', 'batch_id',
    'booked_on', 'entry_id', 'returned_on', 'mirror_id']::text[];
  sealed text[] := ARRAY['name', 'iban', 'message', 'voucher_id',
    'voucher_name']::text[];
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - steps = to_jsonb(OLD) - steps THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.state IN ('booked', 'returned', 'withdrawn')
     AND NEW.name || NEW.iban || NEW.message || NEW.voucher_name = ''
     AND NEW.voucher_id IS NULL
     AND to_jsonb(NEW) - sealed = to_jsonb(OLD) - sealed THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'payout % stays as it is', OLD.id
    USING ERRCODE = 'restrict_violation';
END $$;
"""

# Walls of rows that never change: table, trigger, what else than UPDATE it refuses, its
# function, the life of the key, and the columns that are emptied with it.
WALLS = [
    ("vote", "frozen", "INSERT OR DELETE", "vote_frozen", "file", ["derogation"]),
    ("verdict", "stays", "DELETE", "verdict_stays", "file", ["reasons"]),
    (
        *("appeal", "frozen", "INSERT OR DELETE", "appeal_frozen", "file"),
        ["text", "answer"],
    ),
    (
        *("planchange", "frozen", "INSERT OR DELETE", "planchange_frozen", "file"),
        ["words", "reasons"],
    ),
    (
        *("writeoff", "frozen", "INSERT OR DELETE", "writeoff_frozen", "file"),
        ["reasons"],
    ),
    ("contact", "append_only", "DELETE", "", "file", ["words"]),
    (
        *("payout", "stays", "DELETE", "payout_stays", "papers"),
        ["name", "iban", "message", "voucher_name", "voucher_id"],
    ),
]
# Words that are never missing while their key is there: table, the name by which it is
# refused, and when.
SAID = [
    ("verdict", "verdict_reasoned", "NEW.reasons = ''"),
    ("contact", "contact_said", "NEW.words = ''"),
    ("writeoff", "write_off_reasoned", "NEW.reasons = ''"),
    ("exclusion", "exclusion_reasoned", "NEW.reasons = ''"),
    ("appeal", "appeal_answered", "NEW.answer = '' AND NEW.decided_at IS NOT NULL"),
    (
        *("question", "request_question_said"),
        "NEW.answer = '' AND NEW.answered_at IS NOT NULL",
    ),
]


def let_through():
    for table, trigger, others, name, life, columns in WALLS:
        on = f"ON solidarity_{table} FOR EACH ROW"
        refuse = f"solidarity_{name}" if name else "refuse_change"
        sealed = ", ".join(f"'{column}'" for column in columns)
        changed = (
            f"CREATE TRIGGER {trigger}_change BEFORE UPDATE {on}"
            " WHEN (NOT solidarity_only_empties(to_jsonb(OLD), to_jsonb(NEW),"
            f" '{life}', ARRAY[{sealed}]::text[])) EXECUTE FUNCTION {refuse}();"
        )
        before = others.replace("DELETE", "UPDATE OR DELETE")
        yield migrations.RunSQL(
            f"DROP TRIGGER {trigger} ON solidarity_{table};"
            f"CREATE TRIGGER {trigger} BEFORE {others} {on}"
            f" EXECUTE FUNCTION {refuse}(); {changed}",
            f"DROP TRIGGER {trigger}_change ON solidarity_{table};"
            f"DROP TRIGGER {trigger} ON solidarity_{table};"
            f"CREATE TRIGGER {trigger} BEFORE {before} {on}"
            f" EXECUTE FUNCTION {refuse}();",
        )


def want_words():
    for table, name, missing in SAID:
        yield migrations.RunSQL(
            f"CREATE TRIGGER said BEFORE INSERT OR UPDATE ON solidarity_{table}"
            f" FOR EACH ROW WHEN ({missing})"
            f" EXECUTE FUNCTION solidarity_must_be_said('{name}')",
            f"DROP TRIGGER said ON solidarity_{table}",
        )


class Migration(migrations.Migration):
    dependencies = [("solidarity", "0008_walls_of_publishing")]

    operations = [
        migrations.RunSQL(FUNCTIONS, DROP_FUNCTIONS),
        migrations.RunSQL(PAYOUT_STAYS, PAYOUT_STAYED),
        *let_through(),
        migrations.RunSQL(
            f"GRANT UPDATE (words) ON solidarity_contact TO {APPLICATION_ROLE}",
            f"REVOKE UPDATE (words) ON solidarity_contact FROM {APPLICATION_ROLE}",
        ),
        migrations.RemoveConstraint("verdict", "verdict_reasoned"),
        migrations.RemoveConstraint("contact", "contact_said"),
        migrations.RemoveConstraint("writeoff", "write_off_reasoned"),
        migrations.RemoveConstraint("exclusion", "exclusion_reasoned"),
        migrations.AddConstraint(
            "exclusion",
            models.CheckConstraint(
                condition=~Q(salt="") & ~Q(mark=""), name="exclusion_recognises"
            ),
        ),
        migrations.RemoveConstraint("appeal", "appeal_decided"),
        migrations.AddConstraint(
            "appeal",
            models.CheckConstraint(
                condition=Q(outcome="", answer="", decided_at=None)
                | Q(outcome__in=["upheld", "sent_back"], decided_at__isnull=False),
                name="appeal_decided",
            ),
        ),
        migrations.RemoveConstraint("question", "request_question_answered"),
        migrations.AddConstraint(
            "question",
            models.CheckConstraint(
                condition=Q(answer="") | Q(answered_at__isnull=False),
                name="request_question_answered",
            ),
        ),
        *want_words(),
    ]
