"""Statements of charges as tables."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from finance import chart
from finance.models import ChargeDocument, ChargeStatement
from finance.queries.charge_overview import MatrixRow
from koprogo.ui.exports import Table

ONE_DAY = timedelta(days=1)


def statements_table(statements: Iterable[ChargeStatement]) -> Table:
    """``statements``: as of ``queries.charge_statements.statement_list``."""
    header = [
        _("Title"),
        _("First day"),
        _("Last day"),
        _("Status"),
        _("Entry"),
        _("Due on"),
        _("Costs"),
        _("Provisions"),
        _("Balance"),
    ]
    rows = [
        (
            one.title,
            one.since,
            one.until - ONE_DAY,
            status(one),
            f"{one.entry.year}-{one.entry.number}" if one.entry else None,
            one.due_on,
            one.costs_sum,
            one.provisions_sum,
            one.balance_sum,
        )
        for one in statements
    ]
    return Table("charges", _("Statements of charges"), header, rows)


def status(statement: ChargeStatement) -> str:
    if statement.is_cancelled:
        return _("Cancelled")
    return pgettext("in the books", "Posted") if statement.is_posted else _("Draft")


def balances_table(documents: Iterable[ChargeDocument]) -> Table:
    """What each holding bears, was called and owes: documents with names and lots."""
    header = [
        _("Account"),
        _("Account holder"),
        _("Lots"),
        _("Costs"),
        _("of which private"),
        _("of which for the occupant"),
        _("Provisions"),
        _("Balance"),
    ]
    rows = [
        (
            one.holding.code,
            str(one.holding),
            one.lots,
            one.costs,
            one.private,
            one.occupant,
            one.provisions,
            one.balance,
        )
        for one in documents
    ]
    return Table("balances", _("Balance of each co-owner"), header, rows)


def matrix_table(accounts: Sequence[str], rows: Sequence[MatrixRow]) -> Table:
    """What each lot bears on each account, holder by holder: one statement."""
    labels = chart.labels(accounts)
    header = [
        _("Lot"),
        _("Account"),
        _("Account holder"),
        _("First day"),
        _("Last day"),
        _("Days"),
        *(f"{code} {labels[code]}" for code in accounts),
        _("Total"),
    ]
    lines = [
        (
            row.piece.lot.code,
            row.piece.holding.code,
            str(row.piece.holding),
            row.piece.since,
            row.piece.until - ONE_DAY,
            row.piece.days,
            *row.amounts,
            sum(row.amounts),
        )
        for row in rows
    ]
    return Table("lots", _("What each lot bears"), header, lines)
