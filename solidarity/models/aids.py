"""Help that was granted: promised money, agreement, and the plan by which it comes back."""

import uuid
from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from koprogo.fields import MoneyField, person
from koprogo.tenancy.fields import TenantForeignKey, TenantOneToOneField
from koprogo.tenancy.models import TenantRow
from solidarity.models.committee import Verdict
from solidarity.models.requests import KINDS, Request
from solidarity.models.sealed import Life, SealedFile, SealedText


class Aid(TenantRow):
    """What the fund promised: EUR, from the acceptance on.

    ``code``: what its entries in the books are called; nobody is named there.
    ``paid``: what went out of ``amount``; the rest is promised and cannot be promised
    again, which a trigger of the database holds (migrations/0002). ``mandate``: the
    reference of the SEPA mandate, ``iban``: the person's account (sealed).
    """

    class State(models.TextChoices):
        PROMISED = "promised", _("Promised")
        SIGNED = "signed", _("Signed")
        RUNNING = "running", _("Coming back")
        CLOSED = "closed", _("Closed")
        VOID = "void", _("Not taken up")
        WRITTEN_OFF = "written_off", _("Written off")

    class Security(models.TextChoices):
        MORTGAGE = "mortgage", _("Mortgage of the second rank")
        SURETY = "surety", _("Joint surety of the co-ownership")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request = TenantForeignKey(Request, related_name="aids", db_index=False)
    verdict = TenantOneToOneField(Verdict, related_name="aid", db_index=False)
    code = models.CharField(max_length=12, editable=False)
    kind = models.CharField(_("kind of help"), max_length=9, choices=KINDS)
    amount = MoneyField(_("amount"))
    paid = MoneyField(_("paid"), default=Decimal("0.00"))
    months = models.SmallIntegerField(_("months"), null=True)
    percent = models.DecimalField(
        max_digits=4, decimal_places=2, default=Decimal("0.00")
    )
    won_part = models.DecimalField(max_digits=3, decimal_places=2, null=True)
    security = models.CharField(max_length=8, choices=Security, blank=True)
    state = models.CharField(max_length=11, choices=State, default=State.PROMISED)
    promised_at = models.DateTimeField()
    agreement = SealedFile(life=Life.PAPERS)
    agreement_hash = models.CharField(max_length=64, blank=True)
    language = models.CharField(max_length=2, blank=True)
    signed_at = models.DateTimeField(null=True, editable=False)
    pay_by = models.DateField(null=True, editable=False)
    iban = SealedText(blank=True, life=Life.PAPERS)
    mandate = models.CharField(max_length=35, blank=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-promised_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["dispute", "loan", "works", "emergency"]),
                name="aid_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=[
                        "promised",
                        "signed",
                        "running",
                        "closed",
                        "void",
                        "written_off",
                    ]
                ),
                name="aid_state_known",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0, paid__gte=0, paid__lte=F("amount")),
                name="aid_amount",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["loan", "works"], months__gt=0, percent__gte=0)
                | Q(kind__in=["dispute", "emergency"], months=None, percent=0),
                name="aid_comes_back_or_not",
            ),
            models.CheckConstraint(
                condition=Q(won_part=None) | Q(kind="dispute", won_part__range=(0, 1)),
                name="aid_won_part",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["promised", "void"], signed_at=None, paid=0)
                | Q(
                    state__in=["signed", "running", "closed", "written_off"],
                    signed_at__isnull=False,
                    pay_by__isnull=False,
                ),
                name="aid_signed_before_it_is_paid",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["closed", "void", "written_off"], ended_at__isnull=False
                )
                | Q(state__in=["promised", "signed", "running"], ended_at=None),
                name="aid_ended",
            ),
            models.UniqueConstraint(fields=["tenant", "code"], name="aid_code"),
            models.UniqueConstraint(
                fields=["tenant", "request"],
                condition=~Q(state="void"),
                name="aid_one_each",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "state"], name="aid_state")]

    def __str__(self):
        return self.code

    @property
    def comes_back(self) -> bool:
        return self.months is not None


class Plan(TenantRow):
    """A plan of instalments; the latest one holds, older ones are kept (added only).

    ``principal``: the capital that was left on the day it was made.
    """

    class Reason(models.TextChoices):
        FIRST = "first", _("The agreement")
        EARLY = "early", _("Paid early")
        RESCHEDULED = "rescheduled", _("Rescheduled")
        DEFERRED = "deferred", _("Deferred")

    aid = TenantForeignKey(Aid, related_name="plans", db_index=False)
    number = models.SmallIntegerField()
    reason = models.CharField(max_length=11, choices=Reason)
    principal = MoneyField()
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = person()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "aid", "number"], name="plan_once"
            ),
            models.CheckConstraint(
                condition=Q(reason__in=["first", "early", "rescheduled", "deferred"]),
                name="plan_reason_known",
            ),
            models.CheckConstraint(
                condition=Q(principal__gt=0, number__gte=1), name="plan_principal"
            ),
        ]

    def __str__(self):
        return f"{self.aid_id} {self.number}"


class PlanLine(TenantRow):
    """An instalment of a plan, EUR; added only."""

    plan = TenantForeignKey(Plan, related_name="lines", db_index=False)
    number = models.SmallIntegerField()
    due = models.DateField(_("due"))
    capital = MoneyField(_("capital"))
    interest = MoneyField(_("interest"))

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "plan", "number"], name="plan_line_once"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, capital__gt=0, interest__gte=0),
                name="plan_line_amounts",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "due"], name="plan_line_due")]

    def __str__(self):
        return f"{self.plan_id} {self.number}"

    @property
    def amount(self):
        return self.capital + self.interest
