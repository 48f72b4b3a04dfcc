"""The ASBL's figures: cost price, surplus, reserve, and costs of several months.

Amounts are EUR with two decimals, counts are participants (transparency.md §3). Pure: no
Django, no clock. The standard library only: it goes into the published data package, with
which anybody derives the figures again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

CENT = Decimal("0.01")
#: the legal reserve holds the costs of so many months
RESERVE_MONTHS = 3
#: lines of a budget that are booked whole when they are adopted; nothing is spent on
#: them later
BOOKED_WHOLE = ("reserve", "fund")
#: above this part of the revenue, two closed quarters in a row, members are asked
TOO_MUCH = Fraction(1, 4)
QUARTERS_IN_A_ROW = 2


class NoParticipants(ValueError):
    """Nothing can be divided by no participant, or by fewer than none."""


class NotInMonths(ValueError):
    """Not from the first day of a month to the first day of a later one."""

    def __init__(self, since: date, until: date) -> None:
        super().__init__(f"[{since}, {until})")
        self.since = since
        self.until = until


class NotInCents(ValueError):
    """An amount that is not finite, or not a whole number of cents."""


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
    return Decimal(round(ratio * 10_000)).scaleb(-2)


# The reserve


def reserve_target(monthly_costs: Decimal) -> Decimal:
    """Return what the legal reserve should hold: three months of costs."""
    return monthly_costs * RESERVE_MONTHS


def taken(line: str, *, amount: Decimal, spent: Decimal) -> Decimal:
    """Return what an adopted line of a budget takes out of the surplus for good.

    All of what is booked whole; of any other line what is left to spend, for what it
    paid is among the costs.
    """
    return amount if line in BOOKED_WHOLE else amount - spent


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


# Costs of several months


def spread(amount: Decimal, *, since: date, until: date) -> dict[date, Decimal]:
    """Divide a cost of the whole months [since, until): by first day of the month.

    Every month bears as many cents; what remains goes to the first months, a cent each.
    The parts sum to ``amount``. A credit is divided as a cost is, below 0.

    Raises:
        NotInMonths: ``since`` or ``until`` is no first day, or none lies between them.
        NotInCents: ``amount`` cannot be written in cents.
    """
    if since.day != 1 or until.day != 1 or until <= since:
        raise NotInMonths(since, until)
    if not amount.is_finite() or amount * 100 % 1:
        raise NotInCents(amount)
    first = since.year * 12 + since.month - 1
    months = until.year * 12 + until.month - 1 - first
    each, left = divmod(int(abs(amount) * 100), months)
    sign = -1 if amount < 0 else 1
    return {
        date(number // 12, number % 12 + 1, 1): Decimal(
            sign * (each + (number - first < left))
        ).scaleb(-2)
        for number in range(first, first + months)
    }


def borne(
    parts: Mapping[date, Decimal], *, first_open: date | None
) -> dict[date, Decimal]:
    """Return what each month bears when those before ``first_open`` are closed.

    Their parts go to the first open month. ``first_open``: the first day after the last
    closed quarter; None: none is closed. A month that bears nothing is left out.
    """
    found: dict[date, Decimal] = {}
    for month, part in sorted(parts.items()):
        bearing = max(month, first_open) if first_open else month
        if part:
            found[bearing] = found.get(bearing, Decimal("0.00")) + part
    return found
