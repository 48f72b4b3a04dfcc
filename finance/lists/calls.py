"""Calls, payments, accounts and letters as tables."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from finance.models import Call, CallDocument, CallLine, Payment
from finance.queries.holders import HolderRow
from finance.queries.statement import Statement
from finance.settlement import OpenItem
from koprogo.ui.exports import LIMIT, Cell, Table


def calls_table(
    calls: Iterable[Call], own: Mapping[int, OpenItem] | None = None
) -> Table:
    """``calls``: as of ``queries.call_list``.

    ``own``: what they ask from who reads, by primary key; None: he reads of everybody.
    """
    header = [
        _("Number"),
        _("Title"),
        _("Status"),
        _("Issued on"),
        _("Due on"),
        _("Total of the building"),
    ]
    if own is not None:
        header += [_("Your part"), _("Still to pay")]
    rows = [
        (
            f"{call.entry.year}-{call.entry.number}" if call.entry else None,
            call.title,
            _status(call),
            call.date,
            call.due_on,
            call.total,
            *_own(call, own),
        )
        for call in calls
    ]
    return Table("calls", _("Calls for funds"), header, rows)


def _own(call: Call, own: Mapping[int, OpenItem] | None) -> Sequence[Cell]:
    if own is None:
        return ()
    part = own.get(call.pk)
    return (part.due.asked, part.open) if part else (None, None)


def _status(call: Call) -> str:
    if call.is_cancelled:
        return _("Cancelled")
    return _("Issued") if call.is_issued else _("Draft")


def call_table(documents: Sequence[CallDocument]) -> Table:
    """Return what each lot bears of each item, document by document: one statement.

    The documents come with their holdings, and these with their names.
    """
    header = [
        _("Account"),
        _("Account holder"),
        _("Lot"),
        _("What for"),
        _("Purpose"),
        _("Divided by"),
        _("Amount"),
        _("Parts"),
        _("Total of the key"),
        _("To pay"),
    ]
    holdings = {document.pk: document.holding for document in documents}
    names = {key: str(holding) for key, holding in holdings.items()}
    lines = (
        CallLine.objects.filter(document__in=names)
        .select_related("item__key", "item__version", "lot")
        .order_by("document", "item__position", "lot__position", "lot")
    )
    rows = [
        (
            holdings[line.document_id].code,
            names[line.document_id],
            line.lot.code,
            line.item.label,
            line.item.get_purpose_display(),
            str(line.item.key),
            line.item.amount,
            line.parts,
            line.item.version.total,
            line.amount,
        )
        for line in lines[: LIMIT + 1]
    ]
    return Table("call", _("What each co-owner pays"), header, rows)


def payments_table(payments: Iterable[Payment]) -> Table:
    header = [
        _("Value date"),
        _("Account"),
        _("Payer"),
        _("Communication"),
        _("Received on the account"),
        _("Status"),
        _("Amount"),
    ]
    rows = [
        (
            payment.date,
            payment.holding.code,
            str(payment.holding),
            payment.communication,
            payment.get_bank_account_display(),
            _("Reversed") if payment.is_reversed else _("Received"),
            payment.amount,
        )
        for payment in payments
    ]
    return Table("payments", _("Payments"), header, rows)


def accounts_table(holders: Iterable[HolderRow]) -> Table:
    header = [
        _("Account"),
        _("Account holder"),
        _("Lots"),
        _("Structured communication"),
        _("Balance"),
        _("Overdue"),
    ]
    rows = [
        (
            row.holding.code,
            str(row.holding),
            ", ".join(row.lots),
            row.reference,
            row.balance,
            row.overdue,
        )
        for row in holders
    ]
    return Table("accounts", _("Accounts of the co-owners"), header, rows)


def statement_table(statements: Sequence[Statement]) -> Table:
    """The movements of these accounts, each between its opening and closing balance."""
    header = [
        _("Account"),
        _("Date"),
        _("Entry"),
        _("Description"),
        _("Asked"),
        _("Received"),
        _("Balance"),
    ]
    rows = [row for statement in statements for row in _movements(statement)]
    return Table("statement", _("Statement of account"), header, rows)


def _movements(statement: Statement) -> Iterable[Sequence[Cell]]:
    code = statement.holding.code
    opening, closing = _("Balance before"), _("Balance after")
    yield code, statement.since, None, opening, None, None, statement.opening
    for one in statement.movements:
        yield (
            code,
            one.entry.date,
            one.number,
            one.text,
            one.debit,
            one.credit,
            one.balance,
        )
    yield code, statement.until, None, closing, None, None, statement.closing
