"""Walls of who comes in by the hall, and what neighbours among themselves never have."""

from django.db import migrations

from koprogo.tenancy.operations import RaiseWalls, composite_key

# A tenant of neighbours has no register and no syndic, and nobody has a role in it that
# would open books; nothing is switched on before enough people have shown that they
# live there.
GUARD = """
CREATE FUNCTION refuse_among_neighbours() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM tenancy_tenant WHERE id = NEW.tenant_id AND kind = 'neighbours';
  IF FOUND THEN
    RAISE EXCEPTION '%: neighbours among themselves have none', TG_TABLE_NAME
      USING ERRCODE = 'check_violation', CONSTRAINT = 'neighbours_have_no_register';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION check_role_among_neighbours() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.role IN ('occupant', 'council') THEN
    RETURN NEW;
  END IF;
  PERFORM 1 FROM tenancy_tenant WHERE id = NEW.tenant_id AND kind = 'neighbours';
  IF FOUND THEN
    RAISE EXCEPTION 'buildings_grant: % is no role of neighbours', NEW.role
      USING ERRCODE = 'check_violation', CONSTRAINT = 'neighbours_have_two_roles';
  END IF;
  RETURN NEW;
END $$;
CREATE FUNCTION check_opened_for_neighbours() RETURNS trigger LANGUAGE plpgsql
SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM 1 FROM buildings_founding
    WHERE tenant_id = NEW.tenant_id AND opened_at IS NULL;
  IF FOUND AND NEW.modules <> '{}' THEN
    RAISE EXCEPTION 'buildings_building: too few have shown that they live there'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'neighbours_opened_first';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER not_among_neighbours BEFORE INSERT ON buildings_lot
  FOR EACH ROW EXECUTE FUNCTION refuse_among_neighbours();
CREATE TRIGGER not_among_neighbours BEFORE INSERT ON buildings_owner
  FOR EACH ROW EXECUTE FUNCTION refuse_among_neighbours();
CREATE TRIGGER not_among_neighbours BEFORE INSERT OR UPDATE OF tenant_id
  ON buildings_mandate FOR EACH ROW EXECUTE FUNCTION refuse_among_neighbours();
CREATE TRIGGER role_among_neighbours BEFORE INSERT OR UPDATE OF role, tenant_id
  ON buildings_grant FOR EACH ROW EXECUTE FUNCTION check_role_among_neighbours();
CREATE TRIGGER opened_for_neighbours BEFORE UPDATE OF modules ON buildings_building
  FOR EACH ROW EXECUTE FUNCTION check_opened_for_neighbours();
"""
UNGUARD = """
DROP TRIGGER opened_for_neighbours ON buildings_building;
DROP TRIGGER role_among_neighbours ON buildings_grant;
DROP TRIGGER not_among_neighbours ON buildings_mandate;
DROP TRIGGER not_among_neighbours ON buildings_owner;
DROP TRIGGER not_among_neighbours ON buildings_lot;
DROP FUNCTION check_opened_for_neighbours();
DROP FUNCTION check_role_among_neighbours();
DROP FUNCTION refuse_among_neighbours();
"""

# Whether a building stands at an address, and nothing else of it: who founds one stands
# before all walls, and sees none of the rows that answer him. Capitals, accents, spaces
# and punctuation do not matter.
ADDRESS = """
CREATE FUNCTION address_key(street text, postal_code text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  SELECT regexp_replace(sort_name(postal_code, street), '[^[:alnum:]]+', '', 'g')
$$;
CREATE FUNCTION has_building_at(street text, postal_code text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT 1 FROM buildings_building AS building
      JOIN tenancy_tenant AS tenant ON tenant.id = building.tenant_id
     WHERE tenant.kind IN ('co_ownership', 'neighbours')
       AND building.street <> ''
       AND address_key(building.street, building.postal_code)
           = address_key($1, $2))
$$;
"""
NO_ADDRESS = """
DROP FUNCTION has_building_at(text, text);
DROP FUNCTION address_key(text, text);
"""


def inside_its_tenant(table, column, parent):
    """A row of the platform, but this is of its own tenant."""
    return migrations.RunSQL(
        composite_key(table, column, parent),
        f"ALTER TABLE {table} DROP CONSTRAINT {table}_{column}_inside",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("buildings", "0009_people"),
        ("documents", "0002_walls"),
        ("tenancy", "0004_neighbours"),
    ]

    operations = [
        RaiseWalls("Founding"),
        inside_its_tenant("buildings_grant", "lot_id", "buildings_lot"),
        inside_its_tenant("buildings_invitation", "lot_id", "buildings_lot"),
        inside_its_tenant("buildings_invitation", "landlord_id", "buildings_owner"),
        inside_its_tenant("buildings_hallcode", "letter_id", "documents_file"),
        migrations.RunSQL(GUARD, UNGUARD),
        migrations.RunSQL(ADDRESS, NO_ADDRESS),
    ]
