"""Why invoices, their posting and their payment were refused, said to a person."""

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from finance.errors import (
    CannotExempt,
    DraftGone,
    DuplicateInvoice,
    EmptyPart,
    FilesGone,
    FinanceError,
    FixedAmountsDiffer,
    IbanChanged,
    InvoiceCancelled,
    InvoiceInTheFuture,
    InvoiceOrdered,
    InvoicePaid,
    JudgmentIncomplete,
    KeyNotInForce,
    LineChanged,
    LinesDoNotSum,
    MoreThanOpen,
    NoLines,
    NotACostAccount,
    NotByMeters,
    NotOwed,
    OneFund,
    PeriodShut,
    ReasonMissing,
    SamePerson,
    TooManyLines,
    WorksMismatch,
    WrongState,
)
from finance.models import Invoice
from finance.refusals import books
from koprogo.ledger.errors import LedgerError
from koprogo.ui import formatting

State = Invoice.State


def sentence(error: FinanceError | LedgerError) -> str:
    """Say why nothing was changed."""
    if type(error) in SENTENCES:
        return SENTENCES[type(error)](error)
    return books.sentence(error)


def _wrong_state(error: WrongState) -> str:
    sentences = {
        State.DRAFT: _("This invoice is a draft: it was not submitted."),
        State.SUBMITTED: _("This invoice was submitted: it waits for its approval."),
        State.APPROVED: _("This invoice has been approved already."),
        State.REJECTED: _("This invoice has been rejected already."),
        State.POSTED: _("This invoice has been posted already."),
    }
    return sentences[error.invoice.state]


def _lines_do_not_sum(error: LinesDoNotSum) -> str:
    amount = _money(abs(error.difference))
    if error.difference > 0:
        return _("The lines make %(amount)s more than the total.") % {"amount": amount}
    return _("The lines make %(amount)s less than the total.") % {"amount": amount}


def _fixed_amounts_differ(error: FixedAmountsDiffer) -> str:
    amount = _money(abs(error.difference))
    if error.difference > 0:
        return _("The amounts by lot make %(amount)s more than the line.") % {
            "amount": amount
        }
    return _("The amounts by lot make %(amount)s less than the line.") % {
        "amount": amount
    }


def _cannot_exempt(error: CannotExempt) -> str:
    if error.reason == CannotExempt.Reason.UNDIVIDED:
        return _(
            "Only a cost that a key or meters divide, and that no works with calls of "
            "their own pay, can leave out lots."
        )
    if error.reason == CannotExempt.Reason.NOBODY_LEFT:
        return _("Nobody would be left to bear this cost.")
    codes = ", ".join(sorted(lot.code for lot in error.lots))
    return ngettext(
        "Lot %(codes)s has no part in what divides this cost: it bears nothing anyway.",
        "The lots %(codes)s have no part in what divides this cost: they bear nothing "
        "anyway.",
        len(error.lots),
    ) % {"codes": codes}


def _iban_changed(error: IbanChanged) -> str:
    return _(
        "The money would go to another account than before (%(known)s). Ask the supplier "
        "by a number that you know, then confirm it."
    ) % {"known": ", ".join(map(formatting.iban, error.known))}


def _more_than_open(error: MoreThanOpen) -> str:
    return _("Only %(amount)s of the invoice %(number)s are left to pay.") % {
        "amount": _money(abs(error.left)),
        "number": error.invoice.number,
    }


def _money(amount) -> str:
    return formatting.money(amount, get_language())


SENTENCES = {
    WrongState: _wrong_state,
    LinesDoNotSum: _lines_do_not_sum,
    FixedAmountsDiffer: _fixed_amounts_differ,
    CannotExempt: _cannot_exempt,
    JudgmentIncomplete: lambda error: _(
        "Name the judgment and the lots that it exempts: neither stands alone."
    ),
    IbanChanged: _iban_changed,
    MoreThanOpen: _more_than_open,
    KeyNotInForce: lambda error: (
        _("The key “%(key)s” has no parts on the day of the entry.")
        % {"key": error.key}
    ),
    PeriodShut: lambda error: (
        _(
            "An entry of %(day)s lies in a closed year or a settled period: ask the supplier "
            "for a credit note."
        )
        % {"day": formatting.day(error.day, get_language())}
    ),
    NoLines: lambda error: _("Write a line at least."),
    NotACostAccount: lambda error: _("Choose an account of costs."),
    WorksMismatch: lambda error: _(
        "Works with calls of their own are booked on an account that begins with 67, and "
        "only they are."
    ),
    OneFund: lambda error: _(
        "Works have calls of their own: the reserve fund does not pay them as well."
    ),
    LineChanged: lambda error: _(
        "This line was changed meanwhile: look at its parts again."
    ),
    NotByMeters: lambda error: _("Only a line that meters divide has a fixed part."),
    EmptyPart: lambda error: _("One of the two parts would be 0.00."),
    TooManyLines: lambda error: _("This invoice has no room for another line."),
    DraftGone: lambda error: _("This draft was discarded meanwhile."),
    InvoiceInTheFuture: lambda error: _("This day has not come yet."),
    DuplicateInvoice: lambda error: _(
        "This document may have been entered already. Look at what was found, and say "
        "below if it is another one."
    ),
    SamePerson: lambda error: _("Who prepared an invoice does not approve it."),
    ReasonMissing: lambda error: _("Say why."),
    InvoiceCancelled: lambda error: _("This invoice has been cancelled already."),
    InvoicePaid: lambda error: _(
        "A part of this invoice was paid: take the payment back first."
    ),
    InvoiceOrdered: lambda error: _(
        "This invoice stands in a payment file: give the file up first."
    ),
    NotOwed: lambda error: _("Only a posted invoice that stands can be paid."),
    FilesGone: lambda error: _(
        "The uploaded file is not kept any more: send it again."
    ),
}
