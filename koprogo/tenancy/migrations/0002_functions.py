"""Extensions and functions that later migrations use."""

from django.db import migrations

EXTENSIONS = """
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
"""

# unaccent() is only STABLE, because its dictionary could change; ours does not, and a
# generated column needs IMMUTABLE.
SORT_NAME = """
CREATE FUNCTION sort_name(last_name text, first_name text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT trim(lower(public.unaccent('public.unaccent'::regdictionary,
                                    last_name || ' ' || first_name)))
$$;
"""

# Every function of ours names its search path. Otherwise a temporary table, which any
# role may create and which is found first, would stand in for the one it reads.
REFUSE_CHANGE = """
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are added and never changed', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("tenancy", "0001_initial")]

    operations = [
        migrations.RunSQL(EXTENSIONS, migrations.RunSQL.noop),
        migrations.RunSQL(SORT_NAME, "DROP FUNCTION sort_name(text, text)"),
        migrations.RunSQL(REFUSE_CHANGE, "DROP FUNCTION refuse_change()"),
    ]
