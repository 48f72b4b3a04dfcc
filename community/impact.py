"""What neighbours achieve together, in numbers that name nobody.

Counted are facts: hours confirmed, things handed over, who met whom. Two figures are
estimates, purchases and carbon dioxide avoided, and each says by which factors. A month
in which fewer than five people took part in something is not told, and no total lets it
be found by subtraction: a total is the sum of the months that are told.

Pure: no Django, no clock.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

FEWEST = 5
ZERO = Decimal(0)
CENT, TENTH = Decimal("0.01"), Decimal("0.1")


#: who borrowed, and what
Loan = tuple[Hashable, Hashable]


class Act(StrEnum):
    HOURS = "hours"  # one gave another of his time
    LOAN = "loan"  # a thing was handed over and comes back
    GIFT = "gift"  # a thing changed hands for good


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that two neighbours did; ``month``: its year and month, as 202611.

    ``minutes``: of hours; ``thing``: what was lent or given.
    """

    act: Act
    month: int
    giver: Hashable
    taker: Hashable
    minutes: int = 0
    thing: Hashable = None

    @property
    def pair(self) -> frozenset[Hashable]:
        return frozenset((self.giver, self.taker))


class WrongFactor(ValueError):
    """A share outside 0 to 1, or a price or weight below 0."""


@dataclass(frozen=True, slots=True)
class Factors:
    """``share``: of loans to somebody new and of gifts, how many spare a purchase.

    ``price``: euros of such a purchase; ``carbon``: kilograms of CO₂ for making it.

    Raises:
        WrongFactor: see there.
    """

    share: Decimal
    price: Decimal
    carbon: Decimal

    def __post_init__(self) -> None:
        if not 0 <= self.share <= 1 or self.price < 0 or self.carbon < 0:
            raise WrongFactor


@dataclass(frozen=True, slots=True)
class Month:
    """What is told of one month; None: fewer than five people took part in it."""

    exchanges: int | None
    minutes: int | None
    things: int | None
    pairs: int | None
    purchases: Decimal | None
    euros: Decimal | None
    carbon: Decimal | None


def months(deeds: Iterable[Deed], factors: Mapping[int, Factors]) -> dict[int, Month]:
    """Return what is told of each month in which something happened, the first first.

    ``factors``: by month, those that held in it.
    """
    by_month: dict[int, list[Deed]] = defaultdict(list)
    for deed in deeds:
        by_month[deed.month].append(deed)
    met: set[Loan] = set()
    return {
        month: _month(by_month[month], factors[month], met)
        for month in sorted(by_month)
    }


def _month(deeds: list[Deed], factors: Factors, met: set[Loan]) -> Month:
    hours = [deed for deed in deeds if deed.act == Act.HOURS]
    things = [deed for deed in deeds if deed.act != Act.HOURS]
    spared = sum(_spares(deed, met) for deed in things) * factors.share
    told, shared = _is_told(hours), _is_told(things)
    return Month(
        exchanges=len(hours) if told else None,
        minutes=sum(deed.minutes for deed in hours) if told else None,
        things=len({deed.thing for deed in things}) if shared else None,
        pairs=len({deed.pair for deed in deeds}) if _is_told(deeds) else None,
        purchases=_rounded(spared, TENTH) if shared else None,
        euros=_rounded(spared * factors.price, CENT) if shared else None,
        carbon=_rounded(spared * factors.carbon, TENTH) if shared else None,
    )


def _is_told(deeds: Iterable[Deed]) -> bool:
    """Whether five people or more took part in these."""
    return len({one for deed in deeds for one in deed.pair}) >= FEWEST


def _spares(deed: Deed, met: set[Loan]) -> int:
    """Tell whether it may spare a purchase: a gift does, a loan the first time only."""
    if deed.act == Act.GIFT:
        return 1
    loan = (deed.taker, deed.thing)
    if loan in met:
        return 0
    met.add(loan)
    return 1


def _rounded(value: Decimal, unit: Decimal) -> Decimal:
    return value.quantize(unit, ROUND_HALF_UP)


def total(rows: Iterable[Month]) -> Month:
    """Return the sums of what the months tell; None where none of them tells it."""
    found = list(rows)

    def summed(name: str) -> Any:
        told = [value for row in found if (value := getattr(row, name)) is not None]
        return sum(told) if told else None

    return Month(*(summed(name) for name in Month.__slots__))
