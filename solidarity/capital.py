"""The money of the fund: what is set aside, what comes back, and where it leads.

Amounts are EUR with two decimals (solidarity.md §5). Nothing is granted beyond what is
available. Pure.
"""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
NOTHING = Decimal("0.00")
PROVISION = Decimal("0.05")
WON = Decimal("0.50")
MONTHS_OF_A_YEAR = 12


class NotEnough(ValueError):
    """More is promised than the fund has available."""


def provision(outstanding: Decimal) -> Decimal:
    """Return what is set aside for loans that will not come back: 5 % of them."""
    return _cents(outstanding * PROVISION)


def available(*, bank: Decimal, promised: Decimal) -> Decimal:
    """Return what can still be granted: the money less what is granted and not paid."""
    return max(bank - promised, NOTHING)


def promise(amount: Decimal, *, bank: Decimal, promised: Decimal) -> Decimal:
    """Return what is promised in all, with this amount.

    Raises:
        NotEnough: the fund has less available.
    """
    if amount > available(bank=bank, promised=promised):
        raise NotEnough(amount)
    return promised + amount


def given_back(
    grant: Decimal, *, is_won: bool, damages: Decimal, part: Decimal = WON
) -> Decimal:
    """Return what a dispute grant gives back: half, if damages were obtained by winning.

    ``part``: which part was agreed instead of the half.
    """
    return _cents(grant * part) if is_won and damages > 0 else NOTHING


# Where it leads


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What a simulation supposes: EUR each month; ``endowment`` comes once a year.

    ``months``: in how many a loan comes back, without interest; ``lost``: which part of
    what is due never comes.
    """

    start: Decimal
    endowment: Decimal
    grants: Decimal
    loans: Decimal
    costs: Decimal
    months: int
    lost: Decimal


@dataclass(frozen=True, slots=True)
class AtYearEnd:
    """``capital``: what can be granted; ``outstanding``: what borrowers still owe.

    ``granted``, ``lent``, ``returned`` and ``lost``: of the year.
    """

    year: int
    capital: Decimal
    outstanding: Decimal
    granted: Decimal
    lent: Decimal
    returned: Decimal
    lost: Decimal


def simulate(
    what: Assumptions, *, years: int = 5, due: Sequence[Decimal] = ()
) -> list[AtYearEnd]:
    """Return how the revolving capital stands at the end of each year.

    ``due``: what comes back of earlier loans, in each of the months ahead.
    Each month what is due comes first, then costs, grants and loans are paid as far as
    the capital goes: it never falls below zero.

    Raises:
        ValueError: an amount below zero, no month, or a part that is none.
    """
    _check(what)
    running = _Running(what.start, due)
    return [_year(running, what, year) for year in range(1, years + 1)]


class _Running:
    """The state of a simulation. ``due``: what is to come back in the months ahead."""

    def __init__(self, capital: Decimal, due: Sequence[Decimal]) -> None:
        self.capital = capital
        self.due: deque[Decimal] = deque(due)

    @property
    def outstanding(self) -> Decimal:
        return sum(self.due, start=NOTHING)

    def collect(self, lost_part: Decimal) -> tuple[Decimal, Decimal]:
        """Take in what is due this month; return what came and what did not."""
        due = self.due.popleft() if self.due else NOTHING
        lost = _cents(due * lost_part)
        self.capital += due - lost
        return due - lost, lost

    def pay(self, wanted: Decimal) -> Decimal:
        """Pay as much of it as there is; return how much."""
        paid = min(wanted, self.capital)
        self.capital -= paid
        return paid

    def lend(self, wanted: Decimal, months: int) -> Decimal:
        lent = self.pay(wanted)
        for place, part in enumerate(_parts(lent, months)):
            if place == len(self.due):
                self.due.append(NOTHING)
            self.due[place] += part
        return lent


def _year(running: _Running, what: Assumptions, year: int) -> AtYearEnd:
    running.capital += what.endowment
    granted = lent = returned = lost = NOTHING
    for _month in range(MONTHS_OF_A_YEAR):
        came, stayed = running.collect(what.lost)
        returned, lost = returned + came, lost + stayed
        running.pay(what.costs)
        granted += running.pay(what.grants)
        lent += running.lend(what.loans, what.months)
    return AtYearEnd(
        year, running.capital, running.outstanding, granted, lent, returned, lost
    )


def _parts(amount: Decimal, months: int) -> Iterator[Decimal]:
    """Yield equal parts of whole cents; the last one takes the rest."""
    part = (amount / months).quantize(CENT, rounding="ROUND_DOWN")
    yield from (part for _month in range(months - 1))
    yield amount - part * (months - 1)


def _check(what: Assumptions) -> None:
    amounts = (what.start, what.endowment, what.grants, what.loans, what.costs)
    if min(amounts) < 0 or what.months < 1 or not 0 <= what.lost <= 1:
        raise ValueError(what)


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)
