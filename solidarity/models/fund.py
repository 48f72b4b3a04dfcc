"""By which terms the fund helps, and how the law sees its loans."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from koprogo.fields import person
from koprogo.tenancy.models import TenantRow


class FundTerms(TenantRow):
    """The terms in force from a day on; added only, by a decision of the assembly.

    ``values``: what differs from ``solidarity.terms.DEFAULT_TERMS``, by name
    (queries.terms reads them).
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    since = models.DateField(_("from"))
    values = models.JSONField(default=dict)
    decision = models.UUIDField(null=True, editable=False)
    decision_text = models.CharField(_("decision"), max_length=200)
    recorded_by = person()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "since"],
                name="fund_terms_since",
                violation_error_message=_("Other terms begin on this day."),
            ),
            models.CheckConstraint(
                condition=~Q(decision_text=""), name="fund_terms_decided"
            ),
        ]

    def __str__(self):
        return f"{self.since}"


class LegalReview(TenantRow):
    """How the law on consumer credit sees the loans, as a lawyer reviewed it.

    Days [since, until); ``until`` empty: until it is reviewed again. Added only.
    """

    class Regime(models.TextChoices):
        UNDER_REVIEW = "under_review", _("Being reviewed")
        EXEMPT = "exempt", _("Exempt, for the reasons of the note")
        REGULATED = "regulated", _("Under the rules for consumer credit")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    regime = models.CharField(_("regime"), max_length=12, choices=Regime)
    note = models.TextField(_("note of the review"))
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    recorded_by = person()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(regime__in=["under_review", "exempt", "regulated"]),
                name="legal_review_regime_known",
            ),
            models.CheckConstraint(condition=~Q(note=""), name="legal_review_noted"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")),
                name="legal_review_dates",
                violation_error_message=_("The end must come after the beginning."),
            ),
        ]

    def __str__(self):
        return f"{self.regime} {self.since}"
