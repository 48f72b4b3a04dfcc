"""Payments of suppliers: what is to be paid, and what became of payment files."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import (
    Exists,
    OuterRef,
    Prefetch,
    QuerySet,
    Subquery,
    TextChoices,
    Value,
)
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from finance.models import Invoice, OrderedPayment, PaymentOrder
from finance.queries.invoices import Status, invoice_list, open_amounts
from finance.sepa.accounts import checked_iban
from finance.sepa.errors import InvalidIban
from finance.structured_reference import InvalidReference, normalise_reference

ZERO = Decimal("0.00")
NONE = Value("")
State = Invoice.State


@dataclass(frozen=True, slots=True)
class Payable:
    """An invoice or a credit note that waits to be paid, with where the money goes.

    ``iban``: empty when nobody knows one. ``others``: the accounts known of the supplier,
    when this is another one that nobody confirmed.
    """

    invoice: Invoice
    iban: str
    others: tuple[str, ...]

    @property
    def is_credit(self) -> bool:
        return self.invoice.left < 0

    @property
    def is_ready(self) -> bool:
        """Whether it may be ordered without a word."""
        return self.is_credit or bool(self.iban and not self.others)


def payable_invoices() -> QuerySet[Invoice]:
    """Return what is left to pay, or to use up, and ordered by no file; due first.

    ``approved_iban`` and ``ordered_iban``: the account of the supplier's last other
    invoice that was approved, and the one that the last payment file named.
    """
    ordered = OrderedPayment.objects.filter(open=True)
    approved = Invoice.objects.filter(
        supplier=OuterRef("supplier"), state__in=[State.APPROVED, State.POSTED]
    ).exclude(iban="")
    last = approved.exclude(pk=OuterRef("pk")).order_by("-decided_at", "-pk")
    before = ordered.filter(invoice__supplier=OuterRef("supplier")).order_by("-pk")
    return (
        invoice_list()
        .standing()
        .exclude(left=0)
        .filter(~Exists(ordered.filter(invoice=OuterRef("pk"))))
        .annotate(approved_iban=Coalesce(Subquery(last.values("iban")[:1]), NONE))
        .annotate(ordered_iban=Coalesce(Subquery(before.values("iban")[:1]), NONE))
        .order_by(Coalesce("due_on", "date"), "pk")
    )


def payable(invoice: Invoice) -> Payable:
    """Return an invoice of ``payable_invoices`` with the account that is paid to.

    What was confirmed at the approval is not asked again; an account that the list of
    suppliers got since then is.
    """
    iban = _valid(invoice.iban or invoice.supplier.iban)
    known = [invoice.supplier.iban, invoice.approved_iban, invoice.ordered_iban]
    others = tuple(one for one in dict.fromkeys(known) if one and one != iban)
    confirmed = invoice.iban and invoice.iban_confirmed
    return Payable(invoice, iban, () if confirmed or not iban else others)


def payables() -> list[Payable]:
    """Return all that may be ordered, due first: one statement."""
    return [payable(invoice) for invoice in payable_invoices()]


def _valid(iban: str) -> str:
    try:
        return checked_iban(iban)
    except InvalidIban:
        return ""


def remittance(invoice: Invoice) -> tuple[str, str]:
    """Return the structured communication (digits) of a payment, or its message."""
    try:
        return normalise_reference(invoice.reference), ""
    except InvalidReference:
        return "", invoice.reference or invoice.number


# What was ordered


class OrderState(TextChoices):
    """What became of a payment file."""

    ORDERED = "ordered", _("Ordered")
    PARTLY_PAID = "partly_paid", _("Partly paid")
    PAID = "paid", _("Paid")
    GIVEN_UP = "given_up", pgettext_lazy("file for the bank", "Given up")
    RETURNED = "returned", _("Returned by the bank")


@dataclass(frozen=True, slots=True)
class ShownPayment:
    """A payment of a file, and whether the books know that it was made.

    When it is open no more and its file was not given up, the bank gave it back.
    """

    row: OrderedPayment
    is_paid: bool

    @property
    def state(self) -> OrderState:
        if not self.row.open:
            given_up = self.row.order.given_up_at is not None
            return OrderState.GIVEN_UP if given_up else OrderState.RETURNED
        return OrderState.PAID if self.is_paid else OrderState.ORDERED


@dataclass(frozen=True, slots=True)
class ShownOrder:
    """A payment file with its payments; amounts in EUR."""

    order: PaymentOrder
    payments: Sequence[ShownPayment]

    @property
    def total(self) -> Decimal:
        return sum((one.row.amount for one in self.payments), ZERO)

    @property
    def paid(self) -> Decimal:
        done = [one for one in self.payments if one.state == OrderState.PAID]
        return sum((one.row.amount for one in done), ZERO)

    @property
    def state(self) -> OrderState:
        if self.order.given_up_at is not None:
            return OrderState.GIVEN_UP
        states = {one.state for one in self.payments}
        if len(states) == 1:
            return states.pop()
        return OrderState.PARTLY_PAID if self.paid else OrderState.ORDERED

    @property
    def can_be_given_up(self) -> bool:
        """Whether the bank may still refuse something of it."""
        waits = any(one.state == OrderState.ORDERED for one in self.payments)
        return waits and self.order.given_up_at is None


def order_list() -> QuerySet[PaymentOrder]:
    """Return the payment files, the latest first, each with its payments at hand."""
    rows = OrderedPayment.objects.select_related("invoice__supplier").order_by("pk")
    return PaymentOrder.objects.prefetch_related(Prefetch("payments", rows))


def order_of(invoice: Invoice) -> PaymentOrder | None:
    """Return the payment file in which an invoice of ``invoice_list`` waits, if any."""
    if invoice.status != Status.ORDERED:
        return None
    return PaymentOrder.objects.get(payments__invoice=invoice, payments__open=True)


def shown_orders(orders: Iterable[PaymentOrder]) -> list[ShownOrder]:
    """Return files of ``order_list`` with what was paid of each: one more statement."""
    found = list(orders)
    rows = [row for order in found for row in order.payments.all()]
    left = open_amounts([row.invoice_id for row in rows])
    return [
        ShownOrder(
            order,
            [
                ShownPayment(row, is_paid=not left[row.invoice_id])
                for row in order.payments.all()
            ],
        )
        for order in found
    ]


def shown_order(order: PaymentOrder) -> ShownOrder:
    [shown] = shown_orders([order])
    return shown
