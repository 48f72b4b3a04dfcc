"""Split a charge between lots to the cent (law.md §8; Civil Code art. 3.81).

Largest remainder, in whole cents. Every lot first gets the whole cents of its exact
part; the cents left over go one by one to the largest remainders, and between equal
remainders to the lot listed first in the deed. The parts always sum to the amount.

Shares are listed in the order of the deed. A lot that bears no part of the cost (a
key that leaves out the ground floor, an owner exempted by a judgment, art. 3.92 §9)
is either left out of the mapping or has share 0.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from operator import index
from typing import TypeVar

from koprogo.money import from_cents, to_cents

K = TypeVar("K", bound=Hashable)


class AllocationError(ValueError):
    """These shares cannot carry a charge."""


class NothingToShare(AllocationError):
    """No lot, or only lots without shares."""

    def __init__(self) -> None:
        super().__init__("the shares sum to zero")


class NegativeShare(AllocationError):
    """The lot ``key`` has a share below zero."""

    def __init__(self, key: object, share: int) -> None:
        super().__init__(f"negative share for {key!r}: {share}")
        self.key = key
        self.share = share


@dataclass(frozen=True, slots=True)
class PartExplained:
    """One part with the arithmetic that anyone can redo on paper.

    cents * share = whole_cents * total + remainder, where cents is the absolute value
    of ``amount`` in cents and 0 <= remainder < total. ``part`` is ``whole_cents``, plus
    one when ``extra_cent``, in EUR with the sign of ``amount``.
    """

    amount: Decimal
    share: int
    total: int
    whole_cents: int
    remainder: int
    #: how many cents the whole parts left over, each given to one lot
    cents_left: int
    extra_cent: bool
    part: Decimal


@dataclass(frozen=True, slots=True)
class _Division:
    """The division of ``units`` (not negative) before anything has a sign."""

    total: int
    #: per share: whole units, remainder
    quotients: list[tuple[int, int]]
    #: the places of the shares that get one unit more
    favoured: frozenset[int]


def apportion(units: int, shares: Sequence[int]) -> list[int]:
    """Return the whole units of every share, in order: the rule on bare numbers.

    Units are cents, or thousandths of a cubic metre. They sum to ``units``; a negative
    number splits as its absolute value. Raises what ``allocate`` raises for shares;
    ``NegativeShare`` names the place in the list.
    """
    return _apportion(units, shares, range(len(shares)))


def allocate(amount: Decimal, shares: Mapping[K, int]) -> dict[K, Decimal]:
    """Return the part of every key of ``shares``, in EUR and in the same order.

    The parts sum to ``amount`` exactly. A negative amount splits as its absolute
    value. Raises ``NegativeShare``, ``NothingToShare`` and what ``to_cents`` raises,
    all ``ValueError``; ``TypeError`` for a share that is not an integer.
    """
    parts = _apportion(to_cents(amount), list(shares.values()), shares)
    return dict(zip(shares, map(from_cents, parts), strict=True))


def explain_all(amount: Decimal, shares: Mapping[K, int]) -> dict[K, PartExplained]:
    """Return ``allocate(amount, shares)`` with the arithmetic of every part.

    One sort for all keys: explaining a building costs no more than charging it.
    Raises what ``allocate`` raises.
    """
    cents = to_cents(amount)
    division = _divide(abs(cents), list(shares.values()), shares)
    sign = -1 if cents < 0 else 1
    return {
        key: PartExplained(
            amount=amount,
            share=share,
            total=division.total,
            whole_cents=whole,
            remainder=remainder,
            cents_left=len(division.favoured),
            extra_cent=place in division.favoured,
            part=from_cents(sign * (whole + (place in division.favoured))),
        )
        for place, ((key, share), (whole, remainder)) in enumerate(
            zip(shares.items(), division.quotients, strict=True)
        )
    }


def explain(amount: Decimal, shares: Mapping[K, int], key: K) -> PartExplained:
    """Return how the part of ``key`` was computed; for many keys, ``explain_all``.

    Raises what ``allocate`` raises, and ``KeyError`` for a lot that has no share.
    """
    return explain_all(amount, shares)[key]


def _apportion(units: int, shares: Sequence[int], names: Iterable[object]) -> list[int]:
    division = _divide(abs(units), shares, names)
    parts = [whole for whole, _ in division.quotients]
    for place in division.favoured:
        parts[place] += 1
    return [-part for part in parts] if units < 0 else parts


def _divide(units: int, shares: Sequence[int], names: Iterable[object]) -> _Division:
    total = _total(shares, names)
    quotients = [divmod(units * share, total) for share in shares]
    left = units - sum(whole for whole, _ in quotients)
    # A stable sort: equal remainders stay in the order of the deed.
    by_remainder = sorted(
        range(len(shares)), key=lambda place: quotients[place][1], reverse=True
    )
    return _Division(total, quotients, frozenset(by_remainder[:left]))


def _total(shares: Sequence[int], names: Iterable[object]) -> int:
    total = 0
    for name, share in zip(names, shares, strict=True):
        # index() refuses what is not an integer: half a share would pass unseen.
        if index(share) < 0:
            raise NegativeShare(name, share)
        total += share
    if total == 0:
        raise NothingToShare
    return total
