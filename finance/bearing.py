"""Who bears what at the sale of a lot, unless they agreed otherwise (art. 3.94). Pure.

It is about seller and buyer: towards the association each owes what he was called.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Side(StrEnum):
    SELLER = "seller"
    BUYER = "buyer"
    #: the costs divide by days; the buyer has the day of the deed
    BY_DAYS = "by-days"


class Reason(StrEnum):
    #: payable before the deed: arrears or not, it is the seller's
    PAYABLE_BEFORE = "payable-before"
    #: ordinary charges follow the enjoyment of the common parts
    ORDINARY = "ordinary"
    #: decided before the deed and payable later: one of the four debts of §2
    PAYABLE_LATER = "payable-later"
    #: decided between contract and deed, and the buyer had a proxy for the assembly
    PROXY = "proxy"
    #: the same, without a proxy
    NO_PROXY = "no-proxy"
    #: decided when the lot was the buyer's
    OWNER_THEN = "owner-then"


@dataclass(frozen=True, slots=True)
class Terms:
    """The sale: ``contract_on`` is None while nobody told it."""

    deed_on: date
    contract_on: date | None = None
    proxy: bool = False

    def is_between(self, day: date) -> bool:
        """Whether ``day`` lies after the contract and before the deed."""
        return self.contract_on is not None and self.contract_on < day < self.deed_on


@dataclass(frozen=True, slots=True)
class Bearing:
    side: Side
    reason: Reason


def who_bears(
    terms: Terms, *, ordinary: bool, decided_on: date, due_on: date | None
) -> Bearing:
    """Say who bears an amount of the lot, and why.

    ``due_on``: when it is payable; None: it is decided and not called yet.
    """
    if ordinary:
        if due_on is not None and due_on < terms.deed_on:
            return Bearing(Side.SELLER, Reason.PAYABLE_BEFORE)
        return Bearing(Side.BY_DAYS, Reason.ORDINARY)
    if decided_on >= terms.deed_on:
        return Bearing(Side.BUYER, Reason.OWNER_THEN)
    if terms.is_between(decided_on) and terms.proxy:
        return Bearing(Side.BUYER, Reason.PROXY)
    if due_on is not None and due_on < terms.deed_on:
        return Bearing(Side.SELLER, Reason.PAYABLE_BEFORE)
    if terms.is_between(decided_on):
        return Bearing(Side.SELLER, Reason.NO_PROXY)
    return Bearing(Side.BUYER, Reason.PAYABLE_LATER)
