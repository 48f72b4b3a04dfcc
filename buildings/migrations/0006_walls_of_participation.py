from django.db import migrations

from koprogo.tenancy.operations import RaiseWalls


class Migration(migrations.Migration):
    dependencies = [("buildings", "0005_participation")]

    operations = [
        RaiseWalls("Participation", "ParticipationPeriod", "Reduction", "AddOnUse"),
    ]
