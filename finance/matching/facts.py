"""What the matching of bank movements reads, and what it answers. Pure.

All amounts are EUR with two decimals; those of a movement are above zero when received.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from koprogo.money import from_cents

K = TypeVar("K", bound=Hashable)
ZERO = from_cents(0)


class Reason(StrEnum):
    """What speaks for a match, the strongest first."""

    #: the structured communication of the holder
    REFERENCE = "reference"
    #: the structured communication or the number of the open invoice
    INVOICE_REFERENCE = "invoice-reference"
    #: the IBAN of the supplier
    SUPPLIER_IBAN = "supplier-iban"
    #: the exact amount of an open invoice, or of all those of the supplier
    INVOICE_AMOUNT = "invoice-amount"
    #: the IBAN of another account of the association
    OWN_ACCOUNT = "own-account"
    #: an IBAN that paid for the holder before
    HOLDER_IBAN = "holder-iban"
    #: the exact amount of the holder's balance or of one of his documents
    HOLDER_AMOUNT = "holder-amount"
    #: several holders are paid from it: divided, the oldest due first
    SHARED = "shared"
    #: the name stands in the message or is that of the counterparty
    NAME = "name"


class Kind(StrEnum):
    """What a part of a movement goes to."""

    HOLDER = "holder"
    INVOICE = "invoice"
    SUPPLIER = "supplier"
    OWN_ACCOUNT = "own-account"


@dataclass(frozen=True, slots=True)
class Movement:
    """One line of a bank statement; what the bank does not say is empty."""

    amount: Decimal
    structured_reference: str = ""
    counterparty_account: str = ""
    counterparty_name: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class OpenDue:
    """What is still open, above zero, of one document of a holder."""

    due_on: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Holder(Generic[K]):
    """An account holder, with all that would recognise his payment."""

    id: K
    reference_base: int
    names: tuple[str, ...] = ()
    #: from which he was paid for before
    ibans: tuple[str, ...] = ()
    #: what he owes; below zero, his credit
    balance: Decimal = ZERO
    dues: tuple[OpenDue, ...] = ()


@dataclass(frozen=True, slots=True)
class Invoice(Generic[K]):
    """What is open of one invoice, below zero of a credit note."""

    id: K
    amount: Decimal
    #: to pay it with: a structured communication, or the supplier's number
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Supplier(Generic[K]):
    """A supplier and his open invoices, the oldest first."""

    id: K
    name: str
    iban: str = ""
    invoices: tuple[Invoice[K], ...] = ()


@dataclass(frozen=True, slots=True)
class OwnAccount(Generic[K]):
    """An account of the association itself."""

    id: K
    iban: str


@dataclass(frozen=True, slots=True)
class Part(Generic[K]):
    """``amount`` of the movement, with its sign, goes there."""

    kind: Kind
    id: K
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Match(Generic[K]):
    """What the movement may be: the parts sum to its amount."""

    parts: tuple[Part[K], ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Outcome(Generic[K]):
    """Booked as ``certain``; else one of ``proposals`` is chosen; else suspense."""

    certain: Match[K] | None = None
    proposals: tuple[Match[K], ...] = ()
