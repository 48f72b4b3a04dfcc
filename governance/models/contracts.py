"""The contracts for regular supplies, and their yearly evaluation (art. 3.89 §5 12°)."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from buildings.models import LibraryDocument, Supplier
from governance.models.minutes import Decision
from koprogo.fields import MoneyField, person
from koprogo.tenancy.fields import TenantForeignKey
from koprogo.tenancy.models import TenantManager, TenantRow

#: what no contract goes beyond, in months: notice, and a period of tacit renewal
MOST_MONTHS = 120


class ContractQuerySet(models.QuerySet):
    def running(self, day):
        """Return those that have begun, and neither ended nor ran out, on ``day``."""
        return self.filter(since__lte=day).not_over(day)

    def running_within(self, since, until):
        """Return those that ran on a day of [since, until)."""
        return self.filter(since__lt=until).not_over(since)

    def not_over(self, day):
        """Return those that run on ``day`` or begin later."""
        return self.filter(
            Q(ended_on=None) | Q(ended_on__gt=day),
            Q(until=None) | Q(until__gt=day) | Q(renewal_months__isnull=False),
        )


class SupplyContract(TenantRow):
    """What a supplier delivers regularly, on which terms. It stays when it is over.

    ``until``: the first day after the agreed term; none: of undetermined length. It is
    then renewed tacitly for ``renewal_months`` each time, unless notice is given
    ``notice_months`` before (governance/contracts.py). ``ended_on``: the first day on
    which it held no more, or will hold no more once notice was given. ``agreed_cost``:
    EUR a year, VAT included. ``interest``: the syndic's own, or of those close to him,
    which needs an authorisation of the assembly (art. 3.89 §5).
    """

    class Kind(models.TextChoices):
        LIFT = "lift", _("Lift")
        HEATING = "heating", _("Heating and hot water")
        CLEANING = "cleaning", _("Cleaning")
        GARDEN = "garden", _("Garden and surroundings")
        ENERGY = "energy", _("Electricity and gas")
        WATER = "water", _("Water")
        INSURANCE = "insurance", _("Insurance")
        INTERNET = "internet", _("Internet and television")
        SAFETY = "safety", _("Fire safety and security")
        OTHER = "other", _("Other")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    supplier = TenantForeignKey(
        Supplier,
        related_name="contracts",
        verbose_name=_("supplier"),
        db_index=False,
    )
    kind = models.CharField(_("kind"), max_length=9, choices=Kind)
    title = models.CharField(_("what it is for"), max_length=150)
    reference = models.CharField(
        _("number of contract or policy"), max_length=60, blank=True
    )
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    renewal_months = models.PositiveSmallIntegerField(
        _("tacitly renewed for (months)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_MONTHS)],
    )
    notice_months = models.PositiveSmallIntegerField(
        _("notice (months)"), default=0, validators=[MaxValueValidator(MOST_MONTHS)]
    )
    agreed_cost = MoneyField(
        _("agreed cost a year (EUR)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    indexation = models.CharField(_("indexation"), max_length=200, blank=True)
    decision = TenantForeignKey(
        Decision, null=True, blank=True, related_name="+", db_index=False
    )
    decided_on = models.DateField(_("decided on"), null=True, blank=True)
    decided = models.CharField(_("decision"), max_length=200, blank=True)
    interest = models.CharField(
        _("own interest of the syndic"), max_length=200, blank=True
    )
    document = TenantForeignKey(
        LibraryDocument,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("contract on paper"),
        db_index=False,
    )
    ended_on = models.DateField(null=True, editable=False)
    end_reason = models.CharField(max_length=400, blank=True, editable=False)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = person()

    objects = TenantManager.from_queryset(ContractQuerySet)()

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(title=""), name="supply_contract_titled"
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[
                        *("lift", "heating", "cleaning", "garden", "energy"),
                        *("water", "insurance", "internet", "safety", "other"),
                    ]
                ),
                name="supply_contract_kind_known",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")),
                name="supply_contract_days",
                violation_error_message=_("The end must come after the beginning."),
            ),
            models.CheckConstraint(
                condition=Q(renewal_months=None)
                | Q(renewal_months__range=(1, MOST_MONTHS), until__isnull=False),
                name="supply_contract_renewal",
                violation_error_message=_(
                    "Only a contract with an end is renewed tacitly, for at least one "
                    "month."
                ),
            ),
            models.CheckConstraint(
                condition=Q(notice_months__range=(0, MOST_MONTHS)),
                name="supply_contract_notice",
            ),
            models.CheckConstraint(
                condition=Q(agreed_cost=None) | Q(agreed_cost__gte=0),
                name="supply_contract_cost",
            ),
            models.CheckConstraint(
                condition=Q(decision=None, decided_on=None, decided="")
                | Q(decided_on__isnull=False) & ~Q(decided=""),
                name="supply_contract_decided",
                violation_error_message=_(
                    "Choose the decision, or give its day and say it in words."
                ),
            ),
            models.CheckConstraint(
                condition=Q(interest="") | Q(decided_on__isnull=False),
                name="supply_contract_authorised",
                violation_error_message=_(
                    "A contract in which the syndic has an interest needs a decision of "
                    "the assembly beforehand: name it (art. 3.89 §5)."
                ),
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None, end_reason="")
                | Q(ended_on__gte=F("since")) & ~Q(end_reason=""),
                name="supply_contract_ended",
                violation_error_message=_("It ends after its first day, for a reason."),
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "supplier"], name="supply_contract_supplier")
        ]

    def __str__(self):
        return self.title

    def is_over(self, day) -> bool:
        """Tell whether it ended, or ran out, by ``day``."""
        if self.ended_on is not None:
            return self.ended_on <= day
        ran_out = self.until is not None and self.until <= day
        return ran_out and self.renewal_months is None

    @property
    def authorised_late(self) -> bool:
        """Whether the assembly authorised the syndic's interest after it began."""
        return bool(self.interest) and self.decided_on > self.since


class ContractsEvaluation(TenantRow):
    """The evaluation of all contracts over a fiscal year; frozen once it is reported.

    ``year``: the calendar year in which the fiscal year begins.
    """

    year = models.PositiveSmallIntegerField(_("year"))
    reported_at = models.DateTimeField(null=True, editable=False)
    reported_by = person()

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "year"], name="contracts_evaluation_once"
            ),
            models.CheckConstraint(
                condition=Q(year__range=(1924, 2200)), name="contracts_evaluation_year"
            ),
            models.CheckConstraint(
                condition=Q(reported_by=None) | Q(reported_at__isnull=False),
                name="contracts_evaluation_reported",
            ),
        ]

    def __str__(self):
        return str(self.year)


class ContractReview(TenantRow):
    """What the syndic thinks of a contract after a year, and what he proposes."""

    class Quality(models.TextChoices):
        GOOD = "good", _("Good")
        SUFFICIENT = "sufficient", _("Sufficient")
        POOR = "poor", _("Poor")

    class Proposal(models.TextChoices):
        CONTINUE = "continue", pgettext_lazy("proposal", "Continue")
        RENEGOTIATE = "renegotiate", _("Renegotiate")
        QUOTES = "quotes", _("Ask for quotes")
        END = "end", pgettext_lazy("proposal", "End")

    evaluation = TenantForeignKey(
        ContractsEvaluation, related_name="reviews", db_index=False
    )
    contract = TenantForeignKey(SupplyContract, related_name="reviews", db_index=False)
    quality = models.CharField(_("quality"), max_length=10, choices=Quality)
    proposal = models.CharField(_("proposal"), max_length=11, choices=Proposal)
    remarks = models.TextField(_("remarks"), max_length=1000, blank=True)
    reviewed_at = models.DateTimeField(auto_now=True)
    reviewed_by = person()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "evaluation", "contract"], name="contract_review_once"
            ),
            models.CheckConstraint(
                condition=Q(quality__in=["good", "sufficient", "poor"]),
                name="contract_review_quality_known",
            ),
            models.CheckConstraint(
                condition=Q(
                    proposal__in=["continue", "renegotiate", "quotes", "end"],
                ),
                name="contract_review_proposal_known",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "contract"], name="contract_review_contract")
        ]

    def __str__(self):
        return f"{self.contract_id}: {self.quality}"


class EvaluationDocument(TenantRow):
    """The report of an evaluation in one language: a document of the library."""

    evaluation = TenantForeignKey(
        ContractsEvaluation, related_name="documents", db_index=False
    )
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    document = TenantForeignKey(LibraryDocument, related_name="+", db_index=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "evaluation", "language"],
                name="evaluation_document_language",
            )
        ]

    def __str__(self):
        return f"{self.evaluation_id} {self.language}"
