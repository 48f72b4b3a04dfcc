"""What the surplus of the ASBL is for: the lines that its members vote on.

Amounts are EUR with two decimals, parts of a surplus per cent (transparency.md §4). Pure:
no Django, no clock.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from finance.allocation import allocate


class NothingToDivide(ValueError):
    """Without a surplus there is nothing to divide."""


class NotWhole(ValueError):
    """The parts are not 100 % together, or one is below 0 or finer than 0.01 %."""

    def __init__(self, total: Decimal) -> None:
        super().__init__(f"{total} %")
        self.total = total


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
