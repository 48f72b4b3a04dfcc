"""Who takes part in the ASBL: co-ownerships and persons (transparency.md §1).

Rows of the ASBL's tenant, written by ``transparency.services`` only. They stand here
because a building knows in which way it takes part.
"""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext_lazy as _

from buildings.models.building import KBO
from buildings.models.ownership import Owner, OwnershipQuerySet, Period
from buildings.validators import validate_kbo
from koprogo.fields import person
from koprogo.ledger.models import Party
from koprogo.tenancy.fields import TenantForeignKey, TenantOneToOneField
from koprogo.tenancy.models import Tenant, TenantManager, TenantRow


class FirstOfMonth(TruncMonth):
    """The first day of a month."""

    output_field = models.DateField()


class Participation(TenantRow):
    """A co-ownership, or a person, that takes part; for how long: ``periods``.

    ``voter``: who votes for it, a person of the ASBL's register; ``building``: the
    co-ownership's own tenant, where it uses the hosting. ``party``: its account in the
    ASBL's books.
    """

    class Kind(models.TextChoices):
        CO_OWNERSHIP = "co_ownership", _("Co-ownership")
        PERSON = "person", _("Person")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=12, choices=Kind, editable=False)
    name = models.CharField(_("name"), max_length=120)
    kbo = models.CharField(
        _("KBO number"), max_length=10, blank=True, validators=[validate_kbo]
    )
    building = models.ForeignKey(
        Tenant,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    voter = TenantForeignKey(Owner, related_name="participations", db_index=False)
    party = TenantOneToOneField(Party, related_name="participation", editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["co_ownership", "person"]),
                name="participation_kind_known",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="participation_named"),
            models.CheckConstraint(
                condition=Q(kind="co_ownership") | Q(building=None, kbo=""),
                name="participation_person_has_no_building",
            ),
            models.CheckConstraint(
                condition=Q(kbo="") | Q(kbo__regex=KBO), name="participation_kbo_digits"
            ),
            models.UniqueConstraint(
                fields=["tenant", "building"],
                condition=Q(building__isnull=False),
                name="participation_of_building",
                violation_error_message=_("This co-ownership takes part already."),
            ),
            models.UniqueConstraint(
                fields=["tenant", "kbo"],
                condition=~Q(kbo=""),
                name="participation_kbo",
                violation_error_message=_(
                    "A co-ownership with this KBO number takes part already."
                ),
            ),
            models.UniqueConstraint(
                fields=["tenant", "voter"],
                condition=Q(kind="person"),
                name="participation_of_person",
                violation_error_message=_("This person is a member already."),
            ),
        ]
        indexes = [models.Index(fields=["tenant", "voter"], name="participation_voter")]

    def __str__(self):
        return self.name


class PeriodRow(TenantRow):
    """Days [since, until) of one participation; of one kind they never overlap."""

    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)

    objects = TenantManager.from_queryset(OwnershipQuerySet)()

    class Meta:
        abstract = True


def _days(name: str, *also: str):
    """Return what the database refuses of days: the end first, and two at once."""
    return [
        models.CheckConstraint(
            condition=Q(until=None) | Q(until__gt=F("since")),
            name=f"{name}_dates",
            violation_error_message=_("The end must come after the beginning."),
        ),
        ExclusionConstraint(
            name=f"{name}_no_overlap",
            expressions=[
                (F("tenant"), RangeOperators.EQUAL),
                (F("participation"), RangeOperators.EQUAL),
                *((F(each), RangeOperators.EQUAL) for each in also),
                (Period("since", "until"), RangeOperators.OVERLAPS),
            ],
            violation_error_message=_("Another period holds some of these days."),
        ),
    ]


class ParticipationPeriod(PeriodRow):
    """In which way it takes part, from the day it joins; it ends with a month."""

    class Way(models.TextChoices):
        HOSTED = "hosted", _("Hosted, with contribution")
        SELF_HOSTED = "self_hosted", _("Hosts itself, with contribution")
        FREE = "free", _("Hosts itself, without contribution")

    participation = TenantForeignKey(
        Participation, related_name="periods", db_index=False
    )
    way = models.CharField(_("way"), max_length=11, choices=Way)

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            *_days("participation_period"),
            models.CheckConstraint(
                condition=Q(way__in=["hosted", "self_hosted", "free"]),
                name="participation_period_way_known",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until=FirstOfMonth("until")),
                name="participation_period_ends_with_a_month",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "since"], name="participation_period_since")
        ]

    def __str__(self):
        return f"{self.participation_id} {self.way} {self.since}"


class Reduction(PeriodRow):
    """A reduction that the board grants to one participation, whole months long.

    ``contributor``: who earns it by his work, and named this participation.
    """

    class Kind(models.TextChoices):
        CONTRIBUTOR = "contributor", _("Contributor: half the price")
        MAINTAINER = "maintainer", _("Active maintainer: free")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    participation = TenantForeignKey(
        Participation, related_name="reductions", db_index=False
    )
    kind = models.CharField(_("reduction"), max_length=11, choices=Kind)
    contributor = models.CharField(_("contributor"), max_length=120)
    reason = models.CharField(_("reason"), max_length=300)
    granted_by = person()
    granted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            *_days("reduction"),
            models.CheckConstraint(
                condition=Q(kind__in=["contributor", "maintainer"]),
                name="reduction_kind_known",
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(contributor=""), name="reduction_reasoned"
            ),
            models.CheckConstraint(
                condition=Q(since=FirstOfMonth("since"))
                & (Q(until=None) | Q(until=FirstOfMonth("until"))),
                name="reduction_of_whole_months",
            ),
        ]

    def __str__(self):
        return f"{self.participation_id} {self.kind} {self.since}"


class AddOnUse(PeriodRow):
    """An add-on that a co-ownership uses, whole months long; its price is dated."""

    class AddOn(models.TextChoices):
        AI = "ai", _("AI assistant")
        IOT = "iot", _("Meters and sensors")
        ANCHORING = "anchoring", _("Anchored votes")
        ENERGY = "energy", _("Energy group")

    participation = TenantForeignKey(
        Participation, related_name="add_ons", db_index=False
    )
    add_on = models.CharField(_("add-on"), max_length=9, choices=AddOn)

    class Meta:
        ordering = ["add_on", "since", "pk"]
        constraints = [
            *_days("add_on_use", "add_on"),
            models.CheckConstraint(
                condition=Q(add_on__in=["ai", "iot", "anchoring", "energy"]),
                name="add_on_use_known",
            ),
            models.CheckConstraint(
                condition=Q(since=FirstOfMonth("since"))
                & (Q(until=None) | Q(until=FirstOfMonth("until"))),
                name="add_on_use_of_whole_months",
            ),
        ]

    def __str__(self):
        return f"{self.participation_id} {self.add_on} {self.since}"
