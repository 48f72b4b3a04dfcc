"""Invoices of suppliers as a table."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from finance.models import Invoice
from finance.queries.invoices import Status
from koprogo.ui.exports import Table


def invoices_table(invoices: Iterable[Invoice]) -> Table:
    """``invoices``: as of ``queries.invoices.invoice_list``."""
    header = [
        _("Supplier"),
        _("Kind"),
        _("Number"),
        _("Date"),
        _("To be paid by"),
        _("Status"),
        _("Entry in the books"),
        _("Total with VAT"),
        _("Left to pay"),
    ]
    rows = [
        (
            str(invoice.supplier),
            invoice.get_kind_display(),
            invoice.number,
            invoice.date,
            invoice.due_on,
            Status(invoice.status).label,
            str(invoice.entry) if invoice.entry else None,
            invoice.sign * invoice.total,
            invoice.left,
        )
        for invoice in invoices
    ]
    return Table("invoices", _("Invoices of suppliers"), header, rows)
