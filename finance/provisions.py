"""Turn a budget into calls for provisions (finance.md §1). Pure.

What the budget asks of each key for a year, less what was called already, is divided
equally over the instalments that are left. So a budget can be changed in the year: the
instalments to come carry the whole difference.

All amounts are EUR with two decimals.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from finance.allocation import allocate
from koprogo.money import from_cents, to_cents

K = TypeVar("K")


class ProvisionError(ValueError):
    """No provisions can be made of this budget."""


class NegativeBudget(ProvisionError):
    """The lines of ``purpose`` sum to less than zero: nothing to call."""

    def __init__(self, purpose: object, amount: Decimal) -> None:
        super().__init__(f"negative budget for {purpose!r}: {amount}")
        self.purpose = purpose
        self.amount = amount


class WrongCount(ProvisionError):
    """There is at least one instalment."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} instalments")
        self.count = count


class Kind(StrEnum):
    """What a line of the budget is for: each is called on an account of its own."""

    ORDINARY = "ordinary"
    RESERVE = "reserve"
    EXTRAORDINARY = "extraordinary"


@dataclass(frozen=True, slots=True)
class Purpose(Generic[K]):
    """What is called as one item: a kind of cost by an allocation key."""

    kind: Kind
    key: K


@dataclass(frozen=True, slots=True)
class BudgetLine(Generic[K]):
    """An amount for the whole year; below zero, an expected receipt."""

    purpose: Purpose[K]
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Provisions(Generic[K]):
    """called before + all instalments - ``excess`` = budget, for every purpose.

    ``excess``: what was called beyond a budget that was lowered. It is not called
    back: the statement of charges deducts all that was called.
    """

    instalments: tuple[dict[Purpose[K], Decimal], ...]
    excess: dict[Purpose[K], Decimal]


def provisions(
    lines: Iterable[BudgetLine[K]],
    *,
    count: int,
    called: Mapping[Purpose[K], Decimal] | None = None,
) -> Provisions[K]:
    """Divide the budget of a year over the ``count`` instalments still to come.

    ``called``: what was called of this year before; a purpose that the budget no
    longer has is all excess. The instalments of a purpose differ by one cent at most,
    and the first ones have it. A purpose without anything to call is left out. The
    purposes come in the order of the budget.

    Raises:
        WrongCount: ``count`` is below 1.
        NegativeBudget: the lines of a purpose sum to less than zero.
        InvalidAmount: an amount is not a whole number of cents.
    """
    if count < 1:
        raise WrongCount(count)
    left = _left_to_call(lines, called or {})
    excess = {
        purpose: from_cents(-cents) for purpose, cents in left.items() if cents < 0
    }
    equal = dict.fromkeys(range(count), 1)
    parts = {
        purpose: allocate(from_cents(cents), equal)
        for purpose, cents in left.items()
        if cents > 0
    }
    instalments = tuple(
        {purpose: part[number] for purpose, part in parts.items() if part[number]}
        for number in equal
    )
    return Provisions(instalments, excess)


def _left_to_call(
    lines: Iterable[BudgetLine[K]], called: Mapping[Purpose[K], Decimal]
) -> dict[Purpose[K], int]:
    """Budget minus what was called, in cents, by purpose."""
    left: Counter[Purpose[K]] = Counter()
    for line in lines:
        left[line.purpose] += to_cents(line.amount)
    for purpose, cents in left.items():
        if cents < 0:
            raise NegativeBudget(purpose, from_cents(cents))
    for purpose, amount in called.items():
        left[purpose] -= to_cents(amount)
    return dict(left)
