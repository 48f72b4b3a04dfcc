"""Walls of the words of welcome."""

from django.db import migrations

from koprogo.tenancy.operations import RaiseWalls


class Migration(migrations.Migration):
    dependencies = [("community", "0009_greeting")]

    operations = [RaiseWalls("Greeting")]
