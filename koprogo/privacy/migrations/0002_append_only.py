from django.db import migrations

from koprogo.tenancy.operations import AppendOnly


class Migration(migrations.Migration):
    """The register of breaches: what is written there stays as it was written."""

    dependencies = [("privacy", "0001_initial"), ("tenancy", "0002_functions")]

    operations = [AppendOnly("Breach", "BreachEntry")]
