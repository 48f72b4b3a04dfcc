from django.db import migrations

from koprogo.tenancy.operations import RaiseWalls


class Migration(migrations.Migration):
    dependencies = [("archive", "0001_initial")]

    operations = [RaiseWalls("Archive")]
