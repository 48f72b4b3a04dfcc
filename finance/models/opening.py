"""What a building brings along: balances at the day its books begin here."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buildings.models import Holding
from koprogo.fields import MoneyField
from koprogo.ledger.models import Entry
from koprogo.tenancy.fields import TenantForeignKey, TenantOneToOneField
from koprogo.tenancy.models import TenantManager, TenantRow


class OpeningQuerySet(models.QuerySet):
    def standing(self):
        """Return the opening that counts: not reversed by a mirror."""
        return self.filter(entry__mirror=None)


class Opening(TenantRow):
    """The opening entry of the books; a wrong one is reversed and made anew."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    date = models.DateField()
    entry = TenantOneToOneField(Entry, related_name="opening", db_index=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )

    objects = TenantManager.from_queryset(OpeningQuerySet)()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return str(self.date)


class OpeningBalance(TenantRow):
    """What a holding brought along, EUR: what it owed on both accounts, or its credit.

    A debt is a due of the opening day; ``credit`` settles what comes due like a payment.
    """

    opening = TenantForeignKey(Opening, related_name="balances", db_index=False)
    holding = TenantForeignKey(Holding, related_name="openings", db_index=False)
    working = MoneyField(default=0)
    reserve = MoneyField(default=0)
    credit = MoneyField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "opening", "holding"], name="opening_balance_once"
            ),
            models.CheckConstraint(
                condition=Q(working__gte=0, reserve__gte=0, credit__gte=0),
                name="opening_balance_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(credit=0) | Q(working=0, reserve=0),
                name="opening_balance_one_side",
            ),
            models.CheckConstraint(
                condition=~Q(working=0, reserve=0, credit=0),
                name="opening_balance_not_zero",
                violation_error_message=_(
                    "Who brings nothing along has no opening balance."
                ),
            ),
        ]
        indexes = [models.Index(fields=["tenant", "holding"], name="opening_holding")]

    def __str__(self):
        return f"{self.holding_id}"
