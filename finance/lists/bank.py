"""Movements and statements of the bank as tables."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from finance.models import Payment
from finance.queries.bank import Shown
from finance.queries.reconciliation import BankState
from koprogo.ui.exports import Table


def movements_table(rows: Iterable[Shown]) -> Table:
    """``rows``: as the person who asks may read them."""
    header = [
        _("Account"),
        _("Booked on"),
        _("Value date"),
        _("Amount"),
        _("What it is"),
        _("Whose"),
        _("Counterparty"),
        _("IBAN of the counterparty"),
        _("Structured communication"),
        _("Communication"),
        _("Bank statement"),
    ]
    lines = [
        (
            row.movement.statement.iban,
            row.movement.booked_on,
            row.movement.value_date,
            row.movement.amount,
            row.what.label,
            row.whose,
            row.counterparty,
            row.iban,
            row.communication,
            row.message,
            row.movement.statement.number,
        )
        for row in rows
    ]
    return Table("bank", _("Movements of the bank"), header, lines)


def statements_table(state: BankState) -> Table:
    header = [
        _("Bank statement"),
        _("Closed on"),
        _("IBAN"),
        _("Opening balance"),
        _("Closing balance"),
        _("By the books"),
        _("In transit"),
        _("Difference"),
        _("Missing before it"),
    ]
    lines = [
        (
            one.statement.number,
            one.statement.closed_on,
            one.statement.iban,
            one.statement.opening,
            one.statement.closing,
            one.ledger,
            one.in_transit,
            one.difference,
            one.missing,
        )
        for one in state.statements
    ]
    title = Payment.BankAccount(state.account).label
    return Table(f"bank-{state.account}", str(title), header, lines)
