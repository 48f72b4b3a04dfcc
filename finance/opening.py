"""What a building with a past brings along: one balanced first entry. Pure.

The books begin on a day with what is there: money at the bank, what owners and
suppliers owe and are owed, and the two funds. What is owned equals where it comes
from, to the cent; a difference is shown with what usually explains it, and never
booked (docs/rules/opening.md).

All amounts are EUR with two decimals.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import Generic, TypeVar

from finance.account_codes import OWNERS_RESERVE, OWNERS_WORKING, SUPPLIERS
from koprogo.money import to_cents

K = TypeVar("K")
ZERO = Decimal("0.00")


class ImpossibleBalance(ValueError):
    """An owner owes or has a credit, not both, and neither is below zero."""


@dataclass(frozen=True, slots=True)
class OwnerBalance(Generic[K]):
    """What a holding brings along: what it owes on both accounts, or its credit."""

    holder: K
    #: owed on account 4101: provisions, costs, works
    working: Decimal = ZERO
    #: owed on account 4100: the reserve fund
    reserve: Decimal = ZERO
    #: in his favour, on account 4101
    credit: Decimal = ZERO

    def __post_init__(self) -> None:
        parts = (self.working, self.reserve, self.credit)
        if min(parts) < 0 or (self.credit and (self.working or self.reserve)):
            raise ImpossibleBalance(self)

    @property
    def is_zero(self) -> bool:
        return not (self.working or self.reserve or self.credit)


@dataclass(frozen=True, slots=True)
class SupplierBalance:
    """What is owed to a supplier, by name; below zero, he owes the association."""

    name: str
    owed: Decimal


@dataclass(frozen=True, slots=True)
class Posting(Generic[K]):
    """A line to be: ``amount`` is debit, below zero credit; perhaps somebody's."""

    account: str
    amount: Decimal
    holder: K | None = None
    supplier: str = ""

    @property
    def debit(self) -> Decimal:
        return max(self.amount, ZERO)

    @property
    def credit(self) -> Decimal:
        return max(-self.amount, ZERO)


@dataclass(frozen=True, slots=True)
class Total:
    """The debits and credits of one account."""

    account: str
    debit: Decimal
    credit: Decimal


class Cause(StrEnum):
    """What usually explains a difference."""

    #: an amount of half the difference stands on the other side
    WRONG_SIDE = "wrong-side"
    #: an amount of exactly the difference has no counterpart
    NO_COUNTERPART = "no-counterpart"
    #: a difference that nine divides: two neighbouring digits were swapped
    SWAPPED_DIGITS = "swapped-digits"
    #: more owned than explained: a fund or a supplier is missing, or too small
    TOO_LITTLE_CREDIT = "too-little-credit"
    #: more explained than owned: a bank account or a debt of an owner is missing
    TOO_LITTLE_DEBIT = "too-little-debit"


@dataclass(frozen=True, slots=True)
class Hint(Generic[K]):
    """A cause, and the line that gives rise to it when there is one."""

    cause: Cause
    posting: Posting[K] | None = None


@dataclass(frozen=True)
class Balances(Generic[K]):
    """Everything that a building brings along; balances of zero do not count.

    ``accounts``: by code, debit minus credit, of what is nobody's account.
    """

    accounts: Mapping[str, Decimal] = field(default_factory=dict)
    owners: tuple[OwnerBalance[K], ...] = ()
    suppliers: tuple[SupplierBalance, ...] = ()

    @cached_property
    def postings(self) -> tuple[Posting[K], ...]:
        """The lines of the entry, in the order of the form."""
        return tuple(line for line in self._lines() if line.amount)

    @property
    def difference(self) -> Decimal:
        """Debit minus credit: zero, or nothing is booked."""
        return sum((line.amount for line in self.postings), ZERO)

    @property
    def totals(self) -> list[Total]:
        """The trial balance: debits and credits of each account, by code."""
        codes = sorted({line.account for line in self.postings})
        return [self._total(code) for code in codes]

    def _lines(self) -> Iterator[Posting[K]]:
        for code, amount in self.accounts.items():
            yield Posting(code, amount)
        for owner in self.owners:
            yield Posting(OWNERS_WORKING, owner.working - owner.credit, owner.holder)
            yield Posting(OWNERS_RESERVE, owner.reserve, owner.holder)
        for supplier in self.suppliers:
            yield Posting(SUPPLIERS, -supplier.owed, supplier=supplier.name)

    def _total(self, code: str) -> Total:
        lines = [line for line in self.postings if line.account == code]
        return Total(
            code,
            sum((line.debit for line in lines), ZERO),
            sum((line.credit for line in lines), ZERO),
        )


def explain(balances: Balances[K]) -> list[Hint[K]]:
    """Return what usually explains the difference, the most telling first.

    Nothing when there is none. At most three lines are named for each cause.
    """
    difference = balances.difference
    if not difference:
        return []
    lines = balances.postings
    wrong_side = [line for line in lines if line.amount * 2 == difference]
    alone = [line for line in lines if abs(line.amount) == abs(difference)]
    hints = [Hint(Cause.WRONG_SIDE, line) for line in wrong_side[:3]]
    hints += [Hint(Cause.NO_COUNTERPART, line) for line in alone[:3]]
    if to_cents(difference) % 9 == 0:
        hints.append(Hint(Cause.SWAPPED_DIGITS))
    missing = Cause.TOO_LITTLE_CREDIT if difference > 0 else Cause.TOO_LITTLE_DEBIT
    return [*hints, Hint(missing)]
