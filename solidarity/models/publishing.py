"""What the fund tells everybody: reports, what people helped say, goals, what is gone."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from koprogo.documents.models import File
from koprogo.fields import person
from koprogo.tenancy.fields import TenantForeignKey
from koprogo.tenancy.models import TenantRow
from solidarity.models.requests import Request, RequestKey
from solidarity.models.sealed import SealedText


class FundReport(TenantRow):
    """A report of a period or of a year. Published, it is frozen: nothing corrects it.

    ``quarters``: which ones it tells together, such as ["2026-Q1", "2026-Q2"]; of a
    year, those of its periods. ``year`` and ``quarter``: of the last one. ``cells``: what
    it tells, as published (``solidarity.publishing``); nothing that is hidden is in it.
    """

    class Kind(models.TextChoices):
        PERIOD = "period", _("Quarterly report")
        YEAR = "year", _("Yearly report")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=6, choices=Kind)
    year = models.SmallIntegerField()
    quarter = models.SmallIntegerField(null=True)
    quarters = models.JSONField(default=list)
    cells = models.JSONField(default=dict)
    made_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True, editable=False)
    reviewed_by = person()
    published_at = models.DateTimeField(null=True, editable=False)
    published_by = person()

    class Meta:
        ordering = ["-year", "-quarter", "kind"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="period", quarter__range=(1, 4))
                | Q(kind="year", quarter=None),
                name="fund_report_kind_known",
            ),
            models.UniqueConstraint(
                fields=["tenant", "kind", "year", "quarter"],
                name="fund_report_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(reviewed_at__isnull=False),
                name="fund_report_reviewed_first",
            ),
            models.CheckConstraint(
                condition=Q(published_by=None) | ~Q(published_by=F("reviewed_by")),
                name="fund_report_two_people",
                violation_error_message=_(
                    "Somebody else must publish what you reviewed."
                ),
            ),
        ]

    def __str__(self):
        return self.period

    @property
    def period(self) -> str:
        """The last quarter, ``2026-Q1``, or the year, ``2026``."""
        return f"{self.year}-Q{self.quarter}" if self.quarter else str(self.year)

    @property
    def is_published(self) -> bool:
        return self.published_at is not None


class FundReportDocument(TenantRow):
    """A report in one language: PDF, and its SHA-256 through the file."""

    report = TenantForeignKey(FundReport, related_name="documents", db_index=False)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    file = TenantForeignKey(File, related_name="+", db_index=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "report", "language"], name="fund_report_language"
            )
        ]

    def __str__(self):
        return f"{self.report_id} {self.language}"


class FundErratum(TenantRow):
    """A note beside a published report, which itself never changes; added only."""

    report = TenantForeignKey(FundReport, related_name="errata", db_index=False)
    text = models.CharField(_("what is wrong"), max_length=500)
    written_at = models.DateTimeField(auto_now_add=True)
    written_by = person()

    class Meta:
        ordering = ["written_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="fund_erratum_told")
        ]

    def __str__(self):
        return f"{self.report_id} {self.written_at}"


class FundGoal(TenantRow):
    """What the fund wants to reach from a day and a size of the ASBL on; added only.

    ``participants``: from how many co-ownerships on; ``repaid_low`` and ``repaid_high``:
    per cent of what is due that comes back; ``helped``: people a year.
    """

    since = models.DateField(_("from"))
    participants = models.PositiveIntegerField(_("from how many participants on"))
    repaid_low = models.SmallIntegerField(_("repaid at least (%)"), default=92)
    repaid_high = models.SmallIntegerField(_("repaid, the aim (%)"), default=95)
    helped = models.PositiveIntegerField(_("people helped in a year"))
    decision_text = models.CharField(_("decision"), max_length=200)
    recorded_by = person()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["participants", "-since"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "since", "participants"],
                name="fund_goal_once",
                violation_error_message=_("This goal is set for that day already."),
            ),
            models.CheckConstraint(
                condition=Q(
                    repaid_low__range=(0, 100),
                    repaid_high__range=(0, 100),
                    repaid_low__lte=F("repaid_high"),
                ),
                name="fund_goal_percent",
                violation_error_message=_(
                    "The lowest part must not be above the aim, and both are per cent."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(decision_text=""), name="fund_goal_decided"
            ),
        ]

    def __str__(self):
        return f"{self.participants} {self.since}"


class FundOutcome(TenantRow):
    """What the committee declares of a year: no machine can count it. Added only.

    The latest of a year counts.
    """

    year = models.SmallIntegerField(_("year"))
    disputes_avoided = models.PositiveIntegerField(_("disputes avoided"))
    evictions_avoided = models.PositiveIntegerField(_("evictions avoided"))
    declared_by = person()
    declared_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-year", "-declared_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(year__range=(2000, 2200)), name="fund_outcome_year"
            )
        ]

    def __str__(self):
        return f"{self.year}"


class Testimony(TenantRow):
    """What a person helped wants to say to everybody: one for each request.

    ``sealed``: his words, until they are public. ``text``: the same words, in the open;
    nothing when he takes them back. ``remark``: what the committee asks him to leave
    out (sealed). One member finds that nothing identifies him, another publishes it.
    """

    class State(models.TextChoices):
        SENT = "sent", _("The committee reads it")
        ASKED = "asked", _("Something should be left out")
        READ = "read", _("Read by one member; another publishes it")
        PUBLISHED = "published", _("Public")
        WITHDRAWN = "withdrawn", _("Taken back")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request = TenantForeignKey(Request, related_name="testimonies", db_index=False)
    state = models.CharField(max_length=9, choices=State, default=State.SENT)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    sealed = SealedText(blank=True)
    remark = SealedText(blank=True)
    text = models.TextField(blank=True, editable=False)
    consent_at = models.DateTimeField(editable=False)
    changed_at = models.DateTimeField(editable=False)
    read_by = person()
    published_by = person()
    year = models.SmallIntegerField(null=True, editable=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "request"], name="testimony_one_each"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["sent", "asked", "read", "published", "withdrawn"]
                ),
                name="testimony_state_known",
            ),
            models.CheckConstraint(
                condition=Q(state="published", year__isnull=False) & ~Q(text="")
                | ~Q(state="published") & Q(text="", year=None),
                name="testimony_open_only_when_public",
            ),
            models.CheckConstraint(
                condition=Q(published_by=None)
                | Q(read_by__isnull=False) & ~Q(published_by=F("read_by")),
                name="testimony_two_people",
            ),
        ]

    def __str__(self):
        return f"{self.request_id} {self.state}"


class RequestErasure(TenantRow):
    """That a request was forgotten, and when: the key of this life is gone. Added only."""

    request = TenantForeignKey(Request, related_name="erasures", db_index=False)
    life = models.CharField(max_length=6, choices=RequestKey.Life)
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "request", "life"], name="request_erasure_once"
            ),
            models.CheckConstraint(
                condition=Q(life__in=["file", "papers"]),
                name="request_erasure_life_known",
            ),
        ]

    def __str__(self):
        return f"{self.request_id} {self.life}"
