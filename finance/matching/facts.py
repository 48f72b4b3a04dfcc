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

    #: the name that a payment file gave to the payment
    END_TO_END = "end-to-end"
    #: the name of a payment file, booked as one sum
    FILE = "file"
    #: the structured communication of the holder, or of the payment that comes back
    REFERENCE = "reference"
    #: the structured communication or the number of the open invoice
    INVOICE_REFERENCE = "invoice-reference"
    #: the IBAN of the supplier
    SUPPLIER_IBAN = "supplier-iban"
    #: the exact amount of an open invoice, or of all those of the supplier
    INVOICE_AMOUNT = "invoice-amount"
    #: the exact sum of a payment file of which nothing is paid
    FILE_AMOUNT = "file-amount"
    #: the IBAN of another account of the association
    OWN_ACCOUNT = "own-account"
    #: the IBAN of the payment that comes back
    SAME_IBAN = "same-iban"
    #: the exact amount of a payment that the bank booked the other way
    RETURNED = "returned"
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
    #: a payment that the bank booked before, and gives back
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class Movement:
    """One line of a bank statement; what the bank does not say is empty.

    ``end_to_end`` and ``batch``: as a payment file named it, in small letters;
    ``is_return``: the bank says that it gives an earlier payment back.
    """

    amount: Decimal
    structured_reference: str = ""
    counterparty_account: str = ""
    counterparty_name: str = ""
    message: str = ""
    end_to_end: str = ""
    batch: str = ""
    is_return: bool = False
    day: date | None = None


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
    #: by which a payment file names its payment
    end_to_end: str = ""


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
class Collected(Generic[K]):
    """What a file of direct debits takes from a holder, and how it names that."""

    holder: K
    end_to_end: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class SentFile(Generic[K]):
    """A payment file, or a group of it, of which the bank booked nothing yet.

    ``names``: what the bank may call it; ``day``: on which it is carried out.
    """

    names: frozenset[str]
    day: date
    parts: tuple[Part[K], ...]


@dataclass(frozen=True, slots=True)
class Returnable(Generic[K]):
    """A payment that the bank booked, in the sign of the bank, and may give back.

    ``reference``: twelve digits; ``end_to_end``: how files name it, "" is no name.
    """

    id: K
    amount: Decimal
    end_to_end: frozenset[str] = frozenset()
    reference: str = ""
    iban: str = ""


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
