"""Migration operations that put tables behind the walls."""

from django.db.migrations.operations.base import Operation

from koprogo.tenancy.fields import TenantForeignKey, TenantOneToOneField

TENANT_EXPRESSION = (
    "tenant_id = nullif(current_setting('app.tenant', true), '')::bigint"
)
# Runs web and worker; owns nothing (deploy creates it, docs/adr/0001-tenant.md).
APPLICATION_ROLE = "koprogo_app"

PERSON_EXPRESSION = "user_id = nullif(current_setting('app.user', true), '')::bigint"


class RaiseWalls(Operation):
    """Row-level security and composite keys for tables of tenants.

    For each model: ENABLE and FORCE row-level security, the policy ``tenant``, the
    policy ``owner_all`` for the role that migrates (without it data migrations and
    dumps would silently see nothing), UNIQUE (tenant_id, id), and one composite
    foreign key for every ``TenantForeignKey``.
    """

    reversible = True
    reduces_to_sql = True
    expression = TENANT_EXPRESSION
    policy = "tenant"

    def __init__(self, *models):
        self.models = models

    def deconstruct(self):
        return (type(self).__name__, list(self.models), {})

    def state_forwards(self, app_label, state):
        pass

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        models = [to_state.apps.get_model(app_label, name) for name in self.models]
        for model in models:
            for statement in self._policies(model):
                schema_editor.execute(statement)
        for table, name, definition in self._constraints(models):
            schema_editor.execute(
                f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}"
            )

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        models = [from_state.apps.get_model(app_label, name) for name in self.models]
        for table, name, _definition in reversed([*self._constraints(models)]):
            schema_editor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        for model in models:
            table = model._meta.db_table
            for statement in (
                f"DROP POLICY {self.policy} ON {table}",
                f"DROP POLICY owner_all ON {table}",
                f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
                f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
            ):
                schema_editor.execute(statement)

    def describe(self):
        return f"Raise the walls of {', '.join(self.models)}"

    def _policies(self, model):
        table = model._meta.db_table
        yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
        yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
        yield (
            f"CREATE POLICY {self.policy} ON {table}"
            f" USING ({self.expression}) WITH CHECK ({self.expression})"
        )
        yield (
            f"CREATE POLICY owner_all ON {table} TO CURRENT_USER"
            " USING (true) WITH CHECK (true)"
        )

    def _constraints(self, models):
        """Yield (table, name, definition): what keys point to before the keys."""
        for model in models:
            table, pk = model._meta.db_table, model._meta.pk.column
            if pk != "tenant_id":
                yield table, f"{table}_tenant_row", f"UNIQUE (tenant_id, {pk})"
        for model in models:
            for field in model._meta.local_fields:
                if isinstance(field, TenantForeignKey | TenantOneToOneField):
                    yield _inside(
                        model._meta.db_table,
                        field.column,
                        field.related_model._meta.db_table,
                    )


class RaisePersonalWalls(RaiseWalls):
    """Row-level security for tables of one person: only ``app.user`` sees his rows."""

    expression = PERSON_EXPRESSION
    policy = "person"

    def _constraints(self, models):
        return ()


def composite_key(table, column, parent):
    """Return the SQL of the foreign key (tenant_id, column) → parent (tenant_id, id)."""
    table, name, definition = _inside(table, column, parent)
    return f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}"


def _inside(table, column, parent):
    return (
        table,
        f"{table}_{column}_inside",
        f"FOREIGN KEY (tenant_id, {column}) REFERENCES {parent} (tenant_id, id)",
    )


class AppendOnly(Operation):
    """Rows are added and never changed or deleted, not even by the owner of the table.

    A trigger refuses UPDATE, DELETE and TRUNCATE; the application role also loses the
    privilege. The function ``refuse_change()`` comes with tenancy's first migration.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, *models):
        self.models = models

    def deconstruct(self):
        return (type(self).__name__, list(self.models), {})

    def state_forwards(self, app_label, state):
        pass

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for name in self.models:
            table = to_state.apps.get_model(app_label, name)._meta.db_table
            schema_editor.execute(
                f"CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON {table}"
                " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
            )
            schema_editor.execute(
                f"CREATE TRIGGER no_truncate BEFORE TRUNCATE ON {table}"
                " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
            )
            schema_editor.execute(
                f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {APPLICATION_ROLE}"
            )

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for name in self.models:
            table = from_state.apps.get_model(app_label, name)._meta.db_table
            schema_editor.execute(f"DROP TRIGGER append_only ON {table}")
            schema_editor.execute(f"DROP TRIGGER no_truncate ON {table}")
            schema_editor.execute(
                f"GRANT UPDATE, DELETE ON {table} TO {APPLICATION_ROLE}"
            )

    def describe(self):
        return f"Refuse changes of {', '.join(self.models)}"


class Freeze(Operation):
    """A row is frozen for everybody once its column ``by`` is set, and so are its parts.

    ``once``: columns that may still be set afterwards, once, and never changed again.
    ``parts``: models whose rows belong to it, with the column that says so: nothing is
    added to a frozen row, changed in it or taken from it. A row begins unfrozen. Whoever
    changes a part holds a shared lock of its row: nothing slips in while it is frozen.
    """

    reversible = True
    reduces_to_sql = True

    def __init__(self, model, by, once=(), parts=None):
        self.model = model
        self.by = by
        self.once = list(once)
        self.parts = dict(parts or {})

    def deconstruct(self):
        arguments = {"once": self.once, "parts": self.parts}
        return (type(self).__name__, [self.model, self.by], arguments)

    def state_forwards(self, app_label, state):
        pass

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        table = to_state.apps.get_model(app_label, self.model)._meta.db_table
        schema_editor.execute(self._guard(table), params=None)
        schema_editor.execute(
            f"CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON {table}"
            f" FOR EACH ROW EXECUTE FUNCTION {table}_frozen()"
        )
        schema_editor.execute(
            f"CREATE TRIGGER no_truncate BEFORE TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        for part, column in self._parts(app_label, to_state):
            schema_editor.execute(self._part_guard(table, part, column), params=None)
            schema_editor.execute(
                f"CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON {part}"
                f" FOR EACH ROW EXECUTE FUNCTION {part}_frozen()"
            )

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        table = from_state.apps.get_model(app_label, self.model)._meta.db_table
        schema_editor.execute(f"DROP TRIGGER no_truncate ON {table}")
        tables = [table, *(part for part, _ in self._parts(app_label, from_state))]
        for frozen in reversed(tables):
            schema_editor.execute(f"DROP TRIGGER frozen ON {frozen}")
            schema_editor.execute(f"DROP FUNCTION {frozen}_frozen()")

    def describe(self):
        return f"Freeze {self.model} once {self.by} is set"

    def _parts(self, app_label, state):
        for name, column in self.parts.items():
            yield state.apps.get_model(app_label, name)._meta.db_table, column

    def _guard(self, table):
        once = "ARRAY[" + ", ".join(f"'{column}'" for column in self.once) + "]::text[]"
        kept = "".join(
            f" OR (OLD.{column} IS NOT NULL"
            f" AND NEW.{column} IS DISTINCT FROM OLD.{column})"
            for column in self.once
        )
        return f"""
CREATE FUNCTION {table}_frozen() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.{self.by} IS NOT NULL THEN
      RAISE EXCEPTION '{table}: a row begins unfrozen'
        USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.{self.by} IS NULL THEN
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  END IF;
  IF TG_OP = 'UPDATE' THEN
    IF to_jsonb(NEW) - {once} = to_jsonb(OLD) - {once} AND NOT (false{kept}) THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION '{table}: row % is frozen', OLD.id
    USING ERRCODE = 'restrict_violation';
END $$;
"""

    def _part_guard(self, table, part, column):
        return f"""
CREATE FUNCTION {part}_frozen() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
DECLARE
  changed record;
  frozen boolean;
BEGIN
  changed := CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
  SELECT {self.by} IS NOT NULL INTO frozen FROM {table}
    WHERE tenant_id = changed.tenant_id AND id = changed.{column} FOR SHARE;
  IF frozen THEN
    RAISE EXCEPTION '{part}: row % of {table} is frozen', changed.{column}
      USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.{column} IS DISTINCT FROM NEW.{column} THEN
    RAISE EXCEPTION '{part}: a row stays with its {table}'
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN changed;
END $$;
"""  # noqa: S608 - names of our own tables
