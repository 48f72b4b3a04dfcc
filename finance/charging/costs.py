"""A cost to settle, and by what it is divided over the lots. Pure.

A basis answers two questions: which part of the cost each lot has, and, when a lot had
several holders, what counts between them. For all but the consumption these are the
days (docs/rules/charges.md).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from finance.allocation import NegativeShare
from finance.charging.tenures import ONE_DAY, Piece, require_days
from koprogo.money import from_cents, to_cents


class AmountsDiffer(ValueError):
    """The fixed amounts by lot sum to ``found`` instead of ``expected`` cents."""

    def __init__(self, expected: int, found: int) -> None:
        super().__init__(f"fixed amounts of {found} cents for a cost of {expected}")
        self.expected = expected
        self.found = found


class WrongPercent(ValueError):
    """Not a whole number from 0 to 100."""

    def __init__(self, percent: int) -> None:
        super().__init__(f"not a percentage from 0 to 100: {percent}")
        self.percent = percent


class OutsideStatement(ValueError):
    """The private cost is of a day that the statement does not know."""

    def __init__(self, day: date) -> None:
        super().__init__(f"not a day of the statement: {day}")
        self.day = day


class Basis(StrEnum):
    """By what a cost is divided over the lots."""

    KEY = "key"
    METERS = "meters"
    FIXED = "fixed"
    LOT = "lot"


class Kind(StrEnum):
    """Under which of its three sums a holding sees a cost."""

    ORDINARY = "ordinary"
    PRIVATE = "private"
    RESERVE = "reserve"


@dataclass(frozen=True, slots=True)
class ByKey:
    """By the parts of the lots in one version of an allocation key."""

    parts: Mapping[int, int]
    basis: ClassVar[Basis] = Basis.KEY

    def lot_parts(self, pieces: Sequence[Piece]) -> Mapping[int, int]:
        return self.parts


@dataclass(frozen=True, slots=True)
class ByLot:
    """The whole amount for one lot: a private cost.

    ``on``: the day it was made for, and its holder of that day bears all of it. None:
    the holders of the lot bear it by days.
    """

    lot_id: int
    on: date | None = None
    basis: ClassVar[Basis] = Basis.LOT

    def lot_parts(self, pieces: Sequence[Piece]) -> Mapping[int, int]:
        return {self.lot_id: 1}


@dataclass(frozen=True, slots=True)
class ByAmounts:
    """Fixed amounts by lot, EUR; they sum to the cost."""

    amounts: Mapping[int, Decimal]
    basis: ClassVar[Basis] = Basis.FIXED

    def lot_parts(self, pieces: Sequence[Piece]) -> Mapping[int, int]:
        """Return the cents of every lot; some may be below zero."""
        return {lot_id: to_cents(amount) for lot_id, amount in self.amounts.items()}


@dataclass(frozen=True, slots=True)
class ByMeters:
    """By what was measured: ``quantities`` of the pieces of the statement, in their
    order, in thousandths of the unit (finance/metering.py).
    """

    quantities: Sequence[int]
    basis: ClassVar[Basis] = Basis.METERS

    def lot_parts(self, pieces: Sequence[Piece]) -> Mapping[int, int]:
        found: dict[int, int] = {}
        for piece, quantity in zip(pieces, self.quantities, strict=True):
            if quantity < 0:
                raise NegativeShare(piece.lot_id, quantity)
            found[piece.lot_id] = found.get(piece.lot_id, 0) + quantity
        return found


@dataclass(frozen=True, slots=True)
class CostItem:
    """One cost of the period, EUR; a credit note or a withdrawal is negative.

    Raises ``WrongPercent`` and ``EmptyPeriod``.
    """

    id: int
    amount: Decimal
    by: ByKey | ByLot | ByAmounts | ByMeters
    #: the days that the cost covers, [since, until); None: those of the statement
    since: date | None = None
    until: date | None = None
    #: 0 to 100: what an occupant bears for the owner
    occupant_percent: int = 0
    #: a withdrawal from the reserve fund, against the costs that it pays
    withdrawal: bool = False
    #: lots that a judgment has exempted (art. 3.92 §9): the others bear their part
    exempt: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        require_percent(self.occupant_percent)
        if self.since and self.until:
            require_days(self.since, self.until)

    @property
    def kind(self) -> Kind:
        if self.withdrawal:
            return Kind.RESERVE
        return Kind.PRIVATE if self.by.basis is Basis.LOT else Kind.ORDINARY

    def window(self, since: date, until: date) -> tuple[date, date]:
        """Return the days that count for it in the statement of [since, until).

        Those that it covers, as far as they lie in the statement; all days of the
        statement when it says nothing or covers none of them, such as a late invoice
        for the year before. A private cost of one day: that day.

        Raises:
            OutsideStatement: a private cost of a day outside the statement.
        """
        if isinstance(self.by, ByLot) and self.by.on is not None:
            if not since <= self.by.on < until:
                raise OutsideStatement(self.by.on)
            return self.by.on, self.by.on + ONE_DAY
        begin, end = max(self.since or since, since), min(self.until or until, until)
        return (begin, end) if begin < end else (since, until)


def require_percent(percent: int) -> None:
    if not 0 <= percent <= 100:
        raise WrongPercent(percent)


def percent_of(cents: int, percent: int) -> int:
    """Return ``percent`` % of ``cents`` to the nearest cent, half a cent upwards.

    The other side gets the rest, so that both sum to ``cents``. A negative amount is
    rounded as its absolute value.
    """
    part = (abs(cents) * percent + 50) // 100
    return -part if cents < 0 else part


def part_of(
    amounts: Mapping[int, Decimal], *, before: Decimal, part: Decimal
) -> dict[int, Decimal]:
    """Return what each lot bears of a part of a line of fixed amounts, EUR.

    ``before``: what earlier parts of the line cost; both in the sign of the line. The
    parts of a line sum to the cost for each part, and to the amounts for each lot.
    """
    cents = [to_cents(amount) for amount in amounts.values()]
    begin, end = _borne(cents, to_cents(before)), _borne(cents, to_cents(before + part))
    return {
        lot_id: from_cents(until - since)
        for lot_id, since, until in zip(amounts, begin, end, strict=True)
    }


def _borne(cents: Sequence[int], so_far: int) -> list[int]:
    """Divide ``so_far`` cents of a sum in its proportion: largest remainder, any sign."""
    total = sum(cents)
    sign = -1 if total < 0 else 1
    quotients = [divmod(sign * one * so_far, abs(total)) for one in cents]
    parts = [whole for whole, _ in quotients]
    by_remainder = sorted(range(len(cents)), key=lambda place: -quotients[place][1])
    for place in by_remainder[: so_far - sum(parts)]:
        parts[place] += 1
    return parts
