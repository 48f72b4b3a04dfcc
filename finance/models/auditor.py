"""The yearly check of the accounts by their auditor (art. 3.91), and conflicts of interest."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buildings.models import Supplier
from finance.models.invoices import Invoice
from koprogo.documents.models import File
from koprogo.fields import MoneyField, person
from koprogo.ledger.models import FiscalYear
from koprogo.tenancy.fields import TenantForeignKey
from koprogo.tenancy.models import TenantRow


class AccountsCheck(TenantRow):
    """An auditor's check of one fiscal year: sample, questions, signed report.

    ``seed`` decides the random part of the sample: who has it draws the same vouchers
    (docs/rules/sampling.md). It never changes, nothing is taken out of the sample, and
    once signed all is frozen. ``random_size`` … ``split_days``: the criteria.
    """

    class Opinion(models.TextChoices):
        APPROVE = "approve", _("The accounts can be approved")
        REMARKS = "remarks", _("The accounts can be approved, with remarks")
        REFUSE = "refuse", _("The accounts should not be approved as they are")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    year = TenantForeignKey(FiscalYear, related_name="+", db_index=False)
    auditor = person()
    seed = models.CharField(max_length=64, editable=False)
    random_size = models.PositiveSmallIntegerField(_("drawn at random"), default=10)
    largest_size = models.PositiveSmallIntegerField(_("largest amounts"), default=10)
    round_to = MoneyField(_("round amounts: multiples of"), default=100)
    duplicate_days = models.PositiveSmallIntegerField(
        _("same supplier and amount within (days)"), default=14
    )
    threshold = MoneyField(
        _("amount from which the assembly asks for competing quotes"),
        null=True,
        blank=True,
    )
    split_days = models.PositiveSmallIntegerField(
        _("together above that amount within (days)"), default=30
    )
    opened_at = models.DateTimeField(auto_now_add=True)
    opinion = models.CharField(_("opinion"), max_length=7, choices=Opinion, blank=True)
    conclusion = models.TextField(_("conclusion"), max_length=8000, blank=True)
    signed_at = models.DateTimeField(null=True, editable=False)
    report = TenantForeignKey(File, null=True, related_name="+", db_index=False)

    class Meta:
        ordering = ["-year__year", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "year", "auditor"],
                name="accounts_check_once",
                violation_error_message=_("You are already checking this year."),
            ),
            models.CheckConstraint(
                condition=Q(signed_at=None, report=None)
                | (
                    Q(signed_at__isnull=False, report__isnull=False)
                    & ~Q(opinion="")
                    & ~Q(conclusion="")
                ),
                name="accounts_check_signed",
            ),
            models.CheckConstraint(
                condition=Q(opinion__in=["", "approve", "remarks", "refuse"]),
                name="accounts_check_opinion",
            ),
            models.CheckConstraint(
                condition=Q(round_to__gt=0) & (Q(threshold=None) | Q(threshold__gt=0)),
                name="accounts_check_criteria",
            ),
        ]

    def __str__(self):
        return str(self.uuid)


class CheckedVoucher(TenantRow):
    """A voucher of the sample, why it was drawn, and what the auditor found.

    ``ticked_at``: when he looked at it; without a finding it is in order.
    """

    check_of = TenantForeignKey(AccountsCheck, related_name="vouchers", db_index=False)
    invoice = TenantForeignKey(Invoice, related_name="+", db_index=False)
    reasons = ArrayField(models.CharField(max_length=20))
    ticked_at = models.DateTimeField(null=True)
    finding = models.TextField(_("finding"), max_length=2000, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "check_of", "invoice"], name="checked_voucher_once"
            ),
            models.CheckConstraint(
                condition=Q(finding="") | Q(ticked_at__isnull=False),
                name="checked_voucher_looked_at",
            ),
        ]

    def __str__(self):
        return str(self.invoice_id)


class AuditorQuestion(TenantRow):
    """A question of the auditor, and the syndic's answer."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    check_of = TenantForeignKey(AccountsCheck, related_name="questions", db_index=False)
    voucher = TenantForeignKey(
        CheckedVoucher, null=True, related_name="questions", db_index=False
    )
    text = models.TextField(_("question"), max_length=2000)
    asked_at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField(_("answer"), max_length=4000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = person()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="question_written"),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None)
                | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="question_answered",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "check_of"], name="auditor_question")]

    def __str__(self):
        return self.text


class ConflictOfInterest(TenantRow):
    """Somebody of the syndic or the council has an interest in a supplier (art. 3.89 §5)."""

    class Role(models.TextChoices):
        SYNDIC = "syndic", _("Syndic")
        COUNCIL = "council", _("Council of co-ownership")
        AUDITOR = "auditor", _("Auditor of the accounts")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("who"), max_length=120)
    role = models.CharField(_("as"), max_length=7, choices=Role)
    supplier = TenantForeignKey(
        Supplier, related_name="+", verbose_name=_("supplier"), db_index=False
    )
    text = models.CharField(_("what the interest is"), max_length=400)
    decision = models.CharField(
        _("decision of the assembly that allows it"), max_length=200, blank=True
    )
    declared_on = models.DateField(_("declared on"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)
    recorded_by = person()

    class Meta:
        ordering = ["-declared_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(text=""), name="conflict_described"
            ),
            models.CheckConstraint(
                condition=Q(role__in=["syndic", "council", "auditor"]),
                name="conflict_role",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=models.F("declared_on")),
                name="conflict_dates",
            ),
        ]

    def __str__(self):
        return self.name
