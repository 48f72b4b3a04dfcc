"""Files for the bank: payments of suppliers (pain.001), direct debits (pain.008)."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buildings.models import Holding
from buildings.validators import validate_iban
from finance.models.invoices import Invoice
from finance.models.payments import Payment
from koprogo.documents.models import File
from koprogo.fields import MoneyField, person
from koprogo.tenancy.fields import TenantForeignKey
from koprogo.tenancy.models import TenantRow


class PaymentOrder(TenantRow):
    """A file of payments as it was made; given up when the bank did not take it."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    execution_date = models.DateField(_("to be executed on"))
    bank_account = models.CharField(
        _("paid from the account"),
        max_length=3,
        choices=Payment.BankAccount,
        default=Payment.BankAccount.WORKING,
    )
    file = TenantForeignKey(File, related_name="+", db_index=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = person()
    given_up_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(bank_account__in=["550", "551"]),
                name="payment_order_account",
            )
        ]

    def __str__(self):
        return str(self.execution_date)


class OrderedPayment(TenantRow):
    """One invoice in a payment file, with what the file says of it.

    ``open``: not yet given up: an invoice is in one such file at most.
    """

    order = TenantForeignKey(PaymentOrder, related_name="payments", db_index=False)
    invoice = TenantForeignKey(Invoice, related_name="ordered", db_index=False)
    amount = MoneyField()
    iban = models.CharField(max_length=34)
    reference = models.CharField(max_length=140, blank=True)
    open = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "invoice"],
                condition=Q(open=True),
                name="ordered_payment_once",
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="ordered_payment_positive"
            ),
        ]
        indexes = [models.Index(fields=["tenant", "order"], name="ordered_payment")]

    def __str__(self):
        return f"{self.invoice_id}: {self.amount}"


class DebitMandate(TenantRow):
    """An account holder lets the association collect what he owes (SEPA core)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    holding = TenantForeignKey(Holding, related_name="mandates", db_index=False)
    reference = models.CharField(_("mandate reference"), max_length=35)
    debtor = models.CharField(_("name of the account"), max_length=70)
    iban = models.CharField(_("IBAN"), max_length=34, validators=[validate_iban])
    signed_on = models.DateField(_("signed on"))
    revoked_on = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "reference"],
                name="mandate_reference",
                violation_error_message=_(
                    "There already is a mandate of this reference."
                ),
            ),
            models.UniqueConstraint(
                fields=["tenant", "holding"],
                condition=Q(revoked_on=None),
                name="mandate_one_running",
                violation_error_message=_("This account holder already has a mandate."),
            ),
        ]

    def __str__(self):
        return self.reference


class Collection(TenantRow):
    """A file of direct debits as it was made."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    date = models.DateField(_("to be collected on"))
    file = TenantForeignKey(File, related_name="+", db_index=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = person()
    given_up_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "collection"

    def __str__(self):
        return str(self.date)


class CollectedAmount(TenantRow):
    """What a collection takes from one account holder, in EUR.

    ``first``: the first one under its mandate. ``uuid``: its end-to-end identifier, by
    which the bank names it.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    collection = TenantForeignKey(Collection, related_name="amounts", db_index=False)
    mandate = TenantForeignKey(DebitMandate, related_name="collected", db_index=False)
    amount = MoneyField()
    first = models.BooleanField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "collection", "mandate"], name="collected_once"
            ),
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="collected_positive"
            ),
        ]

    def __str__(self):
        return f"{self.mandate_id}: {self.amount}"
