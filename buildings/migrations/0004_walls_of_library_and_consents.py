from django.db import migrations

from koprogo.tenancy.operations import RaiseWalls, composite_key


def inside_its_tenant(column, parent):
    """An invitation is a row of the platform, but these are of its own tenant."""
    return migrations.RunSQL(
        composite_key("buildings_invitation", column, parent),
        "ALTER TABLE buildings_invitation DROP CONSTRAINT"
        f" buildings_invitation_{column}_inside",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("buildings", "0003_library_invitations_suppliers"),
        ("documents", "0002_walls"),
    ]

    operations = [
        RaiseWalls("Consent", "Supplier", "LibraryDocument", "LibraryVersion"),
        inside_its_tenant("owner_id", "buildings_owner"),
        inside_its_tenant("letter_id", "documents_file"),
    ]
