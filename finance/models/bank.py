"""Statements of the bank as they were read, and what each movement turned out to be."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from finance.models.invoices import Invoice
from finance.models.payments import Payment
from finance.structured_reference import format_reference
from koprogo.documents.models import File
from koprogo.fields import MoneyField, person
from koprogo.ledger.models import Entry
from koprogo.tenancy.fields import TenantForeignKey, TenantOneToOneField
from koprogo.tenancy.models import Tenant, TenantManager, TenantRow

ACCOUNT = Payment.BankAccount


class BankDirectory(models.Model):
    """Whose account an IBAN is: a file is read before its tenant is known.

    Kept right by a trigger on the buildings; read only for tenants that the person at
    work may enter.
    """

    tenant = models.ForeignKey(Tenant, on_delete=models.PROTECT, related_name="+")
    iban = models.CharField(max_length=34)
    bank_account = models.CharField(max_length=3, choices=ACCOUNT)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "bank_account"], name="bank_directory_once"
            ),
        ]
        indexes = [models.Index(fields=["iban"], name="bank_directory_iban")]

    def __str__(self):
        return self.iban


class BankStatement(TenantRow):
    """One statement of one account. ``closing`` − ``opening`` = its movements.

    ``fingerprint``: of all that it says: the same one is kept once. ``number``: as the
    bank numbers it. Added, never changed.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    bank_account = models.CharField(_("account"), max_length=3, choices=ACCOUNT)
    iban = models.CharField(max_length=34)
    number = models.CharField(_("number"), max_length=35, blank=True)
    opened_on = models.DateField(null=True)
    closed_on = models.DateField()
    opening = MoneyField()
    closing = MoneyField()
    fingerprint = models.CharField(max_length=64)
    file = TenantForeignKey(File, related_name="+", db_index=False)
    imported_at = models.DateTimeField(auto_now_add=True)
    imported_by = person()

    class Meta:
        ordering = ["-closed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "fingerprint"], name="bank_statement_once"
            ),
            models.CheckConstraint(
                condition=Q(bank_account__in=["551", "550"]),
                name="bank_statement_account",
            ),
        ]
        indexes = [
            models.Index(
                fields=["tenant", "bank_account", "-closed_on", "-id"],
                name="bank_statement_list",
            )
        ]

    def __str__(self):
        return f"{self.iban} {self.number}"


class BankMovement(TenantRow):
    """One movement, EUR: above zero received, below zero paid.

    ``entry`` books it: on the account that it was matched with, or in suspense (499).
    Added, never changed: what it turned out to be are its ``matches``. ``end_to_end``
    and ``batch``: as a payment file named it, or all of it; ``return_reason``: why an
    earlier payment came back, a code of ISO 20022, "" for what is no return.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    statement = TenantForeignKey(
        BankStatement, related_name="movements", db_index=False
    )
    position = models.PositiveIntegerField()
    amount = MoneyField()
    booked_on = models.DateField(_("booked on"))
    value_date = models.DateField(_("value date"))
    counterparty = models.CharField(_("counterparty"), max_length=140, blank=True)
    counterparty_iban = models.CharField(max_length=34, blank=True)
    reference = models.CharField(max_length=35, blank=True)  # structured, digits
    message = models.CharField(_("communication"), max_length=1000, blank=True)
    bank_reference = models.CharField(max_length=80, blank=True)
    end_to_end = models.CharField(max_length=35, blank=True)
    batch = models.CharField(max_length=35, blank=True)
    return_reason = models.CharField(max_length=4, blank=True)
    fingerprint = models.CharField(max_length=64)
    entry = TenantOneToOneField(Entry, related_name="bank_movement", db_index=False)

    class Meta:
        ordering = ["-booked_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "fingerprint"], name="bank_movement_once"
            ),
            models.UniqueConstraint(
                fields=["tenant", "statement", "position"],
                name="bank_movement_position",
            ),
            models.CheckConstraint(
                condition=~Q(amount=0), name="bank_movement_not_zero"
            ),
        ]
        indexes = [
            models.Index(
                fields=["tenant", "-booked_on", "-id"], name="bank_movement_list"
            )
        ]

    def __str__(self):
        return f"{self.booked_on}: {self.amount}"

    @property
    def communication(self) -> str:
        """The structured communication as it is printed, if there is one."""
        return format_reference(int(self.reference[:10])) if self.reference else ""


class MatchQuerySet(models.QuerySet):
    def standing(self):
        """Return the matches that count: not taken back by a mirror."""
        return self.filter(entry__mirror=None)


class MovementMatch(TenantRow):
    """A part of a movement that somebody, or the rules, recognised; EUR, in its sign.

    Of an owner (``payment``), of an invoice, of a supplier without one, a transfer
    between own accounts, a cost or income of its own. A payment and the movement by
    which it came back explain each other: two rows of one entry. What no standing match
    explains is in suspense.
    """

    class Kind(models.TextChoices):
        HOLDER = "holder", _("Payment of a co-owner")
        SUPPLIER = "supplier", _("Payment of an invoice")
        ACCOUNT = "account", _("Payment of a supplier, without an invoice")
        TRANSFER = "transfer", _("Transfer between own accounts")
        COST = "cost", _("Cost or income")
        OTHER = "other", _("Another account")
        RETURNED = "returned", _("Returned by the bank")

    # How the sources of two entries begin, before the uuid of a match: what takes back
    # a payment that the bank gives back, and what lets its movements explain each other.
    TAKEN_BACK, CAME_BACK = "return:", "came-back:"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    movement = TenantForeignKey(BankMovement, related_name="matches", db_index=False)
    kind = models.CharField(max_length=8, choices=Kind)
    amount = MoneyField()
    entry = TenantForeignKey(Entry, related_name="matches", db_index=False)
    payment = TenantOneToOneField(
        Payment, null=True, related_name="match", db_index=False
    )
    invoice = TenantForeignKey(Invoice, null=True, related_name="+", db_index=False)
    by_rule = models.BooleanField(default=False)
    matched_at = models.DateTimeField(auto_now_add=True)
    matched_by = person()

    objects = TenantManager.from_queryset(MatchQuerySet)()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(amount=0), name="movement_match_not_zero"
            ),
            models.CheckConstraint(
                condition=Q(kind="holder", payment__isnull=False, invoice=None)
                | Q(kind="supplier", payment=None, invoice__isnull=False)
                | Q(
                    kind__in=["account", "transfer", "cost", "other", "returned"],
                    payment=None,
                    invoice=None,
                ),
                name="movement_match_kind",
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "movement"], name="movement_match"),
            models.Index(fields=["tenant", "entry"], name="movement_match_entry"),
        ]

    def __str__(self):
        return f"{self.movement_id}: {self.amount}"
