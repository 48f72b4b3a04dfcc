"""Invoices and credit notes of suppliers. The database freezes what is posted."""

import uuid
from datetime import timedelta

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from buildings.models import AllocationKey, Lot, Supplier
from finance.models.costs import Basis, dates_in_order, one_basis
from finance.models.meters import MeterGroup
from koprogo.documents.models import File
from koprogo.fields import MoneyField, person
from koprogo.ledger.models import Account, Entry
from koprogo.money import CENT
from koprogo.tenancy.fields import TenantForeignKey, TenantOneToOneField
from koprogo.tenancy.models import TenantManager, TenantRow

# What divides a cost over the lots, so that it can leave some of them out.
DIVIDED = [Basis.KEY, Basis.METERS]


class InvoiceQuerySet(models.QuerySet):
    def posted(self):
        return self.filter(entry__isnull=False)

    def standing(self):
        """Return what counts: posted and not taken back by a mirror."""
        return self.posted().filter(entry__mirror=None)


class Invoice(TenantRow):
    """What a supplier charges (or gives back), VAT included, in EUR.

    draft → submitted → approved or rejected (with a reason) → posted; what is paid is
    told by its payments. ``two_people``: whether the building asked for another person
    to approve, when it was submitted. ``reference``: the twelve digits of a structured
    communication, or the words that the supplier wants to read.
    """

    class Kind(models.TextChoices):
        INVOICE = "invoice", _("Invoice")
        CREDIT_NOTE = "credit_note", _("Credit note")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("To be approved")
        APPROVED = "approved", _("Approved")
        REJECTED = "rejected", _("Rejected")
        POSTED = "posted", pgettext_lazy("in the books", "Posted")

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(
        _("kind"), max_length=11, choices=Kind, default=Kind.INVOICE
    )
    supplier = TenantForeignKey(
        Supplier, related_name="+", verbose_name=_("supplier"), db_index=False
    )
    number = models.CharField(_("number of the invoice"), max_length=60)
    date = models.DateField(_("date of the invoice"))
    due_on = models.DateField(_("to be paid by"), null=True, blank=True)
    total = MoneyField(_("total with VAT"), validators=[MinValueValidator(CENT)])
    iban = models.CharField(_("to be paid to (IBAN)"), max_length=34, blank=True)
    reference = models.CharField(_("communication"), max_length=140, blank=True)
    decision = models.CharField(
        _("decision or budget that it rests on"), max_length=200, blank=True
    )
    voucher = TenantForeignKey(File, null=True, related_name="+", db_index=False)
    xml = TenantForeignKey(File, null=True, related_name="+", db_index=False)
    state = models.CharField(
        max_length=9, choices=State, default=State.DRAFT, editable=False
    )
    duplicate_confirmed = models.BooleanField(default=False, editable=False)
    iban_confirmed = models.BooleanField(default=False, editable=False)
    two_people = models.BooleanField(default=False, editable=False)
    prepared_by = person()
    prepared_at = models.DateTimeField(auto_now_add=True)
    decided_by = person()
    decided_at = models.DateTimeField(null=True, editable=False)
    reason = models.CharField(_("reason"), max_length=200, blank=True, editable=False)
    entry = TenantOneToOneField(
        Entry, null=True, editable=False, related_name="invoice", db_index=False
    )

    objects = TenantManager.from_queryset(InvoiceQuerySet)()

    class Meta:
        ordering = ["-date", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "supplier", "kind", "number"],
                condition=Q(duplicate_confirmed=False) & ~Q(state="rejected"),
                name="invoice_number",
                violation_error_message=_(
                    "This supplier already has an invoice of this number."
                ),
            ),
            models.CheckConstraint(condition=Q(total__gt=0), name="invoice_positive"),
            models.CheckConstraint(condition=~Q(number=""), name="invoice_numbered"),
            models.CheckConstraint(
                condition=Q(kind__in=["invoice", "credit_note"]), name="invoice_kind"
            ),
            models.CheckConstraint(
                condition=Q(due_on=None) | Q(due_on__gte=F("date")),
                name="invoice_due_after_date",
                violation_error_message=_(
                    "An invoice is not due before it was written."
                ),
            ),
            models.CheckConstraint(
                condition=Q(state="posted", entry__isnull=False)
                | Q(
                    state__in=["draft", "submitted", "approved", "rejected"], entry=None
                ),
                name="invoice_posted_has_entry",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "submitted"], decided_at=None)
                | Q(
                    state__in=["approved", "rejected", "posted"],
                    decided_at__isnull=False,
                ),
                name="invoice_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state="rejected") | ~Q(reason=""),
                name="invoice_rejected_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(two_people=False)
                | Q(state__in=["draft", "submitted", "rejected"])
                | (
                    Q(prepared_by__isnull=False, decided_by__isnull=False)
                    & ~Q(prepared_by=F("decided_by"))
                ),
                name="invoice_two_people",
                violation_error_message=_(
                    "Who prepared an invoice does not approve it."
                ),
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "-date", "-id"], name="invoice_list"),
            models.Index(fields=["tenant", "supplier"], name="invoice_supplier"),
        ]

    def __str__(self):
        return self.number

    @property
    def sign(self):
        """1, or -1 for a credit note: what it adds to the costs has this sign."""
        return -1 if self.kind == self.Kind.CREDIT_NOTE else 1

    @property
    def is_posted(self):
        return self.entry_id is not None

    @property
    def is_cancelled(self):
        return self.is_posted and hasattr(self.entry, "mirror")


class InvoiceLine(TenantRow):
    """A part of an invoice: its cost, VAT included, the account and who bears it.

    ``vat``: what of the amount is VAT, for information (law.md §2). ``from_reserve``:
    paid by the reserve fund. ``since``/``until``: the period covered, half-open; what
    lies outside the accounting period of the invoice is deferred by days (490).
    ``judgment``: its court, day and number, when it exempts lots (art. 3.92 §9).
    """

    class VatRate(models.TextChoices):
        STANDARD = "21", "21 %"
        PARKING = "12", "12 %"
        REDUCED = "6", "6 %"
        NONE = "0", "0 %"

    invoice = TenantForeignKey(Invoice, related_name="lines", db_index=False)
    position = models.PositiveSmallIntegerField(editable=False)
    label = models.CharField(_("description"), max_length=200)
    account = TenantForeignKey(
        Account, related_name="+", verbose_name=_("account"), db_index=False
    )
    amount = MoneyField(_("amount with VAT"))
    vat_rate = models.CharField(
        _("VAT rate"), max_length=2, choices=VatRate, default=VatRate.STANDARD
    )
    vat = MoneyField(_("of which VAT"), default=0)
    basis = models.CharField(
        _("divided by"), max_length=6, choices=Basis, default=Basis.KEY
    )
    key = TenantForeignKey(
        AllocationKey,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("key"),
        db_index=False,
    )
    meters = TenantForeignKey(
        MeterGroup,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("meters"),
        db_index=False,
    )
    lot = TenantForeignKey(
        Lot,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lot"),
        db_index=False,
    )
    since = models.DateField(_("covers from"), null=True, blank=True)
    until = models.DateField(_("until"), null=True, blank=True)
    occupant_percent = models.PositiveSmallIntegerField(
        _("borne by the occupant, in %"), default=0
    )
    from_reserve = models.BooleanField(_("paid by the reserve fund"), default=False)
    works = TenantForeignKey(
        "finance.Works",
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("works"),
        db_index=False,
    )
    judgment = models.CharField(_("judgment"), max_length=200, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "invoice", "position"], name="invoice_line_position"
            ),
            models.CheckConstraint(
                condition=~Q(amount=0), name="invoice_line_not_zero"
            ),
            models.CheckConstraint(
                condition=Q(vat__gte=0, amount__gt=0, vat__lte=F("amount"))
                | Q(vat__lte=0, amount__lt=0, vat__gte=F("amount")),
                name="invoice_line_vat_inside",
            ),
            models.CheckConstraint(
                condition=Q(vat_rate__in=["21", "12", "6", "0"]),
                name="invoice_line_vat_rate",
            ),
            models.CheckConstraint(
                condition=one_basis(), name="invoice_line_one_basis"
            ),
            models.CheckConstraint(
                condition=dates_in_order(),
                name="invoice_line_dates",
                violation_error_message=_("The end must come after the beginning."),
            ),
            models.CheckConstraint(
                condition=Q(occupant_percent__range=(0, 100)),
                name="invoice_line_percent",
            ),
            models.CheckConstraint(
                condition=Q(works=None) | Q(from_reserve=False),
                name="invoice_line_one_fund",
            ),
            models.CheckConstraint(
                condition=Q(judgment="") | Q(basis__in=DIVIDED, works=None),
                name="invoice_line_judgment_divides",
                violation_error_message=_(
                    "A judgment exempts lots from a cost that a key or meters divide."
                ),
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def last_day(self):
        return self.until and self.until - timedelta(days=1)


class DeferralStepQuerySet(models.QuerySet):
    def standing(self):
        """Return the steps of invoices that stand.

        Each set is made once, by reading one table: nothing is joined that a database
        without statistics would join row by row.
        """
        taken_back = Entry.objects.filter(reverses__isnull=False).values("reverses")
        standing = Invoice.objects.posted().exclude(entry__in=taken_back)
        others = InvoiceLine.objects.exclude(invoice__in=standing)
        return self.exclude(line__in=others)


class DeferralStep(TenantRow):
    """What of a line waits on 490 for [since, until), and the entry that brings it back.

    ``amount``: EUR, in the sign of the cost.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    line = TenantForeignKey(InvoiceLine, related_name="deferred", db_index=False)
    since = models.DateField()
    until = models.DateField()
    amount = MoneyField()
    entry = TenantOneToOneField(
        Entry, null=True, related_name="deferral", db_index=False
    )

    objects = TenantManager.from_queryset(DeferralStepQuerySet)()

    class Meta:
        ordering = ["since"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "line", "since"], name="deferral_step_once"
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("since")), name="deferral_step_dates"
            ),
            models.CheckConstraint(
                condition=~Q(amount=0), name="deferral_step_not_zero"
            ),
        ]

    def __str__(self):
        return f"{self.since}: {self.amount}"


class PaidPartQuerySet(models.QuerySet):
    def standing(self):
        return self.filter(entry__mirror=None)


class InvoicePayment(TenantRow):
    """A part of an invoice that was paid (EUR), by the entry that books it.

    A credit note is used up by amounts below zero.
    """

    invoice = TenantForeignKey(Invoice, related_name="payments", db_index=False)
    entry = TenantForeignKey(Entry, related_name="invoice_payments", db_index=False)
    amount = MoneyField()

    objects = TenantManager.from_queryset(PaidPartQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "invoice", "entry"], name="invoice_payment_once"
            ),
            models.CheckConstraint(
                condition=~Q(amount=0), name="invoice_payment_not_zero"
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "entry"], name="invoice_payment_entry")
        ]

    def __str__(self):
        return f"{self.invoice_id}: {self.amount}"
