"""Members of the ASBL may vote in secret on everything, not on persons alone."""

from django.db import migrations, models

NAME = "agenda_secret_only_persons"
MESSAGE = (
    "Only persons are elected in secret: votes on the building are in the minutes by "
    "name."
)


class Migration(migrations.Migration):
    dependencies = [("governance", "0008_tenders")]

    operations = [
        migrations.RemoveConstraint("agendaitem", NAME),
        migrations.AddConstraint(
            "agendaitem",
            models.CheckConstraint(
                condition=models.Q(
                    ("kind", "election"),
                    models.Q(("candidate", ""), ("is_secret", False)),
                    models.Q(
                        ("candidate", ""),
                        ("kind", "vote"),
                        ("subject__startswith", "asbl-"),
                    ),
                    _connector="OR",
                ),
                name=NAME,
                violation_error_message=MESSAGE,
            ),
        ),
    ]
