"""Calls for funds. The database freezes an issued call: migrations/0002."""

import uuid

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from buildings.models import AllocationKey, Holding, KeyVersion, Lot
from koprogo.fields import MoneyField
from koprogo.ledger.models import Entry
from koprogo.money import CENT
from koprogo.tenancy.fields import TenantForeignKey, TenantOneToOneField
from koprogo.tenancy.models import TenantManager, TenantRow


class CallQuerySet(models.QuerySet):
    def drafts(self):
        return self.filter(issued_at=None)

    def issued(self):
        return self.filter(issued_at__isnull=False)

    def standing(self):
        """Return the calls that count: issued and not cancelled by a mirror."""
        return self.issued().filter(entry__mirror=None)


class Call(TenantRow):
    """A call for funds (appel de fonds, oproep tot kapitaalinbreng): draft → issued.

    Issued is posted and frozen; a wrong one is cancelled by the mirror of its entry.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=120)
    due_on = models.DateField(_("due on"))
    date = models.DateField(null=True, editable=False)
    issued_at = models.DateTimeField(null=True, editable=False)
    entry = TenantOneToOneField(
        Entry, null=True, editable=False, related_name="call", db_index=False
    )
    # The instalment of a budget that it calls: 1 is the first of the year.
    budget = TenantForeignKey(
        "finance.Budget",
        null=True,
        editable=False,
        related_name="calls",
        db_index=False,
    )
    instalment = models.PositiveSmallIntegerField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )

    objects = TenantManager.from_queryset(CallQuerySet)()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="call_titled"),
            models.CheckConstraint(
                condition=Q(budget=None, instalment=None)
                | Q(budget__isnull=False, instalment__gte=1),
                name="call_instalment_of_budget",
            ),
            models.CheckConstraint(
                condition=Q(issued_at=None, entry=None, date=None)
                | Q(issued_at__isnull=False, entry__isnull=False, date__isnull=False),
                name="call_issued_is_posted",
            ),
            models.CheckConstraint(
                condition=Q(date=None) | Q(due_on__gte=F("date")),
                name="call_due_after_issue",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "-id"], name="call_list")]

    def __str__(self):
        return self.title

    @property
    def is_issued(self) -> bool:
        return self.issued_at is not None

    @property
    def is_cancelled(self) -> bool:
        return self.is_issued and hasattr(self.entry, "mirror")


class CallItem(TenantRow):
    """One amount to divide by one key."""

    class Purpose(models.TextChoices):
        PROVISION = "provision", _("Provision for ordinary charges")
        RESERVE = "reserve", _("Contribution to the reserve fund")
        WORKS = "works", _("Extraordinary works")
        WORKING_FUND = "working_fund", _("Working fund")

    call = TenantForeignKey(Call, related_name="items", db_index=False)
    position = models.PositiveSmallIntegerField(editable=False)
    label = models.CharField(_("description"), max_length=120)
    purpose = models.CharField(
        _("purpose"), max_length=12, choices=Purpose, default=Purpose.PROVISION
    )
    key = TenantForeignKey(
        AllocationKey, related_name="+", verbose_name=_("divided by"), db_index=False
    )
    version = TenantForeignKey(
        KeyVersion, null=True, editable=False, related_name="+", db_index=False
    )
    amount = MoneyField(_("amount"), validators=[MinValueValidator(CENT)])
    works = TenantForeignKey(
        "finance.Works",
        null=True,
        blank=True,
        related_name="items",
        verbose_name=_("works"),
        db_index=False,
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(works=None) | Q(purpose="works"), name="call_item_works"
            ),
            models.UniqueConstraint(
                fields=["tenant", "call", "position"], name="call_item_position"
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="call_item_positive"
            ),
            models.CheckConstraint(
                condition=Q(
                    purpose__in=["provision", "reserve", "works", "working_fund"]
                ),
                name="call_item_purpose",
            ),
        ]

    def __str__(self):
        return self.label


class CallDocument(TenantRow):
    """What one holding has to pay for one call: one document, however many lots."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    call = TenantForeignKey(Call, related_name="documents", db_index=False)
    holding = TenantForeignKey(Holding, related_name="documents", db_index=False)
    working = MoneyField()
    reserve = MoneyField()
    total = models.GeneratedField(
        expression=F("working") + F("reserve"),
        output_field=models.DecimalField(max_digits=12, decimal_places=2),
        db_persist=True,
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "call", "holding"], name="call_document_once"
            ),
            models.CheckConstraint(
                condition=Q(working__gte=0, reserve__gte=0),
                name="call_document_not_negative",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "holding"], name="call_document_holding")
        ]

    def __str__(self):
        return f"{self.call}: {self.total}"


class CallLine(TenantRow):
    """The part of one lot in one item: ``parts`` of the key's version, EUR to pay."""

    document = TenantForeignKey(CallDocument, related_name="lines", db_index=False)
    item = TenantForeignKey(CallItem, related_name="lines", db_index=False)
    lot = TenantForeignKey(Lot, related_name="+", db_index=False)
    parts = models.PositiveIntegerField()
    amount = MoneyField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "item", "lot"], name="call_line_once"
            ),
            models.CheckConstraint(
                condition=Q(amount__gte=0), name="call_line_not_negative"
            ),
        ]
        indexes = [models.Index(fields=["tenant", "document"], name="call_line_doc")]

    def __str__(self):
        return f"{self.lot_id}: {self.amount}"
