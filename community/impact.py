"""What neighbours achieve together, in numbers that name nobody.

Counted are facts: hours confirmed, things handed over, who met whom. Two figures are
estimates, purchases and carbon dioxide avoided, and each says by which factors. A month
is told once, when it is over. What fewer than five people did in it is not told, and
nothing of it is in another figure: no sum lets it be found by subtraction.

Pure: no Django, no clock.
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

FEWEST = 5
#: months in which a second loan of the same thing to the same person spares nothing
REMEMBERED = 12
MONTHS, HUNDRED = 12, Decimal(100)
CENT, TENTH = Decimal("0.01"), Decimal("0.1")


class Act(StrEnum):
    HOURS = "hours"  # one gave another of his time
    LOAN = "loan"  # a thing was handed over and comes back
    GIFT = "gift"  # a thing changed hands for good


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that two neighbours did; ``month``: its first day.

    ``minutes``: of hours; ``thing``: what was lent or given.
    """

    act: Act
    month: date
    giver: Hashable
    taker: Hashable
    minutes: int = 0
    thing: Hashable = None

    @property
    def pair(self) -> frozenset[Hashable]:
        return frozenset((self.giver, self.taker))


def months_before(month: date, many: int) -> date:
    """Return the first day of the month that is so many months earlier."""
    count = month.year * MONTHS + month.month - 1 - many
    return date(count // MONTHS, count % MONTHS + 1, 1)


def months_until(month: date, many: int = MONTHS) -> list[date]:
    """Return so many months that follow each other, ``month`` the last."""
    return [months_before(month, ago) for ago in reversed(range(many))]


# Facts


@dataclass(frozen=True, slots=True)
class Facts:
    """What is told of one month; None: fewer than five people did it.

    ``pairs``: of neighbours, each once, in what is told; ``spared``: gifts, and loans to
    somebody who had not borrowed the thing in what is told of the eleven months before:
    each may have spared a purchase.
    """

    exchanges: int | None = None
    minutes: int | None = None
    things: int | None = None
    spared: int | None = None
    pairs: int | None = None

    @property
    def is_told(self) -> bool:
        return self.pairs is not None


def facts(deeds: Iterable[Deed], month: date) -> Facts:
    """Return what is told of a month. ``deeds``: also those of the eleven before it."""
    before = months_until(months_before(month, 1), REMEMBERED - 1)
    by_month: dict[date, list[Deed]] = {one: [] for one in [*before, month]}
    for deed in deeds:
        by_month.get(deed.month, []).append(deed)
    hours = _told(deed for deed in by_month[month] if deed.act == Act.HOURS)
    things = _told(_things(by_month[month]))
    borrowed = {_loan(deed) for one in before for deed in _told(_things(by_month[one]))}
    told = [*hours, *things]
    return Facts(
        exchanges=len(hours) if hours else None,
        minutes=sum(deed.minutes for deed in hours) if hours else None,
        things=len({deed.thing for deed in things}) if things else None,
        spared=_spared(things, borrowed) if things else None,
        pairs=len({deed.pair for deed in told}) if told else None,
    )


def _things(deeds: Iterable[Deed]) -> Iterator[Deed]:
    return (deed for deed in deeds if deed.act != Act.HOURS)


def _told(deeds: Iterable[Deed]) -> list[Deed]:
    """Return them if five people or more took part; otherwise nothing."""
    found = list(deeds)
    return found if len({one for deed in found for one in deed.pair}) >= FEWEST else []


def _spared(things: Sequence[Deed], borrowed: set[Hashable]) -> int:
    gifts = sum(deed.act == Act.GIFT for deed in things)
    loans = {_loan(deed) for deed in things if deed.act == Act.LOAN}
    return gifts + len(loans - borrowed)


def _loan(deed: Deed) -> Hashable:
    """Return who borrowed what."""
    return deed.taker, deed.thing


def added(rows: Iterable[Facts]) -> Facts:
    """Return the sums of what these tell; None where none of them tells it."""
    return Facts(*_sums(rows, Facts()))


# Estimates


class Name(StrEnum):
    """What an estimate is made with."""

    SHARE = "share"  # of loans and gifts, how many spare a purchase: per cent
    PRICE = "price"  # of such a purchase: EUR
    CARBON = "carbon"  # for making what is not bought: kg of CO2 equivalent


class WrongFactor(ValueError):
    """A share outside 0 to 100 per cent, or a price or weight below 0."""


@dataclass(frozen=True, slots=True)
class Factors:
    """``share``: per cent; ``price``: EUR; ``carbon``: kg.

    Raises:
        WrongFactor: see there.
    """

    share: Decimal
    price: Decimal
    carbon: Decimal

    def __post_init__(self) -> None:
        if not 0 <= self.share <= HUNDRED or self.price < 0 or self.carbon < 0:
            raise WrongFactor


@dataclass(frozen=True, slots=True)
class Estimates:
    """``purchases``: how many were avoided; ``euros`` and ``carbon`` (kg) with them."""

    purchases: Decimal | None = None
    euros: Decimal | None = None
    carbon: Decimal | None = None


def estimates(found: Facts, factors: Factors | None) -> Estimates:
    """Return what follows from the facts; nothing, where one of the two is missing."""
    if found.spared is None or factors is None:
        return Estimates()
    purchases = found.spared * factors.share / HUNDRED
    return Estimates(
        purchases=purchases.quantize(TENTH, ROUND_HALF_UP),
        euros=(purchases * factors.price).quantize(CENT, ROUND_HALF_UP),
        carbon=(purchases * factors.carbon).quantize(TENTH, ROUND_HALF_UP),
    )


def estimated(rows: Iterable[Estimates]) -> Estimates:
    """Return the sums of these; None where none of them says it."""
    return Estimates(*_sums(rows, Estimates()))


def _sums(rows: Iterable[Any], nothing: Any) -> list[Any]:
    """Return the sum of each column without its gaps; of none, what ``nothing`` has."""
    columns = zip(*(astuple(row) for row in [*rows, nothing]), strict=True)
    known = [[value for value in column if value is not None] for column in columns]
    return [sum(values[1:], values[0]) if values else None for values in known]
