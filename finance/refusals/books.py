"""Why the books themselves refused something, said to a person: the one place for it.

Whoever posts catches ``ANY``: also what his own area refuses.
"""

from collections.abc import Callable

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from finance.errors import (
    BeforeOpening,
    FinanceError,
    KeyNotInForce,
    MirroredOnWrongDay,
    PeriodShut,
)
from finance.errors import books as errors
from finance.opening_messages import refusal
from koprogo.ledger import errors as ledger
from koprogo.ledger.errors import LedgerError
from koprogo.ui.formatting import day, money

# Of any posting: a closed year, a settled period.
REFUSED = (LedgerError, PeriodShut)
ANY = (FinanceError, LedgerError)
# Another day would do.
OF_THE_DAY = (
    ledger.YearClosed,
    ledger.DateOutsideYear,
    PeriodShut,
    BeforeOpening,
    errors.EntryInTheFuture,
)


def sentence(error: Exception) -> str:
    """Say why nothing was changed."""
    return SENTENCES[type(error)](error)


def field_of(error: Exception) -> str | None:
    """Return the field of a form at which it is said; None: of the form as a whole."""
    return "date" if isinstance(error, OF_THE_DAY) else None


def _shut(error: PeriodShut) -> str:
    return _(
        "%(day)s lies in a period that is settled or closed: book it on a later day."
    ) % {"day": day(error.day, get_language())}


def _unbalanced(error: errors.EntryUnbalanced) -> str:
    amount = money(abs(error.difference), get_language())
    if error.difference > 0:
        return _("Debit is %(amount)s more than credit.") % {"amount": amount}
    return _("Credit is %(amount)s more than debit.") % {"amount": amount}


def _of_line(text: Callable[[], str]) -> Callable[[errors.EntryLineRefused], str]:
    def said(error: errors.EntryLineRefused) -> str:
        return _("Line %(number)s: %(reason)s") % {
            "number": error.position,
            "reason": text(),
        }

    return said


SENTENCES: dict[type[Exception], Callable[..., str]] = {
    # Fiscal years
    ledger.YearClosed: lambda error: (
        _(
            "The fiscal year that begins in %(year)s is closed: it takes no entry any more."
        )
        % {"year": error.year}
    ),
    ledger.DateOutsideYear: lambda error: (
        _("This day is not one of the fiscal year that begins in %(year)s.")
        % {"year": error.year}
    ),
    ledger.YearExists: lambda error: _(
        "This fiscal year, or some of its days, was opened before."
    ),
    ledger.YearTooLong: lambda error: _(
        "A fiscal year ends after it begins, and lasts 24 months at most."
    ),
    ledger.YearDoesNotFit: lambda error: _(
        "Entries are booked on these days in another fiscal year, or in this year on "
        "other days: the year cannot be opened."
    ),
    ledger.YearNotOpened: lambda error: _("Nobody opened this fiscal year."),
    ledger.AlreadyClosed: lambda error: _("This fiscal year has been closed already."),
    ledger.NotClosed: lambda error: _("Only a closed fiscal year can be reopened."),
    ledger.EarlierYearOpen: lambda error: _(
        "An earlier fiscal year is still open: close that one first."
    ),
    ledger.LaterYearClosed: lambda error: _(
        "A later fiscal year was closed on the balances of this one: reopen that one "
        "first."
    ),
    ledger.NoReason: lambda error: _("Say why the year is reopened."),
    errors.YearNotReady: lambda error: _(
        "The year cannot be closed yet: something on the list is not done."
    ),
    PeriodShut: _shut,
    BeforeOpening: refusal,
    # The chart
    ledger.UnknownAccount: lambda error: _("There is no such account."),
    ledger.NotACode: lambda error: _("A code has digits only, at most ten."),
    ledger.AccountExists: lambda error: _("There is an account with this code."),
    ledger.OutsideTheChart: lambda error: _(
        "The code of a sub-account begins with that of an account that is there."
    ),
    ledger.NoName: lambda error: _("Say what the account is for."),
    # Entries of one's own
    errors.EntryInTheFuture: lambda error: _("This day has not come yet."),
    errors.TooFewLines: lambda error: _("An entry has two lines at least."),
    errors.EntryUnbalanced: _unbalanced,
    errors.ReasonNeeded: lambda error: _("Say why."),
    errors.EntryBooked: lambda error: _("This entry has been booked already."),
    errors.EntryTakenBack: lambda error: _("This entry has been taken back already."),
    MirroredOnWrongDay: lambda error: _(
        "An entry is taken back on its own day or later, and not in the future."
    ),
    errors.HolderNeeded: _of_line(
        lambda: _("name the account holder on 4100 and 4101, and nowhere else.")
    ),
    errors.SupplierNeeded: _of_line(
        lambda: _("name the supplier on 440, and nowhere else.")
    ),
    errors.BasisNeeded: _of_line(
        lambda: _(
            "say by which key a cost or an income divides, or which lot bears it; other "
            "lines have neither."
        )
    ),
    errors.NotByHand: _of_line(
        lambda: _(
            "calls, statements of charges, works and closings book on this account, and "
            "nobody else."
        )
    ),
    KeyNotInForce: lambda error: (
        _("The key “%(key)s” has no parts on that day.") % {"key": error.key}
    ),
    errors.NothingToTransfer: lambda error: _(
        "So much was not received for the reserve fund, or it was transferred already."
    ),
    errors.ReportTooLong: lambda error: _(
        "This report is long: have the worker make it."
    ),
    # Works
    errors.WorksEnded: lambda error: (
        _(
            "The works “%(works)s” have ended: nothing is called or spent for them any more."
        )
        % {"works": error.works}
    ),
    errors.WorksExist: lambda error: _("There already are works of this name."),
    errors.WorksPending: lambda error: _(
        "Invoices or drafts of calls name these works and are not booked: book them or "
        "delete them first."
    ),
    errors.WorksNotCalled: lambda error: _(
        "Nothing was called for these works: call for it before you end them."
    ),
    errors.DecisionNeeded: lambda error: _("Say what the assembly decided."),
}
