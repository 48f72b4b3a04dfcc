"""What the running site used, day by day. A platform table: it names nobody."""

from django.db import models
from django.db.models import F, Q

MINUTES_A_DAY = 24 * 60


class Day(models.Model):
    """A day in UTC, so that each has 1,440 minutes, whatever the clocks on walls do.

    ``first_minute``: since when it was measured, ``last_minute``: the last one counted
    as alive; both from 0 to 1439. ``services`` writes these rows and nobody else.
    """

    day = models.DateField(primary_key=True)
    requests = models.BigIntegerField()
    cpu_microseconds = models.BigIntegerField()
    bytes_sent = models.BigIntegerField()
    minutes_alive = models.SmallIntegerField()
    first_minute = models.SmallIntegerField()
    last_minute = models.SmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    requests__gte=0, cpu_microseconds__gte=0, bytes_sent__gte=0
                ),
                name="day_nothing_negative",
            ),
            models.CheckConstraint(
                condition=Q(
                    minutes_alive__gte=0,
                    minutes_alive__lte=MINUTES_A_DAY,
                    first_minute__gte=0,
                    first_minute__lt=MINUTES_A_DAY,
                )
                & (Q(last_minute=None) | Q(last_minute__lt=MINUTES_A_DAY)),
                name="day_has_1440_minutes",
            ),
            models.CheckConstraint(
                condition=Q(minutes_alive=0, last_minute=None)
                | Q(
                    minutes_alive__gte=1,
                    last_minute__isnull=False,
                    minutes_alive__lte=F("last_minute") - F("first_minute") + 1,
                ),
                name="day_minutes_once",
            ),
        ]

    def __str__(self):
        return f"{self.day}"
