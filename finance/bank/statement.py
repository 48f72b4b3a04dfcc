"""A bank statement as data, whichever file it came from.

A movement is above zero when the account received money and below zero when it paid.
Amounts are exact: two decimals, or more when the bank wrote more that count; who
books refuses these. What the bank did not say is "".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal, localcontext
from enum import StrEnum

LARGEST_FILE = 20 * 1024 * 1024  # bytes

# Enough digits for any balance.
_EXACT = Context(prec=60)

# ISO 20022: the bank gives money back and does not say why.
NO_REASON = "MS03"


class Reason(StrEnum):
    """Why a file is refused; ``messages.py`` says it in words."""

    TOO_LARGE = "too-large"
    EMPTY = "empty"
    UNKNOWN_FORMAT = "unknown-format"
    UNSUPPORTED_VERSION = "unsupported-version"
    # A value of either format
    NOT_A_NUMBER = "not-a-number"
    NOT_A_DATE = "not-a-date"
    NO_SIGN = "no-sign"
    NO_ACCOUNT = "no-account"
    NO_CURRENCY = "no-currency"
    NO_OPENING_BALANCE = "no-opening-balance"
    NO_CLOSING_BALANCE = "no-closing-balance"
    # The records of a CODA
    LINE_TOO_LONG = "line-too-long"
    LINE_CUT = "line-cut"
    UNKNOWN_RECORD = "unknown-record"
    UNEXPECTED_RECORD = "unexpected-record"
    WRONG_LINK = "wrong-link"
    WRONG_COUNT = "wrong-count"
    WRONG_TOTAL = "wrong-total"
    FILE_CUT = "file-cut"
    # The XML of a camt.053
    NOT_XML = "not-xml"
    DOCTYPE = "doctype"
    NOT_A_STATEMENT = "not-a-statement"
    NO_STATEMENT = "no-statement"
    TOO_MANY = "too-many"
    OTHER_CURRENCY = "other-currency"


class StatementError(ValueError):
    """The file is refused as a whole: nothing of it may be booked.

    ``line`` counts from 1; None when it is the file itself.
    """

    def __init__(self, line: int | None, reason: Reason) -> None:
        super().__init__(f"line {line}: {reason}")
        self.line = line
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Movement:
    """One movement of an account, or a part of a global one.

    ``structured_reference``: the twelve digits of a Belgian structured communication
    whose check digits are right, whether it came in a field of its own or as the
    text of the message; one that is wrong stays in ``message``. ``value_date``: the
    booking date when the bank does not know it. ``details``: what a global movement
    is made of, already counted in its amount; their own sum may differ, and a detail
    whose amount the bank does not say is 0. ``information``: what the bank adds.
    ``batch_reference``: the payment file, or the group of it, that is booked as one.
    ``return_reason``: why an earlier payment comes back, a code of ISO 20022; "" for
    what is no return.
    """

    amount: Decimal
    booking_date: date
    value_date: date
    counterparty_name: str = ""
    counterparty_account: str = ""
    structured_reference: str = ""
    message: str = ""
    bank_reference: str = ""
    details: tuple["Movement", ...] = ()
    counterparty_bic: str = ""
    end_to_end_reference: str = ""
    mandate_reference: str = ""
    transaction_code: str = ""
    information: tuple[str, ...] = ()
    batch_reference: str = ""
    return_reason: str = ""


@dataclass(frozen=True, slots=True)
class BankStatement:
    """One statement of one account, with its movements in the order of the bank.

    ``account``: the IBAN in capitals without spaces, also where the file has an old
    Belgian number; as written when it is no such number. ``number`` and
    ``reference``: the statement's number at the bank and the identification of the
    file (CODA) or of the statement (camt.053). ``closing_date`` is known in whatever
    a parser returns. ``continues``: another statement follows it in the file as the
    bank made it; true for the last one read, when the rest is missing.
    """

    account: str
    currency: str
    opening_balance: Decimal
    closing_balance: Decimal
    movements: tuple[Movement, ...]
    opening_date: date | None = None
    closing_date: date | None = None
    number: str = ""
    reference: str = ""
    notices: tuple[str, ...] = ()
    continues: bool = False

    @property
    def gap(self) -> Decimal:
        """What the movements do not explain: 0 when the statement balances.

        A statement with a gap is shown, never booked (law.md §7).
        """
        moved = exact_sum(movement.amount.copy_negate() for movement in self.movements)
        return exact_sum(
            [self.closing_balance, self.opening_balance.copy_negate(), moved]
        )


def exact_sum(amounts: Iterable[Decimal]) -> Decimal:
    """Return the sum; the caller's decimal context does not round it."""
    with localcontext(_EXACT):
        return sum(amounts, Decimal("0.00"))


def refuse_unreadable(data: bytes) -> None:
    """Raise ``StatementError`` for a file without content or above 20 MB."""
    if len(data) > LARGEST_FILE:
        raise StatementError(None, Reason.TOO_LARGE)
    if not data.strip():
        raise StatementError(None, Reason.EMPTY)
