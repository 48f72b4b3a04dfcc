"""What of a statement is booked: its movements, a global one by its parts. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256

from finance.bank.statement import BankStatement, Movement, exact_sum
from finance.bank.values import is_iban, one_line
from koprogo.money import InvalidAmount, from_cents, to_cents

LARGEST = Decimal("9999999999.99")
CURRENCY = "EUR"


class Problem(StrEnum):
    """Why a statement is not booked, however well it was read."""

    UNBALANCED = "unbalanced"
    OTHER_CURRENCY = "other-currency"
    FRACTION_OF_A_CENT = "fraction-of-a-cent"
    TOO_LARGE = "too-large"


class NotBookable(ValueError):
    """``position``: which movement it is, from 1; None for the statement itself."""

    def __init__(self, problem: Problem, position: int | None = None) -> None:
        super().__init__(f"movement {position}: {problem}")
        self.problem = problem
        self.position = position


@dataclass(frozen=True, slots=True)
class Leaf:
    """One movement as it is booked: EUR with two decimals, never zero.

    ``end_to_end``, ``batch`` and ``return_reason`` say what it is, not which one it is:
    not every file of the bank has them.
    """

    amount: Decimal
    booked_on: date
    value_date: date
    counterparty: str = ""
    iban: str = ""
    reference: str = ""
    message: str = ""
    bank_reference: str = ""
    end_to_end: str = field(default="", compare=False)
    batch: str = field(default="", compare=False)
    return_reason: str = field(default="", compare=False)

    def fingerprint(self, account: str, nth: int) -> str:
        """Return what tells it among all of an account, wherever it comes again.

        ``nth``: from 1, among those of the day that look the same.
        """
        said = (
            account,
            self.booked_on.isoformat(),
            self.value_date.isoformat(),
            str(self.amount),
            self.bank_reference,
            self.iban,
            self.reference,
            self.counterparty,
            self.message,
            str(nth),
        )
        return digest(said)


def digest(words: Sequence[str]) -> str:
    """Return the SHA-256 of words, each told from the next."""
    return sha256("\x1f".join(words).encode()).hexdigest()


def leaves(statement: BankStatement) -> list[Leaf]:
    """Return the movements to book, in the order of the bank; those of 0.00 are none.

    A global movement is booked part by part when its parts sum to it; else as a whole.
    Raises ``NotBookable``.
    """
    if statement.currency != CURRENCY:
        raise NotBookable(Problem.OTHER_CURRENCY)
    if statement.gap:
        raise NotBookable(Problem.UNBALANCED)
    found = [
        _leaf(part, checked_amount(part.amount, position))
        for position, movement in enumerate(statement.movements, start=1)
        for part in _parts(movement)
        if part.amount
    ]
    checked_amount(statement.opening_balance, None)
    checked_amount(statement.closing_balance, None)
    return found


def checked_amount(amount: Decimal, position: int | None) -> Decimal:
    """Return ``amount`` with two decimals. Raises ``NotBookable``."""
    try:
        exact = from_cents(to_cents(amount))
    except InvalidAmount:
        raise NotBookable(Problem.FRACTION_OF_A_CENT, position) from None
    if abs(exact) > LARGEST:
        raise NotBookable(Problem.TOO_LARGE, position)
    return exact


def _parts(movement: Movement) -> Iterator[Movement]:
    details = movement.details
    adds_up = exact_sum(part.amount for part in details) == movement.amount
    if not details:
        yield movement
    elif adds_up and all(part.amount for part in details):
        for detail in details:
            known = detail.bank_reference or movement.bank_reference
            yield from _parts(replace(detail, bank_reference=known))
    else:
        yield _summed_up(movement)


def _summed_up(movement: Movement) -> Movement:
    """Let what a global movement says include what its parts say."""
    said = (movement.message, *(part.message for part in movement.details))
    return replace(movement, message=" / ".join(filter(None, said)), details=())


def _leaf(movement: Movement, amount: Decimal) -> Leaf:
    account = movement.counterparty_account
    message = movement.message or " / ".join(movement.information)
    return Leaf(
        amount=amount,
        booked_on=movement.booking_date,
        value_date=movement.value_date,
        counterparty=one_line(movement.counterparty_name)[:140],
        iban=account if is_iban(account) else account[:34],
        reference=movement.structured_reference,
        message=one_line(message)[:1000],
        bank_reference=movement.bank_reference[:80],
        end_to_end=movement.end_to_end_reference[:35],
        batch=movement.batch_reference[:35],
        return_reason=movement.return_reason,
    )
