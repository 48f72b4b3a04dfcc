"""Quarterly reports and yearly accounts: made, reviewed, published by two people."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from koprogo.documents.models import File
from koprogo.fields import person
from koprogo.tenancy.fields import TenantForeignKey, TenantOneToOneField
from koprogo.tenancy.models import TenantRow
from transparency.models.vouchers import Quarter


class Report(TenantRow):
    """A version of a report. Published, it is frozen; a correction is a new version.

    ``tables`` and ``figures``: what it was made of, as published. ``decision``: of the
    members who approved the yearly accounts.
    """

    class Kind(models.TextChoices):
        QUARTER = "quarter", _("Quarterly report")
        YEAR = "year", _("Yearly accounts")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=7, choices=Kind)
    year = models.SmallIntegerField()
    quarter = models.SmallIntegerField(null=True)
    version = models.PositiveSmallIntegerField(default=1)
    replaces = TenantOneToOneField(
        "self", null=True, related_name="replaced_by", db_index=False
    )
    reason = models.CharField(_("what is corrected"), max_length=300, blank=True)
    note = models.TextField(_("note of the board"), blank=True)
    auditor_note = models.TextField(_("note of the auditor"), blank=True)
    tables = models.JSONField(default=dict)
    figures = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    reviewed_at = models.DateTimeField(null=True, editable=False)
    reviewed_by = person()
    approved_by_decision = models.UUIDField(null=True, editable=False)
    decision_text = models.CharField(max_length=200, blank=True, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    published_by = person()

    class Meta:
        ordering = ["-year", "-quarter", "-version"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="quarter", quarter__range=(1, 4))
                | Q(kind="year", quarter=None),
                name="report_kind_known",
            ),
            models.UniqueConstraint(
                fields=["tenant", "kind", "year", "quarter", "version"],
                name="report_version",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(version=1, replaces=None, reason="")
                | Q(version__gt=1, replaces__isnull=False) & ~Q(reason=""),
                name="report_correction_reasoned",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(reviewed_at__isnull=False),
                name="report_reviewed_first",
            ),
            models.CheckConstraint(
                condition=Q(published_by=None) | ~Q(published_by=F("reviewed_by")),
                name="report_two_people",
                violation_error_message=_(
                    "Somebody else must publish what you reviewed."
                ),
            ),
            models.CheckConstraint(
                condition=Q(kind="quarter")
                | Q(published_at=None)
                | Q(approved_by_decision__isnull=False),
                name="report_of_year_approved_by_members",
            ),
        ]

    def __str__(self):
        return f"{self.period} v{self.version}"

    @property
    def period(self) -> str:
        """The quarter, ``2026-Q1``, or the year, ``2026``."""
        return f"{self.year}-Q{self.quarter}" if self.quarter else str(self.year)

    @property
    def is_published(self) -> bool:
        return self.published_at is not None

    @property
    def is_approved(self) -> bool:
        """Whether members approved it: they do of yearly accounts."""
        return self.approved_by_decision is not None


class ReportDocument(TenantRow):
    """A report in one language: PDF, and its SHA-256 through the file."""

    report = TenantForeignKey(Report, related_name="documents", db_index=False)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    file = TenantForeignKey(File, related_name="+", db_index=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "report", "language"], name="report_language"
            )
        ]

    def __str__(self):
        return f"{self.report_id} {self.language}"

    @property
    def path(self) -> str:
        """Where everybody reads it once it is published."""
        return f"/transparency/reports/{self.report.uuid}/{self.language}.pdf"


class SurplusQuestion(TenantRow):
    """That two closed quarters in a row left too much: the members are asked, once.

    ``quarter``: the second of them. ``item``: the point of an agenda that asks; none
    while no assembly is prepared. Whoever discards that draft lets it wait again.
    """

    quarter = TenantOneToOneField(Quarter, related_name="question", db_index=False)
    item = models.UUIDField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return str(self.quarter)
