"""Walls of what neighbours tell each other."""

from django.db import migrations

from koprogo.tenancy.operations import RaiseWalls


class Migration(migrations.Migration):
    dependencies = [("community", "0001_initial")]

    operations = [
        RaiseWalls(
            "Neighbour",
            "Block",
            "Message",
            "Post",
            "Photo",
            "Comment",
            "Event",
            "Coming",
            "Report",
        )
    ]
