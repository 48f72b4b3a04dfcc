"""What a participant pays a month: dated tariffs that the ASBL's assembly adopts.

Amounts are EUR with two decimals, a month, for one co-ownership (transparency.md §2).
There are two kinds of schedule: a grid, whose price falls with the number of
participants, and a voted price, which replaces the grid from its day on. What is paid
is the price *in force*: a row with its first day, written when a bound is crossed or a
schedule begins. It never rises by itself.

Pure: no Django, no clock. Invoices, pages, e-mails and the simulator ask here.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum

CENT = Decimal("0.01")


class WrongGrid(ValueError):
    """A grid that leaves a number of participants without a price, or could rise.

    ``code``: empty, begin (the first tier is not from 0), order (bounds do not grow) or
    price (a price is negative, has more than two decimals, or does not fall).
    """

    def __init__(self, code: str, place: int = 0) -> None:
        super().__init__(f"{code} at tier {place}")
        self.code = code
        self.place = place


class NoParticipants(ValueError):
    """A number of participants below zero."""


class NoPriceYet(LookupError):
    """No price was in force on a day."""


@dataclass(frozen=True, slots=True)
class Tier:
    """From how many participants on which price holds: the bound itself included."""

    from_participants: int
    price: Decimal


def _grid(**prices: str) -> tuple[Tier, ...]:
    return tuple(Tier(int(bound[1:]), Decimal(p)) for bound, p in prices.items())


#: transparency.md §2
DEFAULT_GRID = _grid(
    _0="1.00", _500="0.80", _1000="0.60", _2000="0.40", _5000="0.20", _10000="0.10"
)


def check_grid(grid: Sequence[Tier]) -> None:
    """Refuse a grid that is not one: from 0, bounds that grow, prices that fall.

    Raises:
        WrongGrid: with the first tier that is wrong, counted from 0.
    """
    if not grid:
        raise WrongGrid("empty")
    if grid[0].from_participants != 0:
        raise WrongGrid("begin")
    for place, tier in enumerate(grid):
        before = grid[place - 1] if place else None
        if before and tier.from_participants <= before.from_participants:
            raise WrongGrid("order", place)
        if not is_price(tier.price) or (before and tier.price >= before.price):
            raise WrongGrid("price", place)


def is_price(amount: Decimal) -> bool:
    """Return whether ``amount`` can be a price: finite, from 0 on, in whole cents."""
    return amount.is_finite() and amount >= 0 and amount == amount.quantize(CENT)


def tier_for(participants: int, grid: Sequence[Tier]) -> Tier:
    """Return the highest tier that is reached.

    Raises:
        NoParticipants: fewer than none.
        WrongGrid: no tier is from 0.
    """
    if participants < 0:
        raise NoParticipants(participants)
    reached = [tier for tier in grid if tier.from_participants <= participants]
    if not reached:
        raise WrongGrid("begin")
    return max(reached, key=lambda tier: tier.from_participants)


def price_for(participants: int, grid: Sequence[Tier]) -> Decimal:
    """Return the price of the grid for so many participants, as it is written there.

    A look-up: the price in force is a dated step. Raises as ``tier_for`` does.
    """
    return tier_for(participants, grid).price


def next_tier(participants: int, grid: Sequence[Tier]) -> Tier | None:
    """Return the next bound above; None: the last one is reached."""
    if participants < 0:
        raise NoParticipants(participants)
    above = [tier for tier in grid if tier.from_participants > participants]
    return min(above, key=lambda tier: tier.from_participants, default=None)


def missing_for_next(participants: int, grid: Sequence[Tier]) -> int | None:
    """Return how many participants the next bound still lacks; None: there is none."""
    tier = next_tier(participants, grid)
    return None if tier is None else tier.from_participants - participants


def crossed(participants: int, grid: Sequence[Tier], price: Decimal) -> Tier | None:
    """Return the tier that is reached and cheaper than ``price``; None: nothing changes.

    Several bounds crossed at once are one crossing, to the highest of them. Fewer
    participants change nothing: only the assembly raises a price.
    """
    reached = tier_for(participants, grid)
    return reached if reached.price < price else None


def effective_from(crossed_on: date) -> date:
    """Return the first day of the month after the one in which a bound is crossed."""
    year, month = divmod(crossed_on.year * 12 + crossed_on.month, 12)
    return date(year, month + 1, 1)


# What is in force


@dataclass(frozen=True, slots=True)
class Step:
    """A price and its first day; ``participants``: how many there were, as a reason."""

    since: date
    price: Decimal
    participants: int


def step_on(day: date, steps: Sequence[Step]) -> Step:
    """Return the step in force: the last that has begun; of one day, the last listed.

    Raises:
        NoPriceYet: none has begun.
    """
    begun = [
        (step.since, place) for place, step in enumerate(steps) if step.since <= day
    ]
    if not begun:
        raise NoPriceYet(day)
    return steps[max(begun)[1]]


# What one participant pays


class Reduction(StrEnum):
    """Of one participation, granted by the board for its days."""

    NONE = "none"
    CONTRIBUTOR = "contributor"
    MAINTAINER = "maintainer"


#: parts of the price that stay due
_DUE = {
    Reduction.NONE: Decimal(1),
    Reduction.CONTRIBUTOR: Decimal("0.5"),
    Reduction.MAINTAINER: Decimal(0),
}


def reduced(price: Decimal, reduction: Reduction) -> Decimal:
    """Return what stays due of ``price``; half a cent is in favour of who pays.

    5.00 of a contributor is 2.50, 0.05 is 0.02; a maintainer owes nothing.
    """
    return (price * _DUE[reduction]).quantize(CENT, rounding=ROUND_DOWN)


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one participation costs a month: ``due`` = ``price`` reduced + ``add_ons``."""

    price: Decimal
    reduction: Reduction
    base: Decimal
    add_ons: Decimal
    due: Decimal


def contribution(
    price: Decimal, *, reduction: Reduction, add_ons: Sequence[Decimal] = ()
) -> Contribution:
    """Return the contribution of a month.

    The reduction is on the price, not on add-ons: each of these pays what it costs.
    """
    base = reduced(price, reduction)
    extra = sum(add_ons, start=Decimal("0.00"))
    return Contribution(price, reduction, base, extra, base + extra)


# What if


@dataclass(frozen=True, slots=True)
class Simulation:
    """``revenue``: of a month, if everybody pays the whole price. ``following``: the next
    bound, and how many it lacks; None after the last one.
    """

    participants: int
    price: Decimal
    revenue: Decimal
    following: Tier | None
    missing: int | None


def simulate(participants: int, grid: Sequence[Tier]) -> Simulation:
    """Return what so many participants would pay, and bring, a month."""
    price = price_for(participants, grid)
    return Simulation(
        participants=participants,
        price=price,
        revenue=price * participants,
        following=next_tier(participants, grid),
        missing=missing_for_next(participants, grid),
    )
