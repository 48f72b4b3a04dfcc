from django.db import migrations

from koprogo.tenancy.operations import AppendOnly, RaiseWalls


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [RaiseWalls("AuditEvent"), AppendOnly("AuditEvent")]
