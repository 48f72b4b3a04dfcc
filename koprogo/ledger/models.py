"""Double-entry books for any tenant. The database defends them: migrations/0002.

An entry is written unposted, gets its lines, and is posted once. Posting checks the
balance and gives the number; afterwards nothing of it ever changes. A mistake is
undone by a mirror: a new entry with debit and credit exchanged.
"""

import uuid
from datetime import timedelta

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _

from koprogo.fields import MoneyField
from koprogo.tenancy.fields import TenantForeignKey, TenantOneToOneField
from koprogo.tenancy.models import TenantRow


class TwoYearsLater(Func):
    template = "((%(expressions)s + interval '24 months')::date)"
    output_field = models.DateField()


class Account(TenantRow):
    """An account of the chart, by its code (410, 4101, 700…).

    ``name``: what this tenant calls it; empty where the chart's own words serve.
    """

    code = models.CharField(max_length=10)
    name = models.CharField(_("name"), max_length=120, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "code"], name="account_code"),
            models.CheckConstraint(
                condition=Q(code__regex=r"^[0-9]+$"), name="account_code_digits"
            ),
        ]

    def __str__(self):
        return self.code


class Journal(TenantRow):
    """A book of entries; its row is the lock under which numbers are given."""

    class Code(models.TextChoices):
        PURCHASES = "purchases", _("Purchases")
        CALLS = "calls", _("Calls for funds")
        BANK = "bank", _("Bank")
        MISC = "misc", _("Miscellaneous")

    code = models.CharField(max_length=12, choices=Code)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["tenant", "code"], name="journal_code"),
            models.CheckConstraint(
                condition=Q(code__in=["purchases", "calls", "bank", "misc"]),
                name="journal_code_known",
            ),
        ]

    def __str__(self):
        return self.get_code_display()


class FiscalYear(TenantRow):
    """The year [since, until) of the books, by the calendar year in which it begins.

    A closed year takes no entry any more; one that nobody opened takes any
    (migrations/0004).
    """

    year = models.SmallIntegerField(_("fiscal year"))
    since = models.DateField(_("from"))
    until = models.DateField(_("until"))
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )

    class Meta:
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "year"],
                name="fiscal_year_once",
                violation_error_message=_("This fiscal year has been opened already."),
            ),
            models.CheckConstraint(
                condition=Q(year=ExtractYear("since")),
                name="fiscal_year_named_by_its_beginning",
                violation_error_message=_(
                    "A fiscal year is called by the calendar year in which it begins."
                ),
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("since")),
                name="fiscal_year_dates",
                violation_error_message=_("The end must come after the beginning."),
            ),
            models.CheckConstraint(
                condition=Q(until__lte=TwoYearsLater(F("since"))),
                name="fiscal_year_two_years",
                violation_error_message=_("A fiscal year lasts 24 months at most."),
            ),
            ExclusionConstraint(
                name="fiscal_year_no_overlap",
                expressions=[
                    (F("tenant"), RangeOperators.EQUAL),
                    (
                        Func(
                            "since",
                            "until",
                            function="DATERANGE",
                            output_field=DateRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message=_(
                    "Another fiscal year holds some of its days."
                ),
            ),
            models.CheckConstraint(
                condition=Q(closed_by=None) | Q(closed_at__isnull=False),
                name="fiscal_year_closed_by",
            ),
        ]

    def __str__(self):
        return str(self.year)

    @property
    def is_closed(self):
        return self.closed_at is not None

    @property
    def last_day(self):
        return self.until - timedelta(days=1)


class Party(TenantRow):
    """A third party with an account of his own: an account holder or a supplier.

    ``reference_base``: the ten digits of his permanent structured communication; it
    travels with the books when they move to another installation.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    reference_base = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "reference_base"], name="party_reference_base"
            ),
            models.CheckConstraint(
                condition=Q(reference_base=None)
                | Q(reference_base__range=(1, 9_999_999_999)),
                name="party_reference_base_ten_digits",
            ),
        ]

    def __str__(self):
        return str(self.uuid)


class Entry(TenantRow):
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    journal = TenantForeignKey(Journal, related_name="entries", db_index=False)
    year = models.SmallIntegerField()  # the fiscal year, by the year it starts in
    number = models.IntegerField(null=True)  # given by the database at posting
    date = models.DateField()
    text = models.CharField(max_length=200)
    # What made it, e.g. "call:<uuid>": the same thing is never posted twice.
    source = models.CharField(max_length=80, null=True)  # noqa: DJ001
    reverses = TenantOneToOneField(
        "self", null=True, related_name="mirror", db_index=False
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    posted_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "journal", "year", "number"], name="entry_number"
            ),
            models.UniqueConstraint(fields=["tenant", "source"], name="entry_source"),
            models.CheckConstraint(
                condition=Q(number=None, posted_at=None)
                | Q(number__gte=1, posted_at__isnull=False),
                name="entry_numbered_when_posted",
            ),
        ]
        indexes = [models.Index(fields=["tenant", "-date", "-id"], name="entry_date")]

    def __str__(self):
        return f"{self.journal.code} {self.year}-{self.number}"


class Line(TenantRow):
    """Debit XOR credit, in EUR.

    ``unit_id``: what the line concerns in the app above (a lot of a building, whose
    composite key finance adds).
    """

    entry = TenantForeignKey(Entry, related_name="lines", db_index=False)
    account = TenantForeignKey(Account, related_name="lines", db_index=False)
    party = TenantForeignKey(Party, null=True, related_name="lines", db_index=False)
    unit_id = models.BigIntegerField(null=True)
    debit = MoneyField(max_digits=14, default=0)
    credit = MoneyField(max_digits=14, default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(debit__gt=0, credit=0) | Q(debit=0, credit__gt=0),
                name="line_debit_xor_credit",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "entry"], name="line_entry"),
            models.Index(
                fields=["tenant", "account"],
                include=["debit", "credit"],
                name="line_account",
            ),
            models.Index(
                fields=["tenant", "party"],
                include=["account", "debit", "credit"],
                name="line_party",
                condition=Q(party__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.account} {self.debit - self.credit:+}"
