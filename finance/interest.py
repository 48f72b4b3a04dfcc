"""What lateness costs: simple interest by dated rates (law.md §2).

The rates are those of the deed's clause, or the legal ones (legal_rates.py). Actual
days on a year of 365, also in a leap year. Every day from the one after ``due`` to
``until`` counts once, at the rate in force on its eve, when it began to run. The
interest is rounded once, half up, at the very end.

All amounts are EUR with two decimals. Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from math import floor
from operator import attrgetter

from koprogo.money import from_cents, to_cents

DAYS_OF_A_YEAR = 365


class InterestError(ValueError):
    """No interest can be computed."""


class NegativePrincipal(InterestError):
    """Who is owed money is not late."""

    def __init__(self, principal: Decimal) -> None:
        super().__init__(f"negative principal: {principal}")
        self.principal = principal


class NoRateYet(InterestError):
    """The table of rates begins after ``day``, which must bear interest."""

    def __init__(self, day: date) -> None:
        super().__init__(f"no rate in force on {day}")
        self.day = day


@dataclass(frozen=True, slots=True)
class DatedRate:
    """``percent`` a year, from ``valid_from`` until the next rate begins."""

    valid_from: date
    percent: Decimal


@dataclass(frozen=True, slots=True)
class InterestStep:
    """The days of one rate: ``days`` = ``until`` - ``since``.

    ``since`` is the due date or the day on which the rate began, and ``until`` the
    last day or the one on which the next rate began.
    """

    since: date
    until: date
    days: int
    percent: Decimal
    #: EUR, not rounded: principal × percent × days ÷ 36,500
    exact: Fraction

    @property
    def shown(self) -> Decimal:
        """The exact amount to four decimals, half up: to print, never to add up."""
        return Decimal(_half_up(self.exact * 10_000)).scaleb(-4)


def late_interest(
    principal: Decimal, *, due: date, until: date, rates: Sequence[DatedRate]
) -> Decimal:
    """Return the interest on ``principal`` from ``due``, excluded, to ``until``.

    For other programs, as pages show the steps. Zero when ``until`` is not after
    ``due``. Raises what ``interest_steps`` raises.
    """
    steps = interest_steps(principal, due=due, until=until, rates=rates)
    return total(steps)


def total(steps: Sequence[InterestStep]) -> Decimal:
    """Return the sum of the exact amounts, rounded once, half up."""
    exact = sum((step.exact for step in steps), Fraction(0))
    return from_cents(_half_up(exact * 100))


def interest_steps(
    principal: Decimal, *, due: date, until: date, rates: Sequence[DatedRate]
) -> list[InterestStep]:
    """Return the interest rate by rate, so that anyone can redo it on paper.

    The first step begins on ``due``, each other one where the step before it ends,
    and the last one ends on ``until``. ``rates`` may be in any order.

    Raises:
        NoRateYet: a day that counts comes before the first rate.
        NegativePrincipal: ``principal`` is below zero.
        InvalidAmount: ``principal`` is not a whole number of cents.
    """
    cents = to_cents(principal)
    if cents < 0:
        raise NegativePrincipal(principal)
    if until <= due:
        return []
    in_order = sorted(rates, key=attrgetter("valid_from"))
    first_day = due + timedelta(days=1)
    if not in_order or in_order[0].valid_from > first_day:
        raise NoRateYet(first_day)
    steps = []
    ends = [rate.valid_from for rate in in_order[1:]] + [until]
    since = due
    for rate, next_rate in zip(in_order, ends, strict=True):
        end = min(next_rate, until)
        if end > since:
            steps.append(_step(cents, since, end, rate.percent))
            since = end
    return steps


def _step(cents: int, since: date, until: date, percent: Decimal) -> InterestStep:
    days = (until - since).days
    yearly = Fraction(cents, 100) * Fraction(percent) / 100
    return InterestStep(since, until, days, percent, yearly * days / DAYS_OF_A_YEAR)


def _half_up(amount: Fraction) -> int:
    """Round what is not below zero."""
    return floor(amount + Fraction(1, 2))
