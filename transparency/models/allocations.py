"""What a surplus is for: ideas of members, lines put to their vote, what was spent."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buildings.models import Owner
from koprogo.fields import MoneyField, person
from koprogo.ledger.models import Entry
from koprogo.tenancy.fields import TenantForeignKey, TenantOneToOneField
from koprogo.tenancy.models import TenantRow


class Idea(TenantRow):
    """What a member would have the surplus pay for."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        TAKEN = "taken", _("Taken up")
        DONE = "done", _("Done")
        DECLINED = "declined", _("Declined")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("description"), max_length=4000)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    author = TenantForeignKey(Owner, related_name="+", db_index=False)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    answer = models.CharField(_("answer of the board"), max_length=500, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(text=""), name="idea_named"
            ),
            models.CheckConstraint(
                condition=Q(state__in=["open", "taken", "done", "declined"]),
                name="idea_state_known",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(answer=""),
                name="idea_declined_with_answer",
            ),
        ]

    def __str__(self):
        return self.title


class IdeaSupport(TenantRow):
    """A member supports an idea: once, and he may take it back."""

    idea = TenantForeignKey(Idea, related_name="supports", db_index=False)
    owner = TenantForeignKey(Owner, related_name="+", db_index=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "idea", "owner"], name="idea_support_once"
            )
        ]

    def __str__(self):
        return f"{self.idea_id} {self.owner_id}"


class Allocation(TenantRow):
    """How a surplus is divided, in lines that are 100 % together, EUR.

    Frozen once the members adopted it (``adopted_at``), with its lines.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=120)
    amount = MoneyField(_("surplus to divide"))
    with_fund = models.BooleanField(_("with the solidarity fund"), default=False)
    explanation = models.TextField(_("explanation"), blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = person()
    decision = models.UUIDField(null=True, unique=True, editable=False)
    decision_text = models.CharField(max_length=200, blank=True, editable=False)
    adopted_on = models.DateField(null=True, editable=False)
    adopted_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="allocation_named"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="allocation_amount"),
            models.CheckConstraint(
                condition=Q(decision=None, adopted_at=None, adopted_on=None)
                | Q(
                    decision__isnull=False,
                    adopted_at__isnull=False,
                    adopted_on__isnull=False,
                ),
                name="allocation_adopted_by_decision",
            ),
        ]

    def __str__(self):
        return self.title


class AllocationLine(TenantRow):
    """A part of a surplus: per cent, and once adopted the amount it came to."""

    class Purpose(models.TextChoices):
        FEATURES = "features", _("Features")
        FUND = "fund", _("Solidarity fund")
        INFRASTRUCTURE = "infrastructure", _("Infrastructure")
        PRICE_CUT = "price-cut", _("Price cut")
        RESERVE = "reserve", _("Legal reserve")
        RESEARCH = "research", _("Research and development")
        REFUNDS = "refunds", _("Refunds")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    allocation = TenantForeignKey(Allocation, related_name="lines", db_index=False)
    purpose = models.CharField(_("purpose"), max_length=14, choices=Purpose)
    title = models.CharField(_("title"), max_length=120, blank=True)
    idea = TenantForeignKey(Idea, null=True, related_name="lines", db_index=False)
    percent = models.DecimalField(_("per cent"), max_digits=5, decimal_places=2)
    amount = MoneyField(_("amount"), null=True, editable=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__gt=0, percent__lte=100), name="line_percent"
            ),
            models.CheckConstraint(
                condition=Q(
                    purpose__in=[
                        "features",
                        "fund",
                        "infrastructure",
                        "price-cut",
                        "reserve",
                        "research",
                        "refunds",
                    ]
                ),
                name="line_purpose_known",
            ),
            models.UniqueConstraint(
                fields=["tenant", "allocation", "position"], name="line_position"
            ),
        ]

    def __str__(self):
        return f"{self.purpose} {self.percent}"


class Spending(TenantRow):
    """What an adopted line paid for; added only, and a mistake is added with a minus."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    line = TenantForeignKey(AllocationLine, related_name="spendings", db_index=False)
    amount = MoneyField(_("amount"))
    spent_on = models.DateField(_("spent on"))
    description = models.CharField(_("description"), max_length=200)
    entry = TenantOneToOneField(Entry, null=True, related_name="+", db_index=False)
    recorded_by = person()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["spent_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(amount=0) & ~Q(description=""), name="spending_named"
            ),
        ]
        indexes = [models.Index(fields=["tenant", "line"], name="spending_of")]

    def __str__(self):
        return f"{self.line_id} {self.amount}"


class Endowment(TenantRow):
    """Money that the members gave the solidarity fund: an act, added only."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    line = TenantOneToOneField(
        AllocationLine, null=True, related_name="endowment", db_index=False
    )
    amount = MoneyField(_("amount"))
    given_on = models.DateField(_("given on"))
    decision = models.UUIDField(editable=False)
    decision_text = models.CharField(max_length=200, editable=False)
    entry = TenantOneToOneField(Entry, related_name="+", db_index=False)
    carried_out_by = person()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["given_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="endowment_amount"),
            models.UniqueConstraint(
                fields=["tenant", "decision"], name="endowment_of_decision_once"
            ),
        ]

    def __str__(self):
        return f"{self.given_on} {self.amount}"
