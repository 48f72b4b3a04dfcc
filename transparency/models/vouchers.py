"""Costs and other income of the ASBL with their vouchers, and its closed quarters."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from buildings.models.participation import FirstOfMonth
from koprogo.documents.models import File
from koprogo.fields import MoneyField, person
from koprogo.ledger.models import Entry
from koprogo.tenancy.fields import TenantForeignKey, TenantOneToOneField
from koprogo.tenancy.models import TenantRow


class Voucher(TenantRow):
    """A cost or an income for whole months [since, until), EUR, with its paper.

    One person enters it, another approves it; then it is booked and unchangeable, and a
    mistake is mirrored. ``supplier`` and ``description`` are published: no name of a
    private person stands there.
    """

    class Kind(models.TextChoices):
        SERVERS = "servers", _("Servers")
        BANDWIDTH = "bandwidth", _("Bandwidth")
        STORAGE = "storage", _("Storage")
        STAFF = "staff", _("Staff")
        ADD_ONS = "add-ons", _("Add-ons")
        BANK = "bank", _("Bank")
        INSURANCE = "insurance", _("Insurance")
        OTHER = "other", _("Other costs")
        GIFTS = "gifts", _("Gifts and grants")
        INCOME = "income", _("Other income")

    class Recurring(models.TextChoices):
        NO = "no", _("Once")
        MONTHLY = "monthly", _("Every month")
        QUARTERLY = "quarterly", _("Every quarter")
        YEARLY = "yearly", _("Every year")

    class State(models.TextChoices):
        ENTERED = "entered", _("To approve")
        APPROVED = "approved", _("Approved")
        REJECTED = "rejected", _("Rejected")
        REVERSED = "reversed", _("Reversed")

    INCOMES = (Kind.GIFTS, Kind.INCOME)

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=9, choices=Kind)
    supplier = models.CharField(_("supplier or giver"), max_length=120)
    description = models.CharField(_("description"), max_length=200)
    amount = MoneyField(_("amount"))
    dated = models.DateField(_("date of the voucher"))
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    recurring = models.CharField(
        _("comes back"), max_length=9, choices=Recurring, default=Recurring.NO
    )
    paper = TenantForeignKey(File, related_name="+", db_index=False)
    state = models.CharField(max_length=8, choices=State, default=State.ENTERED)
    entered_by = person()
    entered_at = models.DateTimeField(auto_now_add=True)
    decided_by = person()
    decided_at = models.DateTimeField(null=True, editable=False)
    reason = models.CharField(_("reason"), max_length=300, blank=True, editable=False)
    paid_on = models.DateField(_("paid on"), null=True, editable=False)

    class Meta:
        ordering = ["-dated", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        "servers",
                        "bandwidth",
                        "storage",
                        "staff",
                        "add-ons",
                        "bank",
                        "insurance",
                        "other",
                        "gifts",
                        "income",
                    ]
                ),
                name="voucher_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(recurring__in=["no", "monthly", "quarterly", "yearly"]),
                name="voucher_recurring_known",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="voucher_amount"),
            models.CheckConstraint(
                condition=~Q(supplier="") & ~Q(description=""), name="voucher_named"
            ),
            models.CheckConstraint(
                condition=Q(since=FirstOfMonth("since"), until=FirstOfMonth("until"))
                & Q(until__gt=F("since")),
                name="voucher_of_whole_months",
            ),
            models.CheckConstraint(
                condition=Q(state="entered", decided_at=None, decided_by=None)
                | Q(
                    state__in=["approved", "rejected", "reversed"],
                    decided_at__isnull=False,
                ),
                name="voucher_decided",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("entered_by")),
                name="voucher_four_eyes",
                violation_error_message=_(
                    "Somebody else must approve what you entered."
                ),
            ),
            models.CheckConstraint(
                condition=Q(paid_on=None) | Q(state__in=["approved", "reversed"]),
                name="voucher_paid_when_approved",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "state"], name="voucher_state"),
        ]

    def __str__(self):
        return f"{self.kind} {self.supplier} {self.amount}"

    @property
    def is_income(self) -> bool:
        return self.kind in self.INCOMES


class VoucherEntry(TenantRow):
    """What a voucher wrote in the books; added only.

    ``month``: the month that bears it, or none: the invoice itself, or its payment.
    """

    voucher = TenantForeignKey(Voucher, related_name="entries", db_index=False)
    entry = TenantOneToOneField(Entry, related_name="voucher_entry", db_index=False)
    month = models.DateField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(month=None) | Q(month=FirstOfMonth("month")),
                name="voucher_entry_of_a_month",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "voucher"], name="voucher_entry_of"),
            models.Index(fields=["tenant", "month"], name="voucher_entry_month"),
        ]

    def __str__(self):
        return f"{self.voucher_id} {self.month}"


class Quarter(TenantRow):
    """A quarter of the calendar year; closed, its days take no entry any more.

    ``figures``: the balance of each account at its end, EUR as text, by code.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    year = models.SmallIntegerField(_("year"))
    number = models.SmallIntegerField(_("quarter"))
    since = models.DateField()
    until = models.DateField()
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = person()
    figures = models.JSONField(default=dict, editable=False)

    class Meta:
        ordering = ["year", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "year", "number"], name="quarter_once"
            ),
            models.CheckConstraint(
                condition=Q(number__range=(1, 4), until__gt=F("since")),
                name="quarter_number",
            ),
        ]

    def __str__(self):
        return f"{self.year} Q{self.number}"

    @property
    def is_closed(self) -> bool:
        return self.closed_at is not None
