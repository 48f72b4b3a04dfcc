"""Double-entry books for any tenant. The database defends them: migrations/0002.

An entry is written unposted, gets its lines, and is posted once. Posting checks the
balance and gives the number; afterwards nothing of it ever changes. A mistake is
undone by a mirror: a new entry with debit and credit exchanged.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from koprogo.fields import MoneyField
from koprogo.tenancy.fields import TenantForeignKey, TenantOneToOneField
from koprogo.tenancy.models import TenantRow


class Account(TenantRow):
    """An account of the chart, by its code (410, 4101, 700…)."""

    code = models.CharField(max_length=10)

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
