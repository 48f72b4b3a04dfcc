"""What taking part costs: schedules that members adopt, and the steps in force.

Rows are added and never changed (migrations/0002): a tariff that was in force stays
readable as it was.
"""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buildings.models.participation import FirstOfMonth
from koprogo.fields import MoneyField, person
from koprogo.tenancy.fields import TenantForeignKey
from koprogo.tenancy.models import TenantRow
from transparency.tariff import Tier


class Audience(models.TextChoices):
    """Whose price, or of what, a schedule says."""

    CO_OWNERSHIP = "co_ownership", _("Co-ownerships")
    PERSON = "person", _("Persons")
    AI = "ai", _("AI assistant")
    IOT = "iot", _("Meters and sensors")
    ANCHORING = "anchoring", _("Anchored votes")
    ENERGY = "energy", _("Energy group")


_KNOWN = Q(audience__in=[each.value for each in Audience])


class Schedule(TenantRow):
    """A tariff from the first day of a month on, EUR a month.

    Adopted by a decision of the members; without one, it is the one of the founders.
    """

    class Kind(models.TextChoices):
        GRID = "grid", _("Falls with the number of participants")
        VOTED = "voted", _("Voted price")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    audience = models.CharField(_("whose price"), max_length=12, choices=Audience)
    kind = models.CharField(_("kind"), max_length=5, choices=Kind)
    since = models.DateField(_("from"))
    decision = models.UUIDField(null=True, editable=False)
    decision_text = models.CharField(max_length=200, blank=True, editable=False)
    adopted_at = models.DateTimeField(auto_now_add=True)
    adopted_by = person()

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(condition=_KNOWN, name="schedule_audience_known"),
            models.CheckConstraint(
                condition=Q(kind="voted") | Q(kind="grid", audience="co_ownership"),
                name="schedule_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(since=FirstOfMonth("since")),
                name="schedule_from_a_first",
                violation_error_message=_("A tariff begins on the first of a month."),
            ),
            models.UniqueConstraint(
                fields=["tenant", "decision", "audience"],
                condition=Q(decision__isnull=False),
                name="schedule_of_decision_once",
            ),
            models.CheckConstraint(
                condition=Q(decision=None, decision_text="")
                | Q(decision__isnull=False) & ~Q(decision_text=""),
                name="schedule_decision_named",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "audience", "since"], name="schedule_since")
        ]

    def __str__(self):
        return f"{self.audience} {self.since}"

    @property
    def grid(self) -> list[Tier]:
        """Its tiers as the rule knows them."""
        return [Tier(row.from_participants, row.price) for row in self.tiers.all()]


class ScheduleTier(TenantRow):
    """From how many participants on which price; a voted price has one, from 0."""

    schedule = TenantForeignKey(Schedule, related_name="tiers", db_index=False)
    from_participants = models.PositiveIntegerField(_("from how many participants"))
    price = MoneyField(_("price a month"))

    class Meta:
        ordering = ["from_participants"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "schedule", "from_participants"], name="tier_once"
            ),
            models.CheckConstraint(condition=Q(price__gte=0), name="tier_price"),
        ]

    def __str__(self):
        return f"{self.schedule_id}: {self.from_participants} {self.price}"


class PriceStep(TenantRow):
    """A price in force from the first day of a month on, and why.

    ``participants``: how many there were. A crossing only ever lowers the price, once
    for each tier of a schedule: the database refuses another.
    """

    class Cause(models.TextChoices):
        FOUNDING = "founding", _("Tariff of the founders")
        CROSSING = "crossing", _("Enough participants")
        VOTE = "vote", _("Decision of the members")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    audience = models.CharField(max_length=12, choices=Audience)
    since = models.DateField(_("from"))
    price = MoneyField(_("price a month"))
    participants = models.PositiveIntegerField(_("participants"))
    cause = models.CharField(_("why"), max_length=8, choices=Cause)
    schedule = TenantForeignKey(Schedule, related_name="steps", db_index=False)
    tier = TenantForeignKey(
        ScheduleTier, null=True, related_name="steps", db_index=False
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(condition=_KNOWN, name="step_audience_known"),
            models.CheckConstraint(condition=Q(price__gte=0), name="step_price"),
            models.CheckConstraint(
                condition=Q(since=FirstOfMonth("since")), name="step_from_a_first"
            ),
            models.CheckConstraint(
                condition=Q(cause="crossing", tier__isnull=False)
                | Q(cause__in=["founding", "vote"], tier=None),
                name="step_cause_known",
            ),
            models.UniqueConstraint(
                fields=["tenant", "tier"],
                condition=Q(tier__isnull=False),
                name="step_crosses_a_tier_once",
            ),
            models.UniqueConstraint(
                fields=["tenant", "schedule"],
                condition=Q(tier=None),
                name="step_begins_a_schedule_once",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "audience", "since"], name="step_since")
        ]

    def __str__(self):
        return f"{self.audience} {self.since} {self.price}"
