"""Who is elected by a written decision stands in the text that all agree to."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("governance", "0009_secret_votes_of_members")]

    operations = [
        migrations.AddField(
            "writtendecision",
            "candidate",
            models.CharField(blank=True, max_length=150, verbose_name="candidate"),
        ),
    ]
