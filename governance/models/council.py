"""The council of co-ownership, the auditor, the syndics, and what they hand over."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from buildings.models import LibraryDocument, Owner
from buildings.models.ownership import Period
from buildings.validators import validate_kbo
from governance.models.minutes import Decision
from koprogo.fields import person
from koprogo.tenancy.fields import TenantForeignKey
from koprogo.tenancy.models import TenantManager, TenantRow


class YearLater(Func):
    """A day plus one year: how long a delegation lasts at most (art. 3.90)."""

    template = "(%(expressions)s + interval '1 year')"
    output_field = models.DateTimeField()


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided: a line of the register, or a day and words of before it."""

    on: date
    text: str
    decision: Decision | None = None

    def columns(self) -> dict:
        return {
            "decision": self.decision,
            "decided_on": self.on,
            "decided": self.text[:200],
        }


class TermQuerySet(models.QuerySet):
    def on(self, day):
        """Return the rows whose [since, until) holds ``day``."""
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)

    def from_day(self, day):
        """Return those that run on ``day`` or later."""
        return self.filter(Q(until=None) | Q(until__gt=day))

    def begun_before(self, day):
        """Return those that begin before ``day``; all, where there is none."""
        return self if day is None else self.filter(since__lt=day)


class Term(TenantRow):
    """Something that an assembly gave for [since, until).

    ``until``: nothing while it lasts until the next ordinary assembly. ``decision``: the
    line of the register; what was decided before there was one is told by its day and
    in words. ``end_reason``: why it ended before its time.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    decision = TenantForeignKey(
        Decision, null=True, blank=True, related_name="+", db_index=False
    )
    decided_on = models.DateField(_("decided on"), null=True)
    decided = models.CharField(_("decision"), max_length=200, blank=True)
    end_reason = models.CharField(
        _("why it ended before its time"), max_length=400, blank=True
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = person()

    objects = TenantManager.from_queryset(TermQuerySet)()

    class Meta:
        abstract = True

    def runs_on(self, day) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


def _in_order(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(until=None) | Q(until__gt=F("since")),
        name=name,
        violation_error_message=_("The end must come after the beginning."),
    )


def _decided(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(decided_on__isnull=False) & ~Q(decided=""), name=name
    )


class CouncilTerm(Term):
    """A co-owner is a member of the council (art. 3.90), elected by himself.

    ``is_chair``: one member at a time.
    """

    owner = TenantForeignKey(Owner, related_name="council_terms", db_index=False)
    is_chair = models.BooleanField(_("chair of the council"), default=False)

    class Meta:
        ordering = ["-is_chair", "owner__sort_name", "since", "pk"]
        constraints = [
            _in_order("council_term_days"),
            _decided("council_term_decided"),
            ExclusionConstraint(
                name="council_member_once",
                expressions=[
                    (F("tenant"), RangeOperators.EQUAL),
                    (F("owner"), RangeOperators.EQUAL),
                    (Period("since", "until"), RangeOperators.OVERLAPS),
                ],
            ),
            ExclusionConstraint(
                name="council_one_chair",
                expressions=[
                    (F("tenant"), RangeOperators.EQUAL),
                    (Period("since", "until"), RangeOperators.OVERLAPS),
                ],
                condition=Q(is_chair=True),
            ),
        ]

    def __str__(self):
        return f"{self.owner_id}: {self.since}"


class CouncilDelegation(Term):
    """A task that the assembly gave to the council, for a year at most (art. 3.90)."""

    text = models.CharField(_("what the council may do"), max_length=400)

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            _in_order("council_delegation_days"),
            _decided("council_delegation_decided"),
            models.CheckConstraint(
                condition=Q(until__isnull=False)
                & LessThanOrEqual(F("until"), YearLater("since")),
                name="council_delegation_year",
                violation_error_message=_(
                    "A delegation lasts one year at most (art. 3.90)."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(text=""), name="council_delegation_worded"
            ),
        ]

    def __str__(self):
        return self.text


class CouncilReport(TenantRow):
    """The yearly report of the council: a document of the library."""

    year = models.PositiveSmallIntegerField(_("year"))
    document = TenantForeignKey(LibraryDocument, related_name="+", db_index=False)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = person()

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "year"], name="council_report_once"
            ),
            models.CheckConstraint(
                condition=Q(year__range=(1924, 2200)), name="council_report_year"
            ),
        ]

    def __str__(self):
        return str(self.year)


class AuditorTerm(Term):
    """Who checks the accounts (art. 3.91): a co-owner, or somebody else by ``name``."""

    owner = TenantForeignKey(Owner, null=True, related_name="+", db_index=False)
    name = models.CharField(_("name"), max_length=150, blank=True)

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            _in_order("auditor_term_days"),
            _decided("auditor_term_decided"),
            models.CheckConstraint(
                condition=Q(owner=None) & ~Q(name="") | Q(owner__isnull=False, name=""),
                name="auditor_term_who",
            ),
            ExclusionConstraint(
                name="auditor_term_once",
                expressions=[
                    (F("tenant"), RangeOperators.EQUAL),
                    (F("owner"), RangeOperators.EQUAL),
                    (Period("since", "until"), RangeOperators.OVERLAPS),
                ],
                condition=Q(owner__isnull=False),
            ),
        ]

    def __str__(self):
        return str(self.owner or self.name)


class SyndicTerm(Term):
    """What is known of a mandate of a syndic: the contract, and what the law asks of him.

    The firm of the site enters by its mandate there (buildings.Mandate), which has the
    same first day and the last word on its end. ``posted_on``: the extract at the
    entrance; ``filed_on``: at the KBO.
    """

    name = models.CharField(_("name"), max_length=120)
    kbo = models.CharField(
        _("KBO number"), max_length=10, blank=True, validators=[validate_kbo]
    )
    contract = TenantForeignKey(
        LibraryDocument,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("contract"),
        db_index=False,
    )
    posted_on = models.DateField(
        _("extract posted at the entrance on"), null=True, blank=True
    )
    filed_on = models.DateField(_("filed at the KBO on"), null=True, blank=True)

    class Meta:
        ordering = ["-since"]
        constraints = [
            _in_order("syndic_term_days"),
            models.UniqueConstraint(
                fields=["tenant", "since"], name="syndic_term_since"
            ),
            models.CheckConstraint(
                condition=~Q(name="") & Q(until__isnull=False), name="syndic_term_named"
            ),
        ]

    def __str__(self):
        return self.name


class HandedOver(TenantRow):
    """A part of the file that an outgoing syndic gave away: added, never changed."""

    class What(models.TextChoices):
        ARCHIVE = "archive", _("The archive of this building, made here")
        REGISTERS = "registers", _("Register of decisions and minutes on paper")
        ACCOUNTS = "accounts", _("Accounts and vouchers on paper")
        BANK = "bank", _("Powers over the bank accounts")
        CONTRACTS = "contracts", _("Contracts and insurance policies")
        TECHNICAL = "technical", _("Plans, certificates and as-built file")
        PROCEEDINGS = "proceedings", _("Files of claims and pending proceedings")
        KEYS = "keys", _("Keys, badges and codes")

    term = TenantForeignKey(SyndicTerm, related_name="handed_over", db_index=False)
    what = models.CharField(_("what"), max_length=11, choices=What)
    handed_on = models.DateField(_("on"))
    handed_by = models.CharField(_("handed over by"), max_length=150)
    received_by = models.CharField(_("received by"), max_length=150)
    note = models.CharField(_("remark"), max_length=400, blank=True)
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = person()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "term", "what"], name="handed_over_once"
            ),
            models.CheckConstraint(
                condition=~Q(handed_by="") & ~Q(received_by=""),
                name="handed_over_by_and_to",
            ),
        ]

    def __str__(self):
        return f"{self.term_id}: {self.what}"
