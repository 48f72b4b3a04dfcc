"""Walls of what is decided about modules; a decision is never rewritten."""

from django.db import migrations

from koprogo.tenancy.operations import AppendOnly, RaiseWalls


class Migration(migrations.Migration):
    dependencies = [("buildings", "0007_modules")]

    operations = [RaiseWalls("ModuleSwitch"), AppendOnly("ModuleSwitch")]
