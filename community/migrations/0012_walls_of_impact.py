"""Walls of what was told; nothing of it changes; the factors that the ASBL began with."""

from datetime import date
from decimal import Decimal

from django.db import migrations

from koprogo.tenancy.operations import AppendOnly, RaiseWalls

# Careful estimates of the ASBL, not of a study: one loan or gift of five spares a
# purchase, of a thing for 40 EUR, whose making gave off 10 kg of CO2 equivalent.
BEGIN = date(2025, 1, 1)
FACTORS = {"share": Decimal("20"), "price": Decimal("40"), "carbon": Decimal("10")}


def write(apps, schema_editor):
    model = apps.get_model("community", "ImpactFactor")
    if not model.objects.exists():
        model.objects.bulk_create(
            model(name=name, since=BEGIN, value=value, basis="estimate")
            for name, value in FACTORS.items()
        )


class Migration(migrations.Migration):
    dependencies = [("community", "0011_impact")]

    operations = [
        RaiseWalls("ImpactMonth"),
        AppendOnly("ImpactMonth", "ImpactSum", "ImpactFactor"),
        migrations.RunPython(write, migrations.RunPython.noop),
    ]
