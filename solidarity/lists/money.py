"""The books of the fund as tables: codes and amounts, nobody's name."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from koprogo.ledger.models import Line
from koprogo.ui.exports import Table
from solidarity.chart import ACCOUNTS
from solidarity.queries.money import Balance, shown


def balances_table(rows: Iterable[Balance]) -> Table:
    header = [_("Account"), _("Name"), _("Balance")]
    body = [(row.code, row.name, row.net) for row in rows]
    return Table("accounts", _("Accounts of the fund"), header, body)


def entries_table(rows: Iterable[Line]) -> Table:
    """``rows``: as of ``queries.money.lines``."""
    header = [
        _("Date"),
        _("Entry"),
        _("Text"),
        _("Account"),
        _("Name"),
        _("Debit"),
        _("Credit"),
    ]
    body = [
        (
            row.entry.date,
            str(row.entry),
            row.entry.text,
            shown(row.account.code),
            str(ACCOUNTS[row.account.code]),
            row.debit,
            row.credit,
        )
        for row in rows
    ]
    return Table("entries", _("Entries of the fund"), header, body)
