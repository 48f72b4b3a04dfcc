"""What an owner agreed to, since when, and how he said so (art. 3.87 §3 C. civ.)."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from buildings.models.ownership import Owner
from koprogo.tenancy.fields import TenantForeignKey
from koprogo.tenancy.models import TenantManager, TenantRow


class ConsentQuerySet(models.QuerySet):
    def standing(self):
        """Return the consents that were not withdrawn."""
        return self.filter(withdrawn_on=None)


class Consent(TenantRow):
    """An individual, explicit acceptance; withdrawn it stays as a record.

    ``version``: of the text that was accepted (buildings/consents.py). ``source``:
    given by the owner himself on his pages, or on paper that the syndic keeps.
    """

    class Purpose(models.TextChoices):
        LETTERS = "letters", _("Letters and calls for funds by e-mail")
        CONVOCATIONS = "convocations", _("Convocations to assemblies by e-mail")

    class Source(models.TextChoices):
        ONLINE = "online", _("Given online by the owner")
        PAPER = "paper", _("Given in writing to the syndic")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = TenantForeignKey(Owner, related_name="consents", db_index=False)
    purpose = models.CharField(_("for"), max_length=12, choices=Purpose)
    source = models.CharField(_("how"), max_length=6, choices=Source)
    version = models.PositiveSmallIntegerField(default=1)
    given_on = models.DateField(_("given on"))
    withdrawn_on = models.DateField(_("withdrawn on"), null=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )

    objects = TenantManager.from_queryset(ConsentQuerySet)()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "owner", "purpose"],
                condition=Q(withdrawn_on=None),
                name="consent_standing_once",
                violation_error_message=_("This consent is recorded already."),
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("given_on")),
                name="consent_dates",
                violation_error_message=_("It cannot end before it was given."),
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=["letters", "convocations"]),
                name="consent_purpose_known",
            ),
            models.CheckConstraint(
                condition=Q(source__in=["online", "paper"]),
                name="consent_source_known",
            ),
        ]

    def __str__(self):
        return f"{self.owner_id}: {self.purpose}"
