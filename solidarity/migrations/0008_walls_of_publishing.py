"""Walls of what is published; a published report never changes, what is added stays."""

from django.db import migrations

from koprogo.tenancy.operations import AppendOnly, Freeze, RaiseWalls


class Migration(migrations.Migration):
    dependencies = [("solidarity", "0007_publishing")]

    operations = [
        RaiseWalls(
            "FundReport",
            "FundReportDocument",
            "FundErratum",
            "FundGoal",
            "FundOutcome",
            "Testimony",
            "RequestErasure",
        ),
        AppendOnly("FundErratum", "FundGoal", "FundOutcome", "RequestErasure"),
        Freeze(
            "FundReport", by="published_at", parts={"FundReportDocument": "report_id"}
        ),
    ]
