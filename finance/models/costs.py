"""The costs (and income) that the co-owners bear, one row each, and how they divide."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from buildings.models import AllocationKey, KeyVersion, Lot
from finance.models.meters import MeterGroup
from koprogo.fields import MoneyField
from koprogo.ledger.models import Account, Entry
from koprogo.tenancy.fields import TenantForeignKey
from koprogo.tenancy.models import TenantManager, TenantRow


class Basis(models.TextChoices):
    """By what an amount is divided over the lots (law.md §1)."""

    KEY = "key", _("an allocation key")
    METERS = "meters", _("meter readings")
    FIXED = "fixed", _("fixed amounts per lot")
    LOT = "lot", _("one lot alone (private cost)")


def one_basis() -> Q:
    """What is given is what the basis needs, and nothing else."""
    return (
        Q(basis=Basis.KEY, key__isnull=False, lot=None, meters=None)
        | Q(basis=Basis.METERS, key=None, lot=None, meters__isnull=False)
        | Q(basis=Basis.FIXED, key=None, lot=None, meters=None)
        | Q(basis=Basis.LOT, key=None, lot__isnull=False, meters=None)
    )


def dates_in_order() -> Q:
    """Both days, in their order, or neither."""
    return Q(since=None, until=None) | Q(since__isnull=False, until__gt=F("since"))


class CostQuerySet(models.QuerySet):
    def ordinary(self):
        """Return what statements of charges settle: all but works with calls of their own."""
        return self.filter(works=None)


class Cost(TenantRow):
    """One posted amount on an account of costs or income, and who is to bear it.

    ``amount``: EUR, debit minus credit: a credit note, an income or a withdrawal from
    the reserve is below zero. ``since``/``until``: the period that it covers, half-open;
    none: no period of its own. ``version``: of its key, frozen. Its mirror is a cost of
    its own, with the amount turned round. Added, never changed.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    entry = TenantForeignKey(Entry, related_name="costs", db_index=False)
    position = models.PositiveSmallIntegerField()
    account = TenantForeignKey(Account, related_name="+", db_index=False)
    amount = MoneyField()
    label = models.CharField(max_length=200)
    basis = models.CharField(max_length=6, choices=Basis)
    key = TenantForeignKey(AllocationKey, null=True, related_name="+", db_index=False)
    version = TenantForeignKey(KeyVersion, null=True, related_name="+", db_index=False)
    meters = TenantForeignKey(MeterGroup, null=True, related_name="+", db_index=False)
    lot = TenantForeignKey(Lot, null=True, related_name="+", db_index=False)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    occupant_percent = models.PositiveSmallIntegerField(default=0)
    withdrawal = models.BooleanField(default=False)  # from the reserve fund
    works = TenantForeignKey(
        "finance.Works", null=True, related_name="costs", db_index=False
    )
    line = TenantForeignKey(
        "finance.InvoiceLine", null=True, related_name="costs", db_index=False
    )

    objects = TenantManager.from_queryset(CostQuerySet)()

    class Meta:
        ordering = ["entry_id", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "entry", "position"], name="cost_position"
            ),
            models.CheckConstraint(condition=~Q(amount=0), name="cost_not_zero"),
            models.CheckConstraint(condition=one_basis(), name="cost_one_basis"),
            models.CheckConstraint(
                condition=Q(key=None, version=None)
                | Q(key__isnull=False, version__isnull=False),
                name="cost_key_has_version",
            ),
            models.CheckConstraint(
                condition=~Q(basis="fixed") | Q(line__isnull=False),
                name="cost_fixed_amounts_of_line",
            ),
            models.CheckConstraint(condition=dates_in_order(), name="cost_dates"),
            models.CheckConstraint(
                condition=Q(occupant_percent__range=(0, 100)), name="cost_percent"
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "entry"], name="cost_entry"),
            models.Index(fields=["tenant", "line"], name="cost_line"),
        ]

    def __str__(self):
        return f"{self.label}: {self.amount}"
