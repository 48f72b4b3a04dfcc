"""The ASBL's figures: cost price, surplus, reserve, and what the surplus is for.

Amounts are EUR with two decimals, parts of a surplus per cent, counts are participants
(transparency.md §3 and §4). Pure: no Django, no clock.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from finance.allocation import allocate

CENT = Decimal("0.01")
#: the legal reserve holds the costs of so many months
RESERVE_MONTHS = 3
#: above this part of the revenue, two closed quarters in a row, members are asked
TOO_MUCH = Fraction(1, 4)
QUARTERS_IN_A_ROW = 2


class NoParticipants(ValueError):
    """Nothing can be divided by no participant, or by fewer than none."""


class NothingToDivide(ValueError):
    """Without a surplus there is nothing to divide."""


class NotWhole(ValueError):
    """The parts are not 100 % together, or one is below 0 or finer than 0.01 %."""

    def __init__(self, total: Decimal) -> None:
        super().__init__(f"{total} %")
        self.total = total


def cost_price(costs: Decimal, participants: int) -> Decimal:
    """Return the costs of a month for one co-ownership, rounded half to even.

    Raises:
        NoParticipants: there is none.
    """
    if participants < 1:
        raise NoParticipants(participants)
    return (costs / participants).quantize(CENT, rounding=ROUND_HALF_EVEN)


@dataclass(frozen=True, slots=True)
class Result:
    """Of a period: ``surplus`` = ``revenue`` − ``costs``; below 0 it is a deficit.

    ``ratio``: surplus of revenue; None without revenue.
    """

    revenue: Decimal
    costs: Decimal

    @property
    def surplus(self) -> Decimal:
        return self.revenue - self.costs

    @property
    def ratio(self) -> Fraction | None:
        return Fraction(self.surplus) / Fraction(self.revenue) if self.revenue else None


def percent(ratio: Fraction) -> Decimal:
    """Return a ratio as per cent with two decimals, half to even: 0.15036… is 15.04."""
    return Decimal(round(ratio * 10_000)) / 100


# The reserve


def reserve_target(monthly_costs: Decimal) -> Decimal:
    """Return what the legal reserve should hold: three months of costs."""
    return monthly_costs * RESERVE_MONTHS


def distributable(surplus: Decimal, *, reserve: Decimal, target: Decimal) -> Decimal:
    """Return what of a surplus may be given out: not what the reserve still lacks.

    ``reserve``: what it holds before. Never below 0.
    """
    lacking = max(target - reserve, Decimal("0.00"))
    return max(surplus - lacking, Decimal("0.00"))


def asks_members(quarters: Sequence[Result]) -> bool:
    """Return whether the surplus was above a quarter of the revenue twice in a row.

    ``quarters``: closed ones, the latest last. Exactly a quarter is not above it.
    """
    last = quarters[-QUARTERS_IN_A_ROW:]
    return len(last) == QUARTERS_IN_A_ROW and all(
        one.ratio is not None and one.ratio > TOO_MUCH for one in last
    )


# The participatory budget


@dataclass(frozen=True, slots=True)
class Band:
    """What a template gives a line: from ``least`` to ``most`` per cent, both included."""

    least: int
    most: int


#: the templates of §4; lines without a band are free
BANDS: Mapping[str, Band] = {
    "features": Band(40, 50),
    "research": Band(20, 30),
    "reserve": Band(20, 30),
    "price-cut": Band(0, 20),
}
WITH_FUND: Mapping[str, Band] = {**BANDS, "fund": Band(30, 30)}


def outside_bands(
    parts: Mapping[str, Decimal], bands: Mapping[str, Band] = BANDS
) -> list[str]:
    """Return the lines whose part is outside their band: a warning, not a refusal.

    A line that is not proposed has 0 %.
    """
    return [
        line
        for line, band in bands.items()
        if not band.least <= parts.get(line, Decimal(0)) <= band.most
    ]


def divide_surplus(amount: Decimal, parts: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Divide a surplus between lines by largest remainder: they sum to it to the cent.

    ``parts``: per cent with at most two decimals, 100 together, in the order of the
    proposal; between equal remainders the earlier line gets the cent.

    Raises:
        NotWhole: they are not 100 together, or one is below 0 or too fine.
        NothingToDivide: there is no surplus.
    """
    if amount <= 0:
        raise NothingToDivide(amount)
    hundredths = {line: part * 100 for line, part in parts.items()}
    total = sum(parts.values(), start=Decimal(0))
    if total != 100 or any(one < 0 or one % 1 for one in hundredths.values()):
        raise NotWhole(total)
    return allocate(amount, {line: int(one) for line, one in hundredths.items()})
