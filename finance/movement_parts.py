"""What somebody says that a movement of the bank is.

All amounts are EUR in the sign of the bank: above zero received.
"""

from dataclasses import dataclass
from decimal import Decimal

from buildings.models import AllocationKey, Holding, Supplier
from finance.models import Invoice, MovementMatch


@dataclass(frozen=True, slots=True)
class HolderPart:
    """A payment of an account holder; below zero, money that he was paid back."""

    holding: Holding
    amount: Decimal


@dataclass(frozen=True, slots=True)
class InvoicePart:
    """What was paid of an invoice, or received of a credit note; in the sign of the bank."""

    invoice: Invoice
    amount: Decimal


@dataclass(frozen=True, slots=True)
class SupplierPart:
    """Paid to a supplier without an invoice here: an old debt, or on account."""

    supplier: Supplier
    amount: Decimal


@dataclass(frozen=True, slots=True)
class TransferPart:
    """From or to another account of the association."""

    amount: Decimal


@dataclass(frozen=True, slots=True)
class CostPart:
    """A cost or an income without an invoice, divided by a key: bank charges, interest."""

    amount: Decimal
    account: str
    label: str
    key: AllocationKey


@dataclass(frozen=True, slots=True)
class OtherPart:
    """Another account of the balance sheet, which belongs to nobody in particular."""

    amount: Decimal
    account: str


@dataclass(frozen=True, slots=True)
class ReturnPart:
    """A payment that the bank gives back, by the match that says what it was."""

    match: MovementMatch
    amount: Decimal


Part = (
    HolderPart
    | InvoicePart
    | SupplierPart
    | TransferPart
    | CostPart
    | OtherPart
    | ReturnPart
)
