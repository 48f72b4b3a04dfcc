"""What each participation owes a month, and what it paid."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from buildings.models import Participation
from buildings.models.participation import FirstOfMonth
from koprogo.documents.models import File
from koprogo.fields import MoneyField, person
from koprogo.ledger.models import Entry
from koprogo.tenancy.fields import TenantForeignKey, TenantOneToOneField
from koprogo.tenancy.models import TenantRow
from transparency.tariff import Reduction


class Contribution(TenantRow):
    """The contribution of one participation for one month, EUR: added once, unchanged.

    ``due`` = ``base`` (the price after the reduction) + ``add_ons``; ``entry``: in the
    books, none where nothing is due. ``lines``: code and price of each add-on.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    participation = TenantForeignKey(
        Participation, related_name="contributions", db_index=False
    )
    month = models.DateField(_("month"))
    price = MoneyField(_("price in force"))
    reduction = models.CharField(
        max_length=11, choices=[(each.value, each.value) for each in Reduction]
    )
    base = MoneyField(_("contribution"))
    add_ons = MoneyField(_("add-ons"), default=0)
    lines = models.JSONField(default=list)
    due = MoneyField(_("to pay"))
    due_on = models.DateField(_("to pay by"))
    entry = TenantOneToOneField(Entry, null=True, related_name="+", db_index=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-month", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "participation", "month"], name="contribution_once"
            ),
            models.CheckConstraint(
                condition=Q(month=FirstOfMonth("month")), name="contribution_of_a_month"
            ),
            models.CheckConstraint(
                condition=Q(due=F("base") + F("add_ons"), base__gte=0, add_ons__gte=0),
                name="contribution_sum",
            ),
            models.CheckConstraint(
                condition=Q(due=0, entry=None) | Q(due__gt=0, entry__isnull=False),
                name="contribution_booked",
            ),
            models.CheckConstraint(
                condition=Q(reduction__in=[each.value for each in Reduction]),
                name="contribution_reduction_known",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "month"], name="contribution_month")]

    def __str__(self):
        return f"{self.participation_id} {self.month}"


class Receipt(TenantRow):
    """Money that came in for a participation; a mistake is mirrored in the books.

    ``bank_reference``: of the movement in a bank file, which is never taken twice.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    participation = TenantForeignKey(
        Participation, related_name="receipts", db_index=False
    )
    amount = MoneyField(_("amount"))
    received_on = models.DateField(_("received on"))
    bank_reference = models.CharField(max_length=120, blank=True, editable=False)
    entry = TenantOneToOneField(Entry, related_name="+", db_index=False)
    mirror = TenantOneToOneField(Entry, null=True, related_name="+", db_index=False)
    recorded_by = person()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="receipt_amount"),
            models.UniqueConstraint(
                fields=["tenant", "bank_reference"],
                condition=~Q(bank_reference="") & Q(mirror=None),
                name="receipt_of_movement_once",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "participation"], name="receipt_of"),
        ]

    def __str__(self):
        return f"{self.participation_id} {self.received_on} {self.amount}"


class ContributionDocument(TenantRow):
    """A statement as PDF, made when it is first asked for and then kept as it is.

    Of a month (``contribution``), or the summary of a calendar ``year``.
    """

    participation = TenantForeignKey(
        Participation, related_name="documents", db_index=False
    )
    contribution = TenantOneToOneField(
        Contribution, null=True, related_name="document", db_index=False
    )
    year = models.SmallIntegerField(null=True)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    file = TenantForeignKey(File, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(contribution=None, year__isnull=False)
                | Q(contribution__isnull=False, year=None),
                name="contribution_document_of_month_or_year",
            ),
            models.UniqueConstraint(
                fields=["tenant", "participation", "year"],
                condition=Q(year__isnull=False),
                name="contribution_document_of_year_once",
            ),
        ]

    def __str__(self):
        return f"{self.participation_id} {self.year or self.contribution_id}"
