"""What the bank paid to suppliers, noted at the invoices that it pays."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import transaction

from finance.errors import MoreThanOpen, NotOwed
from finance.models import Invoice, InvoicePayment
from finance.queries.invoices import invoice_list
from koprogo.ledger.models import Entry


@transaction.atomic
def pay_invoices(
    entry: Entry, parts: Mapping[Invoice, Decimal]
) -> list[InvoicePayment]:
    """Note that a posted entry pays these parts (EUR) of invoices: three statements.

    A credit note is used up by an amount below zero. Whoever books the entry on 440
    holds the lock of its journal, and records what he did.

    Raises:
        NotOwed: an invoice is not posted, or was cancelled.
        MoreThanOpen: the part is more than is left, or has the wrong sign.
    """
    keys = [invoice.pk for invoice in parts]
    rows = Invoice.objects.filter(pk__in=keys).order_by("pk")
    list(rows.select_for_update().values_list("pk"))
    found = {one.pk: one for one in invoice_list().filter(pk__in=keys)}
    for invoice, amount in parts.items():
        _check(found[invoice.pk], amount)
    return InvoicePayment.objects.bulk_create(
        InvoicePayment(invoice=invoice, entry=entry, amount=amount)
        for invoice, amount in parts.items()
    )


def _check(invoice: Invoice, amount: Decimal) -> None:
    if not invoice.is_posted or invoice.is_cancelled:
        raise NotOwed(invoice)
    if not 0 < invoice.sign * amount <= invoice.sign * invoice.left:
        raise MoreThanOpen(invoice, invoice.left)
