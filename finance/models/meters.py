"""Meters of the lots and their readings: costs by consumption."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from buildings.models import Lot
from koprogo.tenancy.fields import TenantForeignKey
from koprogo.tenancy.models import TenantRow


class MeterGroup(TenantRow):
    """All meters of one kind in the building: cold water, heating…"""

    class Unit(models.TextChoices):
        CUBIC_METRE = "m3", "m³"
        KILOWATT_HOUR = "kWh", "kWh"
        UNIT = "unit", _("units")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=80)
    unit = models.CharField(_("unit"), max_length=4, choices=Unit)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "name"],
                name="meter_group_name",
                violation_error_message=_("There already are meters of this name."),
            ),
            models.CheckConstraint(condition=~Q(name=""), name="meter_group_named"),
            models.CheckConstraint(
                condition=Q(unit__in=["m3", "kWh", "unit"]), name="meter_group_unit"
            ),
        ]

    def __str__(self):
        return self.name


class Meter(TenantRow):
    """A meter of a lot for [since, until): one that is replaced gets an end.

    ``digits``: before the decimal point; a counter that is full begins at 0 again.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    group = TenantForeignKey(MeterGroup, related_name="meters", db_index=False)
    lot = TenantForeignKey(Lot, related_name="+", verbose_name=_("lot"), db_index=False)
    serial = models.CharField(_("number of the meter"), max_length=40)
    digits = models.PositiveSmallIntegerField(_("digits before the point"), default=5)
    since = models.DateField(_("in use from"))
    until = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering = ["lot__position", "since"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "group", "serial"],
                name="meter_serial",
                violation_error_message=_("There already is a meter of this number."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")), name="meter_dates"
            ),
            models.CheckConstraint(
                condition=Q(digits__range=(3, 9)), name="meter_digits"
            ),
        ]
        indexes = [models.Index(fields=["tenant", "lot"], name="meter_lot")]

    def __str__(self):
        return self.serial


class MeterReading(TenantRow):
    """What a meter showed on a day, to the thousandth. A wrong one is ``void``."""

    class Kind(models.TextChoices):
        PERIODIC = "periodic", _("end of a period")
        HANDOVER = "handover", _("change of owner")
        START = "start", _("start of the meter")
        END = "end", _("end of the meter")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meter = TenantForeignKey(Meter, related_name="readings", db_index=False)
    date = models.DateField(_("read on"))
    value = models.DecimalField(_("reading"), max_digits=12, decimal_places=3)
    kind = models.CharField(_("occasion"), max_length=8, choices=Kind)
    void = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering = ["meter_id", "date"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "meter", "date"],
                condition=Q(void=False),
                name="reading_once_a_day",
                violation_error_message=_("This meter was already read on this day."),
            ),
            models.CheckConstraint(condition=Q(value__gte=0), name="reading_positive"),
            models.CheckConstraint(
                condition=Q(kind__in=["periodic", "handover", "start", "end"]),
                name="reading_kind",
            ),
        ]

    def __str__(self):
        return f"{self.date}: {self.value}"
