"""The ASBL's books as tables."""

from collections.abc import Iterable

from django.template.defaultfilters import date as in_words
from django.utils.translation import gettext as _

from koprogo.ledger.models import Line
from koprogo.ui.exports import Table
from transparency.models import Voucher
from transparency.queries.books import BalanceSheet, Income, name_of
from transparency.queries.quarters import QuarterRow

__all__ = [
    "balance_table",
    "income_table",
    "lines_table",
    "quarters_table",
    "vouchers_table",
]


def vouchers_table(rows: Iterable[Voucher]) -> Table:
    header = [
        _("Date"),
        _("Kind"),
        _("Supplier or giver"),
        _("Description"),
        _("From"),
        _("Until"),
        _("Amount"),
        _("Comes back"),
        _("State"),
        _("Paid on"),
        _("Entered by"),
        _("Decided by"),
        _("Reason"),
    ]
    body = [
        (
            row.dated,
            row.get_kind_display(),
            row.supplier,
            row.description,
            row.since,
            row.until,
            row.amount,
            row.get_recurring_display(),
            row.get_state_display(),
            row.paid_on,
            _who(row.entered_by),
            _who(row.decided_by),
            row.reason,
        )
        for row in rows
    ]
    return Table("vouchers", _("Costs and income"), header, body)


def _who(user) -> str:
    return str(user.name or user.email) if user else ""


def income_table(income: Income) -> Table:
    """Every account with its months."""
    months = income.months
    header = [
        _("Part"),
        _("Account"),
        _("Name"),
        *(in_words(month, "Y-m") for month in months),
        _("Total"),
    ]
    parts = ((_("Revenue"), income.revenue), (_("Costs"), income.costs))
    body = [
        (title, row.code, str(row.name), *row.cells(months), row.amount)
        for title, rows in parts
        for row in rows
    ]
    return Table("income", _("Income statement"), header, body)


def balance_table(sheet: BalanceSheet) -> Table:
    header = [_("Part"), _("Account"), _("Name"), _("Amount")]
    parts = ((_("Assets"), sheet.assets), (_("Liabilities"), sheet.liabilities))
    body = [
        (title, row.code, str(row.name), row.amount)
        for title, rows in parts
        for row in rows
    ]
    body += [
        (_("Liabilities"), "", _("Result of the year"), sheet.result),
        (_("Liabilities"), "", _("Results of earlier years"), sheet.earlier),
    ]
    return Table("balance-sheet", _("Balance sheet"), header, body)


def lines_table(rows: Iterable[Line]) -> Table:
    """``rows``: as of ``queries.books.line_list``."""
    header = [
        _("Date"),
        _("Entry"),
        _("Description"),
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
            row.account.code,
            str(name_of(row.account.code)),
            row.debit,
            row.credit,
        )
        for row in rows
    ]
    return Table("entries", _("Entries"), header, body)


def quarters_table(rows: Iterable[QuarterRow]) -> Table:
    header = [
        _("Year"),
        _("Quarter"),
        _("From"),
        _("Until"),
        _("Closed on"),
        _("Closed by"),
        _("Vouchers to decide"),
        _("Contributions to write"),
    ]
    body = [
        (
            row.year,
            row.number,
            row.since,
            row.until,
            row.closed and row.closed.closed_at,
            _who(row.closed and row.closed.closed_by),
            row.undecided,
            row.waits_for,
        )
        for row in rows
    ]
    return Table("quarters", _("Quarters"), header, body)
