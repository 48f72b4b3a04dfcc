"""Why a statement or a match was refused, said to a person: pages and API say the same."""

from collections.abc import Callable

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from finance.bank import messages
from finance.bank.leaves import Problem
from finance.errors import BeforeOpening, FinanceError
from finance.errors import bank as errors
from finance.errors import invoices as invoice_errors
from finance.matching.facts import Reason
from finance.refusals import books, invoices
from koprogo.ledger.errors import LedgerError
from koprogo.ui import formatting

# What speaks for a proposal.
REASONS = {
    Reason.END_TO_END: gettext_lazy("the payment file named it like this"),
    Reason.FILE: gettext_lazy("all of a payment file, by its name"),
    Reason.REFERENCE: gettext_lazy("the structured communication"),
    Reason.INVOICE_REFERENCE: gettext_lazy("the communication of the invoice"),
    Reason.SUPPLIER_IBAN: gettext_lazy("the account of the supplier"),
    Reason.INVOICE_AMOUNT: gettext_lazy("just what is open of an invoice"),
    Reason.FILE_AMOUNT: gettext_lazy("just the sum of a payment file"),
    Reason.SAME_IBAN: gettext_lazy("the same account as the payment that comes back"),
    Reason.RETURNED: gettext_lazy("just what was paid before the other way"),
    Reason.OWN_ACCOUNT: gettext_lazy("another account of the association"),
    Reason.HOLDER_IBAN: gettext_lazy("it paid from this account before"),
    Reason.HOLDER_AMOUNT: gettext_lazy("just what is owed"),
    Reason.SHARED: gettext_lazy("divided, the oldest due first"),
    Reason.NAME: gettext_lazy("the name"),
}


def sentence(error: FinanceError | LedgerError) -> str:
    """Say why nothing was booked."""
    if isinstance(error, invoice_errors.MoreThanOpen | invoice_errors.NotOwed):
        return invoices.sentence(error)
    if type(error) in SENTENCES:
        return SENTENCES[type(error)](error)
    return books.sentence(error)


def _unbookable(error: errors.UnbookableStatement) -> str:
    cause = error.cause
    if cause.problem is Problem.UNBALANCED:
        return messages.gap_sentence(error.statement)
    sentences = {
        Problem.OTHER_CURRENCY: _(
            "The account is kept in %(currency)s: only EUR can be booked."
        )
        % {"currency": error.statement.currency},
        Problem.FRACTION_OF_A_CENT: _("An amount has a part of a cent."),
        Problem.TOO_LARGE: _("An amount is too large for the books."),
    }
    problem = sentences[cause.problem]
    if cause.position is None:
        return problem
    return _("Movement %(number)s: %(problem)s") % {
        "number": cause.position,
        "problem": problem,
    }


def _before_opening(error: BeforeOpening) -> str:
    return _(
        "The books begin on %(day)s, and the opening balances hold what was before: ask "
        "your bank for a file that begins on that day."
    ) % {"day": _day(error.opened)}


def _parts_differ(error: errors.PartsDiffer) -> str:
    amount = formatting.money(abs(error.difference), get_language())
    if error.difference > 0:
        return _("The parts make %(amount)s more than is in suspense.") % {
            "amount": amount
        }
    return _("The parts make %(amount)s less than is in suspense.") % {"amount": amount}


def _day(day) -> str:
    return formatting.day(day, get_language())


SENTENCES: dict[type[Exception], Callable[..., str]] = {
    errors.UnbookableStatement: _unbookable,
    BeforeOpening: _before_opening,
    errors.PartsDiffer: _parts_differ,
    errors.StatementInTheFuture: lambda error: (
        _("It tells of %(day)s: that day has not come yet.") % {"day": _day(error.day)}
    ),
    errors.StatementInTheWay: lambda error: _(
        "Statements that are here tell of the same days, and not in the same way: some "
        "movements would be booked twice. Import what comes between them first, or ask "
        "your bank for a file of other days."
    ),
    errors.StatementKnown: lambda error: _("It is here already."),
    errors.AccountOfSeveral: lambda error: _(
        "Several of your buildings say that this account is theirs: correct it in the "
        "settings of one of them."
    ),
    errors.NothingToMatch: lambda error: _(
        "Nothing of this movement is in suspense: somebody else was perhaps faster."
    ),
    errors.WrongWay: lambda error: _(
        "A part was received where money was paid, or the reverse."
    ),
    errors.NotOfItsOwn: lambda error: (
        _(
            "Account %(account)s belongs to somebody or to a fund: a movement is not "
            "booked there by hand."
        )
        % {"account": error.account}
    ),
    errors.OtherAmount: lambda error: (
        _("The payment was of %(amount)s: a bank gives all of it back, or nothing.")
        % {"amount": formatting.money(abs(error.amount), get_language())}
    ),
    errors.AlreadyUndone: lambda error: _("This has been taken back already."),
    errors.PaymentOfTheBank: lambda error: _(
        "A statement of the bank says that this payment came: say there what it is."
    ),
}
