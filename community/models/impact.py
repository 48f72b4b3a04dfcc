"""What was told of a month, of a building and of all; by which factors it is estimated."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buildings.models.participation import FirstOfMonth
from community.impact import Facts, Name
from koprogo.fields import person
from koprogo.tenancy.models import TenantRow

FIGURES = ("exchanges", "minutes", "things", "spared", "pairs")
NAME_LABELS = [
    (Name.SHARE.value, _("Loans and gifts that spare a purchase")),
    (Name.PRICE.value, _("Price of a purchase")),
    (Name.CARBON.value, _("Carbon dioxide of a purchase")),
]


def _figure() -> models.PositiveIntegerField:
    return models.PositiveIntegerField(null=True, editable=False)


def _all_or_none(*names: str) -> Q:
    together = {f"{name}__isnull": False for name in names}
    return Q(**dict.fromkeys(names)) | Q(**together)


class Told(models.Model):
    """The facts of a month that is over; null: fewer than five people did it.

    Rows are added and never changed (migrations/0012): what was told stays told, and no
    later look at the same month lets anybody subtract.
    """

    month = models.DateField(editable=False)
    exchanges = _figure()
    minutes = _figure()
    things = _figure()
    spared = _figure()
    pairs = _figure()
    told_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True
        ordering = ["month"]
        constraints = [
            models.CheckConstraint(
                condition=Q(month=FirstOfMonth("month")), name="%(class)s_first_day"
            ),
            models.CheckConstraint(
                condition=_all_or_none("exchanges", "minutes")
                & _all_or_none("things", "spared"),
                name="%(class)s_hidden_together",
            ),
            models.CheckConstraint(
                condition=Q(pairs=None, exchanges=None, things=None)
                | Q(pairs__isnull=False)
                & (Q(exchanges__isnull=False) | Q(things__isnull=False)),
                name="%(class)s_pairs_of_what_is_told",
            ),
        ]

    def __str__(self):
        return str(self.month)

    @property
    def facts(self) -> Facts:
        return Facts(*(getattr(self, name) for name in FIGURES))


class ImpactMonth(Told, TenantRow):
    """What is told of a month to the neighbours of a building."""

    class Meta(Told.Meta):
        constraints = [
            *Told.Meta.constraints,
            models.UniqueConstraint(
                fields=["tenant", "month"], name="impactmonth_once"
            ),
        ]


class ImpactSum(Told):
    """What all buildings together told of a month, without their names.

    ``hours_of`` and ``things_of``: how many buildings told it, five people or more each.
    A platform table: it is about nobody.
    """

    hours_of = models.PositiveIntegerField(default=0, editable=False)
    things_of = models.PositiveIntegerField(default=0, editable=False)

    class Meta(Told.Meta):
        constraints = [
            *Told.Meta.constraints,
            models.UniqueConstraint(fields=["month"], name="impactsum_once"),
            models.CheckConstraint(
                condition=(Q(hours_of=0, exchanges=None) | Q(hours_of__gt=0))
                & (Q(things_of=0, things=None) | Q(things_of__gt=0)),
                name="impactsum_of_buildings",
            ),
        ]


class ImpactFactor(models.Model):
    """With what the estimates are made, from a month on, for every building.

    Rows are added and never changed; of several from the same month the last one holds.
    A platform table: the same factors for everybody.
    """

    class Basis(models.TextChoices):
        ESTIMATE = "estimate", _("Careful estimate of the ASBL")
        SURVEY = "survey", _("Survey among neighbours")
        PUBLISHED = "published", _("Published figure")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("factor"), max_length=6, choices=NAME_LABELS)
    since = models.DateField(_("from"))
    value = models.DecimalField(_("value"), max_digits=8, decimal_places=2)
    basis = models.CharField(_("where it comes from"), max_length=9, choices=Basis)
    source = models.CharField(_("source"), max_length=300, blank=True)
    recorded_by = person()
    recorded_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(name__in=[name.value for name in Name]),
                name="impact_factor_known",
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0) & (~Q(name="share") | Q(value__lte=100)),
                name="impact_factor_possible",
            ),
            models.CheckConstraint(
                condition=Q(since=FirstOfMonth("since")),
                name="impact_factor_from_a_first",
            ),
            models.CheckConstraint(
                condition=Q(basis="estimate")
                | Q(basis__in=["survey", "published"]) & ~Q(source=""),
                name="impact_factor_has_a_source",
            ),
        ]

    def __str__(self):
        return f"{self.name} {self.since}"
