"""What is wrong with opening balances, and what usually explains it, in words."""

from decimal import Decimal

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from buildings.importing import messages
from buildings.importing.problems import Problem
from finance import chart
from finance.errors import (
    AlreadyOpened,
    BeforeOpening,
    FinanceError,
    NothingToOpen,
    OpeningInTheFuture,
    OpeningTooLate,
    OpeningUnbalanced,
)
from finance.opening import Cause, Hint, Posting
from finance.opening_table import Fault, Mistake
from koprogo.ui.formatting import day, money

FAULTS = {
    Fault.UNKNOWN_TABLE: gettext_lazy(
        "The columns are not those of opening balances: %(header)s. The first line must "
        "name the columns as in the table to download."
    ),
    Fault.UNKNOWN_KIND: gettext_lazy(
        "“%(value)s” is not a kind of line. Write owner, bank, fund, supplier or account."
    ),
    Fault.NOT_AN_AMOUNT: gettext_lazy(
        "“%(value)s” is not an amount. Write for instance 1234,50."
    ),
    Fault.TOO_MANY_DECIMALS: gettext_lazy(
        "“%(value)s” has more than two decimals, or it means thousands. Write for "
        "instance 1234,50."
    ),
    Fault.TOO_LARGE: gettext_lazy("The amount is too large."),
    Fault.WRONG_COLUMN: gettext_lazy(
        "This column is not for this line. What an owner owes stands in the two columns "
        "for owners, everything else in debit or credit."
    ),
    Fault.BELOW_ZERO: gettext_lazy("This balance cannot be below zero."),
    Fault.BOTH_SIDES: gettext_lazy(
        "An owner owes something or has a credit, not both: write the difference."
    ),
    Fault.NO_NAME: gettext_lazy("The name of the supplier is missing."),
    Fault.NAME_TOO_LONG: gettext_lazy("The name is longer than %(limit)s characters."),
    Fault.UNKNOWN_OWNER: gettext_lazy(
        "“%(value)s” has no account in this building: write the code or the name as in "
        "the table to download."
    ),
    Fault.SEVERAL_OWNERS: gettext_lazy(
        "Several account holders are called “%(value)s”: write the code."
    ),
    Fault.ANOTHER_NAME: gettext_lazy(
        "The account %(holder)s is that of %(other)s, and this line says %(value)s."
    ),
    Fault.UNKNOWN_ACCOUNT: gettext_lazy(
        "“%(value)s” is not an account for this kind of line. Write one of: %(codes)s."
    ),
    Fault.TWICE: gettext_lazy("“%(name)s” stands on line %(first)s already."),
}

CAUSES = {
    Cause.WRONG_SIDE: gettext_lazy(
        "%(name)s, %(amount)s: if this amount stands on the wrong side, everything is "
        "right."
    ),
    Cause.NO_COUNTERPART: gettext_lazy(
        "%(name)s, %(amount)s, is exactly the difference: perhaps it stands here twice, "
        "or what it was for is missing."
    ),
    Cause.SWAPPED_DIGITS: gettext_lazy(
        "The difference can be divided by nine: perhaps two digits of an amount are "
        "swapped, such as 54 for 45."
    ),
    Cause.TOO_LITTLE_CREDIT: gettext_lazy(
        "There is more money and debt of owners than is explained: perhaps a fund is "
        "too low, an unpaid invoice of a supplier is missing, or an owner's credit."
    ),
    Cause.TOO_LITTLE_DEBIT: gettext_lazy(
        "The funds and what is owed to others are more than the money and the debts of "
        "owners: perhaps a bank account or what an owner owes is missing."
    ),
}


def sentence(problem: Problem | Mistake) -> str:
    """Return what is wrong with the file, as one or two sentences."""
    if isinstance(problem, Mistake):
        return str(FAULTS[problem.code]) % problem.params
    return messages.sentence(problem)


def where(problem: Problem | Mistake) -> str:
    """Return the file, line and column of a problem, as far as it has them."""
    return messages.where(problem)


def hint_sentence(hint: Hint) -> str:
    """Return what perhaps explains the difference."""
    if hint.posting is None:
        return str(CAUSES[hint.cause])
    return str(CAUSES[hint.cause]) % {
        "name": _name(hint.posting),
        "amount": _euro(abs(hint.posting.amount)),
    }


def refusal(error: FinanceError) -> str:
    """Say to a person why the books were not opened, or not touched."""
    language = get_language()
    if isinstance(error, OpeningTooLate):
        return _(
            "Something was booked on %(day)s: the books begin with their opening "
            "balances, so these are of that day or an earlier one."
        ) % {"day": day(error.first, language)}
    if isinstance(error, BeforeOpening):
        return _(
            "The books begin on %(day)s: its balances hold what happened before."
        ) % {"day": day(error.opened, language)}
    if isinstance(error, OpeningUnbalanced):
        return _(
            "Debit and credit differ by %(amount)s. Nothing is booked until they agree."
        ) % {"amount": _euro(abs(error.difference))}
    sentences = {
        AlreadyOpened: _("The books of this building have been opened already."),
        OpeningInTheFuture: _("This day has not come yet."),
        NothingToOpen: _("All balances are zero: there is nothing to bring in."),
    }
    return sentences[type(error)]


def _name(posting: Posting) -> str:
    if posting.holder is not None:
        return str(posting.holder)
    return posting.supplier or chart.label(posting.account)


def _euro(amount: Decimal) -> str:
    return money(amount, get_language())
