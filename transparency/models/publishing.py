"""What everybody may read: the figures as they were last published."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from koprogo.tenancy.models import TenantRow


class Publication(TenantRow):
    """The published tables and the figures derived from them: one row, renewed.

    ``digest``: SHA-256 of the figures, hex.
    """

    tables = models.JSONField(default=dict)
    figures = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    as_of = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant"], name="publication_one"),
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="publication_hashed"
            ),
        ]

    def __str__(self):
        return str(self.as_of)


class CheckResult(TenantRow):
    """How a nightly check of the whole platform came out; no building is named."""

    class Name(models.TextChoices):
        LEDGERS = "ledgers", _("Every ledger balances")
        BALLOTS = "ballots", _("Every chain of ballots is whole")
        HISTORY = "history", _("Every history is whole")
        CREDITS = "credits", _("Credits of neighbours sum to zero")
        BACKUP = "backup", _("The last backup was restored")

    name = models.CharField(max_length=8, choices=Name)
    sound = models.BooleanField()
    checked_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "name"], name="check_result_latest"
            ),
            models.CheckConstraint(
                condition=Q(
                    name__in=["ledgers", "ballots", "history", "credits", "backup"]
                ),
                name="check_result_known",
            ),
        ]

    def __str__(self):
        return f"{self.name} {self.sound}"


class Goal(TenantRow):
    """What the ASBL set out to reach by a day; beside it the page shows what it measured."""

    class Name(models.TextChoices):
        PARTICIPANTS = "participants", _("Co-ownerships that take part")
        PEOPLE = "people", _("People with an account")
        SAVED = "saved", _("Saved by co-ownerships, EUR")
        CO2 = "co2", _("CO₂ a request, grams")
        CONTESTS = "contests", _("Contests of charges that were answered")
        SATISFACTION = "satisfaction", _("Satisfaction, of 10")
        UPTIME = "uptime", _("Availability, per cent")
        VULNERABILITIES = "vulnerabilities", _("Known vulnerabilities that are open")
        CONTRIBUTORS = "contributors", _("Contributors")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("goal"), max_length=15, choices=Name)
    due = models.DateField(_("until"))
    target = models.DecimalField(_("target"), max_digits=12, decimal_places=2)
    measured = models.DecimalField(
        _("measured"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    measured_on = models.DateField(_("measured on"), null=True, blank=True)

    class Meta:
        ordering = ["due", "name"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "name", "due"], name="goal_once"),
            models.CheckConstraint(
                condition=Q(measured=None, measured_on=None)
                | Q(measured__isnull=False, measured_on__isnull=False),
                name="goal_measured_on",
            ),
        ]

    def __str__(self):
        return f"{self.name} {self.due}"
