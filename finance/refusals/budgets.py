"""Why a budget, its instalments or the reserve rule refused something, in words."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from finance.errors import FinanceError
from finance.errors.budgets import (
    AlreadyAdopted,
    AlreadyOptedOut,
    BudgetYearClosed,
    DecidedInTheFuture,
    DraftsChanged,
    NoInstalmentLeft,
    NotABudgetAccount,
    NothingBudgeted,
    NotInForce,
    ReserveTooLow,
)
from finance.refusals import calls
from koprogo.ledger.errors import LedgerError, YearDoesNotFit, YearExists
from koprogo.ui.formatting import money

REFUSED = (FinanceError, LedgerError)


def sentence(error: Exception) -> str:
    """Say why nothing was changed."""
    if isinstance(error, ReserveTooLow):
        check, language = error.check, get_language()
        return _(
            "The law asks for %(required)s for the reserve fund, and this budget calls "
            "%(called)s: %(missing)s are missing. Add a contribution, or note the "
            "decision by four fifths of the votes that leaves it out."
        ) % {
            "required": money(check.required, language),
            "called": money(check.called, language),
            "missing": money(check.missing, language),
        }
    if isinstance(error, NotABudgetAccount):
        return _("The account %(code)s does not fit this kind of line.") % {
            "code": error.account
        }
    sentences = {
        AlreadyAdopted: _(
            "This budget has been adopted: prepare an adjusted one instead."
        ),
        NothingBudgeted: _("This budget has no lines yet."),
        DecidedInTheFuture: _("This day has not come yet."),
        BudgetYearClosed: _("This fiscal year is closed."),
        AlreadyOptedOut: _("The decision of this year is noted already."),
        NotInForce: _(
            "Another budget of this year was adopted later: that one counts."
        ),
        NoInstalmentLeft: _(
            "Every period of this year has been called: prepare a call for funds by "
            "hand for what is missing."
        ),
        DraftsChanged: _(
            "The drafts were changed meanwhile: look again at what would be replaced."
        ),
        YearExists: _("This fiscal year, or some of its days, was opened before."),
        YearDoesNotFit: _(
            "Entries are booked on these days in another fiscal year: the year cannot "
            "be opened."
        ),
    }
    return sentences.get(type(error)) or calls.sentence(error)
