"""Budgets of a fiscal year, and the decision that leaves the reserve rule (art. 3.86 §3)."""

import uuid

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buildings.models import AllocationKey
from finance.models.settings import Rhythm
from koprogo.fields import MoneyField, person
from koprogo.ledger.models import Account, FiscalYear
from koprogo.money import CENT
from koprogo.tenancy.fields import TenantForeignKey
from koprogo.tenancy.models import TenantManager, TenantRow


class BudgetQuerySet(models.QuerySet):
    def adopted(self):
        return self.filter(adopted_at__isnull=False)


class Budget(TenantRow):
    """A budget of a fiscal year: draft, then adopted by an assembly and frozen.

    A budget that is adjusted in the year is a new one, adopted later; the one adopted
    last counts. ``call_months``: how many months each of its instalments covers.
    ``decision_uuid`` names the decision where it was taken in this program.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    year = TenantForeignKey(FiscalYear, related_name="budgets", db_index=False)
    title = models.CharField(_("title"), max_length=120)
    call_months = models.PositiveSmallIntegerField(
        _("provisions are called"), choices=Rhythm, default=Rhythm.QUARTER
    )
    decision = models.CharField(_("decision of the assembly"), max_length=200)
    decided_on = models.DateField(_("decided on"), null=True)
    decision_uuid = models.UUIDField(null=True, editable=False)
    adopted_at = models.DateTimeField(null=True, editable=False)
    adopted_by = person()
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = person()

    objects = TenantManager.from_queryset(BudgetQuerySet)()

    class Meta:
        ordering = ["-year__year", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="budget_titled"),
            models.CheckConstraint(
                condition=Q(call_months__in=Rhythm.values), name="budget_rhythm"
            ),
            models.CheckConstraint(
                condition=Q(adopted_at=None)
                | (Q(decided_on__isnull=False) & ~Q(decision="")),
                name="budget_adopted_by_decision",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "year"], name="budget_year")]

    def __str__(self):
        return self.title

    @property
    def is_adopted(self) -> bool:
        return self.adopted_at is not None


class BudgetLine(TenantRow):
    """What a year is expected to cost on one account, divided by one key, in EUR."""

    class Kind(models.TextChoices):
        ORDINARY = "ordinary", _("Current costs")
        EXTRAORDINARY = "extraordinary", _("Foreseeable extraordinary costs")
        RESERVE = "reserve", _("Contribution to the reserve fund")

    budget = TenantForeignKey(Budget, related_name="lines", db_index=False)
    position = models.PositiveSmallIntegerField(editable=False)
    kind = models.CharField(
        _("kind"), max_length=13, choices=Kind, default=Kind.ORDINARY
    )
    label = models.CharField(_("description"), max_length=120)
    account = TenantForeignKey(
        Account, related_name="+", verbose_name=_("account"), db_index=False
    )
    key = TenantForeignKey(
        AllocationKey, related_name="+", verbose_name=_("divided by"), db_index=False
    )
    amount = MoneyField(_("amount"), validators=[MinValueValidator(CENT)])

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "budget", "position"], name="budget_line_position"
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="budget_line_positive"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["ordinary", "extraordinary", "reserve"]),
                name="budget_line_kind",
            ),
        ]

    def __str__(self):
        return self.label


class ReserveOptOut(TenantRow):
    """The assembly left the reserve contribution of a year out, by 4/5 of the votes."""

    year = TenantForeignKey(FiscalYear, related_name="+", db_index=False)
    decision = models.CharField(_("decision of the assembly"), max_length=200)
    decided_on = models.DateField(_("decided on"))
    decision_uuid = models.UUIDField(null=True, editable=False)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = person()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "year"],
                name="reserve_opt_out_once",
                violation_error_message=_("This year has such a decision already."),
            ),
            models.CheckConstraint(
                condition=~Q(decision=""), name="reserve_opt_out_decided"
            ),
        ]

    def __str__(self):
        return self.decision
