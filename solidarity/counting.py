"""What happened in which quarter, and who stands behind a number. Pure.

A request is counted once: in the quarter of its first decision. The finest date that is
ever told is the quarter, and a quarter of fewer than five waits for the next ones.
"""

from collections.abc import Hashable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from solidarity.disclosure import SMALLEST, periods
from solidarity.terms import Kind

MONTHS = 3
QUARTERS = 4
NOTHING = Decimal("0.00")

Quarter = str


@dataclass(frozen=True, slots=True)
class Settled:
    """A request that was decided. ``amount``: what was granted, EUR."""

    request: int
    person: int
    kind: Kind
    accepted: bool
    amount: Decimal
    on: date


def quarter_of(day: date) -> Quarter:
    """Return the quarter of a day: 2026-Q1."""
    return f"{day.year}-Q{(day.month - 1) // MONTHS + 1}"


def parts_of(quarter: Quarter) -> tuple[int, int]:
    """Return year and number."""
    year, _dash, number = quarter.partition("-Q")
    return int(year), int(number)


def after(quarter: Quarter) -> Quarter:
    year, number = parts_of(quarter)
    return f"{year + 1}-Q1" if number == QUARTERS else f"{year}-Q{number + 1}"


def last_day(quarter: Quarter) -> date:
    """Return the last day of a quarter."""
    year, number = parts_of(after(quarter))
    return date(year, (number - 1) * MONTHS + 1, 1) - timedelta(days=1)


def from_to(first: Quarter, last: Quarter) -> Iterator[Quarter]:
    """Yield the quarters from one to another, both with it; none, if it is later."""
    while parts_of(first) <= parts_of(last):
        yield first
        first = after(first)


def due_periods(
    settled: Sequence[Settled],
    *,
    told: Quarter | None,
    today: date,
    k: int = SMALLEST,
) -> list[tuple[Quarter, ...]]:
    """Return which quarters can be told now, together where they are small.

    ``told``: the last quarter that a report tells; what happened until then is over.
    A quarter that is not over on ``today`` waits.
    """
    names = sorted({quarter_of(one.on) for one in settled}, key=parts_of)
    if told:
        names = [name for name in names if parts_of(name) > parts_of(told)]
    if not names:
        return []
    first = after(told) if told else names[0]
    over = [name for name in from_to(first, names[-1]) if last_day(name) < today]
    counts = [
        (name, sum(quarter_of(one.on) == name for one in settled)) for name in over
    ]
    return periods(counts, k=k)


# Money


@dataclass(frozen=True, slots=True)
class Moves:
    """Which aids moved money since it was last told, by the way they did.

    ``loans`` and ``grants``: promised; ``released``: a promise was taken back;
    ``paid``: loans that were paid out; ``received``: of which something came back;
    ``accepted``: of which the amount is told. ``unknown``: money of nobody known moved.
    """

    loans: AbstractSet[Hashable] = field(default_factory=frozenset)
    grants: AbstractSet[Hashable] = field(default_factory=frozenset)
    released: AbstractSet[Hashable] = field(default_factory=frozenset)
    paid: AbstractSet[Hashable] = field(default_factory=frozenset)
    received: AbstractSet[Hashable] = field(default_factory=frozenset)
    accepted: AbstractSet[Hashable] = field(default_factory=frozenset)
    unknown: bool = False

    def groups(self) -> tuple[AbstractSet[Hashable], ...]:
        """Return every group whose sum follows from what is told before and after.

        What is available tells what was promised and what came back; what is owed tells
        what was paid out; the amounts that were granted are told beside it.
        """
        promised = self.loans | self.grants
        return (
            self.loans,
            self.grants,
            self.received,
            self.paid,
            promised | self.released,
            (promised ^ self.accepted) | self.released,
            self.loans ^ self.paid,
        )


def may_tell_money(moves: Moves, *, k: int = SMALLEST) -> bool:
    """Tell whether no sum of fewer than ``k`` aids follows from telling it now."""
    return not moves.unknown and all(
        not group or len(group) >= k for group in moves.groups()
    )


@dataclass(frozen=True, slots=True)
class Money:
    """EUR at the end of a quarter; ``due`` and ``back``: of all instalments until then.

    ``behind``: how many loans had something due.
    """

    available: Decimal
    outstanding: Decimal
    due: Decimal = NOTHING
    back: Decimal = NOTHING
    behind: int = 0


def repaid_percent(money: Money, *, k: int = SMALLEST) -> int | None:
    """Return which part of what was due came back, in whole per cent, rounded down.

    None: nothing was due, or of fewer than ``k`` loans.
    """
    if money.behind < k or money.due <= 0:
        return None
    return min(100, int(money.back * 100 / money.due))
