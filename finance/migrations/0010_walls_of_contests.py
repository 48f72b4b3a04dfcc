from django.db import migrations

from koprogo.tenancy.operations import AppendOnly, Freeze, RaiseWalls


class Migration(migrations.Migration):
    dependencies = [("finance", "0009_contests_auditor")]

    operations = [
        RaiseWalls(
            "Contest",
            "ContestAnswer",
            "AccountsCheck",
            "CheckedVoucher",
            "AuditorQuestion",
            "ConflictOfInterest",
        ),
        AppendOnly("ContestAnswer"),
        Freeze(
            "AccountsCheck",
            "signed_at",
            parts={"CheckedVoucher": "check_of_id", "AuditorQuestion": "check_of_id"},
        ),
    ]
