"""Contributions and their payments as tables."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from buildings.models import Participation
from koprogo.ui.exports import Table
from transparency.models import Receipt
from transparency.queries.contributions import Account, reference_of


def balances_table(rows: Iterable[Participation]) -> Table:
    """``rows``: as of ``queries.contributions.balances``."""
    header = [
        _("Name"),
        _("Kind"),
        _("Structured communication"),
        _("To pay"),
        _("Late"),
    ]
    body = [
        (
            row.name,
            row.get_kind_display(),
            reference_of(row),
            row.balance,
            row.overdue,
        )
        for row in rows
    ]
    return Table("contributions", _("Contributions"), header, body)


def account_table(account: Account) -> Table:
    """What one participation was asked and paid, the latest first."""
    header = [_("Date"), _("Description"), _("Asked"), _("Received")]
    asked = [
        (one.month, _("Contribution"), one.due, None) for one in account.contributions
    ]
    paid = [(one.received_on, _said(one), None, one.amount) for one in account.receipts]
    body = sorted([*asked, *paid], key=lambda row: row[0], reverse=True)
    return Table("account", account.participation.name, header, body)


def _said(receipt: Receipt) -> str:
    return _("Payment") if receipt.mirror_id is None else _("Payment, reversed")


def receipts_table(rows: Iterable[Receipt]) -> Table:
    header = [
        _("Received on"),
        _("Name"),
        _("Amount"),
        _("From the bank"),
        _("Reversed"),
    ]
    body = [
        (
            row.received_on,
            row.participation.name,
            row.amount,
            _("yes") if row.bank_reference else "",
            _("yes") if row.mirror_id else "",
        )
        for row in rows
    ]
    return Table("receipts", _("Payments received"), header, body)
