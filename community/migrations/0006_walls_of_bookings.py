"""Walls of what is lent and booked. Feeds have none: they are found before a tenant is."""

from django.db import migrations

from koprogo.tenancy.operations import RaiseWalls


class Migration(migrations.Migration):
    dependencies = [("community", "0005_bookings")]

    operations = [RaiseWalls("Bookable", "Booking", "Waiting", "Review")]
