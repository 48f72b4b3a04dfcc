"""Payments received from owners."""

import uuid

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from buildings.models import Holding
from koprogo.fields import MoneyField
from koprogo.ledger.models import Entry
from koprogo.tenancy.fields import TenantForeignKey, TenantOneToOneField
from koprogo.tenancy.models import TenantManager, TenantRow


class PaymentQuerySet(models.QuerySet):
    def standing(self):
        """Return the payments that count: not reversed by a mirror."""
        mirrors = Entry.objects.filter(reverses=OuterRef("entry"))
        return self.filter(~Exists(mirrors))


class Payment(TenantRow):
    """Money received on one of the association's accounts. Added, never changed.

    ``working`` and ``reserve``: how it divided over the oldest dues (settlement.py).
    """

    class BankAccount(models.TextChoices):
        WORKING = "551", _("Working account")
        RESERVE = "550", _("Reserve account")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    holding = TenantForeignKey(Holding, related_name="payments", db_index=False)
    date = models.DateField(_("value date"))
    amount = MoneyField(_("amount"))
    bank_account = models.CharField(
        _("received on the account"),
        max_length=3,
        choices=BankAccount,
        default=BankAccount.WORKING,
    )
    communication = models.CharField(_("communication"), max_length=140, blank=True)
    working = MoneyField()
    reserve = MoneyField()
    entry = TenantOneToOneField(Entry, related_name="payment", db_index=False)

    objects = TenantManager.from_queryset(PaymentQuerySet)()

    class Meta:
        ordering = ["-date", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_positive"),
            models.CheckConstraint(
                condition=Q(
                    working__gte=0, reserve__gte=0, amount=F("working") + F("reserve")
                ),
                name="payment_split_sums",
            ),
            models.CheckConstraint(
                condition=Q(bank_account__in=["551", "550"]),
                name="payment_bank_account",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "-date", "-id"], name="payment_list"),
            models.Index(fields=["tenant", "holding"], name="payment_holding"),
        ]

    def __str__(self):
        return f"{self.date}: {self.amount}"

    @property
    def is_reversed(self) -> bool:
        return hasattr(self.entry, "mirror")

    @property
    def of_the_bank(self):
        """The movement of the bank that it is, if a statement told of it."""
        return getattr(self.entry, "bank_movement", None)
