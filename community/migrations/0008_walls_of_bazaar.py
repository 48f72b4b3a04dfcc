"""Walls of the bazaar and of the skills directory."""

from django.db import migrations

from koprogo.tenancy.operations import RaiseWalls


class Migration(migrations.Migration):
    dependencies = [("community", "0007_bazaar_skills")]

    operations = [RaiseWalls("Item", "Ask", "Reservation", "Skill")]
