"""Payments of a file, direct debits and mandates as tables."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from finance.models import DebitMandate
from finance.queries.collections import ShownAmount, mandate_state
from finance.queries.orders import ShownOrder
from koprogo.ui.exports import Table


def order_table(shown: ShownOrder) -> Table:
    header = [
        _("Supplier"),
        _("Number"),
        _("IBAN"),
        _("Communication"),
        _("Status"),
        _("Amount"),
    ]
    rows = [
        (
            str(one.row.invoice.supplier),
            one.row.invoice.number,
            one.row.iban,
            one.row.reference,
            one.state.label,
            one.row.amount,
        )
        for one in shown.payments
    ]
    return Table("payments", _("Payments of a file"), header, rows)


def collection_table(amounts: Iterable[ShownAmount]) -> Table:
    header = [
        _("Account holder"),
        _("Mandate"),
        _("IBAN"),
        _("First collection"),
        _("Received"),
        _("Returned by the bank"),
        _("Amount"),
    ]
    rows = [
        (
            str(one.holding),
            one.row.mandate.reference,
            one.row.mandate.iban,
            _("yes") if one.row.first else _("no"),
            _("yes") if one.is_received else _("no"),
            one.returned or "",
            one.row.amount,
        )
        for one in amounts
    ]
    return Table("direct-debits", _("Direct debits"), header, rows)


def mandates_table(mandates: Iterable[DebitMandate], *, on: date) -> Table:
    """``mandates``: of ``queries.collections.mandate_list``."""
    header = [
        _("Account holder"),
        _("Mandate"),
        _("Name of the account"),
        _("IBAN"),
        _("Signed on"),
        _("Last used on"),
        _("Revoked on"),
        _("Status"),
    ]
    rows = [
        (
            str(one.holding),
            one.reference,
            one.debtor,
            one.iban,
            one.signed_on,
            one.used_on,
            one.revoked_on,
            mandate_state(one, on=on).label,
        )
        for one in mandates
    ]
    return Table("mandates", _("Mandates for direct debits"), header, rows)
