"""Why a bank file was refused, and what does not add up, in words.

The only module of this package that knows Django: everything else reports codes.
"""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from finance.bank.statement import (
    LARGEST_FILE,
    BankStatement,
    Reason,
    StatementError,
)

SENTENCES = {
    Reason.TOO_LARGE: gettext_lazy(
        "The file is larger than %(limit)s MB and was not read."
    ),
    Reason.EMPTY: gettext_lazy("The file is empty."),
    Reason.UNKNOWN_FORMAT: gettext_lazy(
        "This is neither a CODA file nor a camt.053 file. Ask your bank for one of "
        "these two."
    ),
    Reason.UNSUPPORTED_VERSION: gettext_lazy(
        "This version is not read: ask your bank for CODA version 2, or for camt.053 "
        "version 001.02 to 001.08."
    ),
    Reason.NOT_A_NUMBER: gettext_lazy("A number is missing or cannot be read."),
    Reason.NOT_A_DATE: gettext_lazy("A date is missing or does not exist."),
    Reason.NO_SIGN: gettext_lazy(
        "It is not said whether the amount came in or went out."
    ),
    Reason.NO_ACCOUNT: gettext_lazy("The number of the account is missing."),
    Reason.NO_CURRENCY: gettext_lazy("The currency of the account is missing."),
    Reason.NO_OPENING_BALANCE: gettext_lazy("The opening balance is missing."),
    Reason.NO_CLOSING_BALANCE: gettext_lazy("The closing balance is missing."),
    Reason.LINE_TOO_LONG: gettext_lazy(
        "The line is longer than the 128 signs of a CODA: something was added to it."
    ),
    Reason.LINE_CUT: gettext_lazy("The end of the line is missing."),
    Reason.UNKNOWN_RECORD: gettext_lazy("A CODA has no line of this kind."),
    Reason.UNEXPECTED_RECORD: gettext_lazy(
        "This line does not belong here: lines are missing or in another order."
    ),
    Reason.WRONG_LINK: gettext_lazy(
        "This line belongs to a movement that is not above it: lines are missing or in "
        "another order."
    ),
    Reason.WRONG_COUNT: gettext_lazy(
        "The file says how many lines it has, and it has another number of lines."
    ),
    Reason.WRONG_TOTAL: gettext_lazy(
        "The file says what its movements add up to, and they add up to something else."
    ),
    Reason.FILE_CUT: gettext_lazy("The file ends too early: its end is missing."),
    Reason.NOT_XML: gettext_lazy(
        "The file is damaged or incomplete: its XML cannot be read."
    ),
    Reason.DOCTYPE: gettext_lazy(
        "The file defines a document type. No bank does that, so it is not read."
    ),
    Reason.NOT_A_STATEMENT: gettext_lazy(
        "This is XML, but not a bank statement (camt.053)."
    ),
    Reason.NO_STATEMENT: gettext_lazy("The file has no statement."),
    Reason.TOO_MANY: gettext_lazy(
        "The file has more movements than can be read at once. Ask your bank for files "
        "of a shorter period."
    ),
    Reason.OTHER_CURRENCY: gettext_lazy(
        "The amount is in another currency than the account."
    ),
}


# Why a bank gives money back: the usual codes of ISO 20022 (EPC173-14).
RETURNS = {
    "AC01": gettext_lazy("the account number is wrong"),
    "AC04": gettext_lazy("the account is closed"),
    "AC06": gettext_lazy("the account is blocked"),
    "AC13": gettext_lazy("the account is one of a consumer"),
    "AG01": gettext_lazy("the account takes no such payments"),
    "AM04": gettext_lazy("not enough money on the account"),
    "AM05": gettext_lazy("it was paid or collected twice"),
    "BE05": gettext_lazy("the creditor is not known"),
    "MD01": gettext_lazy("there is no mandate, or not any more"),
    "MD06": gettext_lazy("the payer wants his money back"),
    "MD07": gettext_lazy("the payer has died"),
    "MS02": gettext_lazy("the payer refused it"),
    "MS03": gettext_lazy("the bank does not say why"),
    "RC01": gettext_lazy("the bank of the account is not known"),
    "RR04": gettext_lazy("the law forbids it"),
    "SL01": gettext_lazy("the payer had it refused by his bank"),
}


def return_reason(code: str) -> str:
    """Return why a bank gives money back, with the code."""
    return f"{RETURNS[code]} ({code})" if code in RETURNS else code


def sentence(error: StatementError) -> str:
    """Return why the file was refused, with its line as far as it has one."""
    limit = LARGEST_FILE // (1024 * 1024)
    problem = str(SENTENCES[error.reason]) % {"limit": limit}
    if error.line is None:
        return problem
    return _("Line %(line)s: %(problem)s") % {"line": error.line, "problem": problem}


def gap_sentence(statement: BankStatement) -> str:
    """Return why a statement whose ``gap`` is not 0 is not booked."""
    return _(
        "The movements and the balances of this statement differ by %(amount)s "
        "%(currency)s. Nothing of it is booked."
    ) % {
        "amount": number_format(abs(statement.gap), force_grouping=True),
        "currency": statement.currency,
    }
