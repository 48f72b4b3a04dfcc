"""How a loan comes back: exact to the cent, and each change is a new plan.

Amounts are EUR with two decimals; ``annual_percent`` is the yearly rate in per cent, of
which a month bears a twelfth. Every instalment is the same; the last one takes what
rounding left (solidarity.md §3). There is no penalty for being late.

Pure: no Django, no clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

from finance.months import add_months

CENT = Decimal("0.01")
NOTHING = Decimal("0.00")
#: per cent of a year to a part of a month
OF_A_MONTH = 1200


class WrongPlan(ValueError):
    """No plan: ``code`` is principal, rate, months, small (less than a cent each) or
    early (more is paid back than is left)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Instalment:
    """``amount`` = ``capital`` + ``interest``; ``remaining``: capital left after it."""

    number: int
    due: date
    capital: Decimal
    interest: Decimal
    amount: Decimal
    remaining: Decimal


def schedule(
    principal: Decimal, *, annual_percent: Decimal, months: int, first_due: date
) -> list[Instalment]:
    """Return the instalments of a loan, one each month on the day of ``first_due``.

    In a month without that day it is its last one. The capital of all is the principal.

    Raises:
        WrongPlan: nothing is lent, a rate below zero, no month, or so little that an
            instalment would have no cent of capital.
    """
    _check(principal, annual_percent, months)
    regular = _regular(principal, annual_percent, months)
    plan: list[Instalment] = []
    left = principal
    for number in range(1, months + 1):
        interest = _interest(left, annual_percent)
        capital = left if number == months else regular - interest
        if not CENT <= capital <= left:
            raise WrongPlan("small")
        left -= capital
        due = add_months(first_due, number - 1)
        plan.append(
            Instalment(number, due, capital, interest, capital + interest, left)
        )
    return plan


def interest_of(plan: Sequence[Instalment]) -> Decimal:
    """Return what a plan costs besides the capital, EUR."""
    return sum((one.interest for one in plan), start=NOTHING)


def reschedule(
    plan: Sequence[Instalment],
    *,
    paid: int,
    annual_percent: Decimal,
    months: int,
    first_due: date,
) -> list[Instalment]:
    """Return a new plan for the capital that is left after ``paid`` instalments.

    Raises:
        WrongPlan: as ``schedule``; nothing is left (principal).
    """
    left = _left(plan, paid)
    return schedule(
        left, annual_percent=annual_percent, months=months, first_due=first_due
    )


def defer(plan: Sequence[Instalment], *, paid: int, months: int) -> list[Instalment]:
    """Return the instalments still to pay, each ``months`` later, and nothing dearer.

    Raises:
        WrongPlan: not one to three months; nothing is left.
    """
    if not 1 <= months <= 3:
        raise WrongPlan("months")
    _left(plan, paid)
    return _dated(plan[paid:], plan, later=paid + months)


def repay_early(
    plan: Sequence[Instalment],
    *,
    paid: int,
    amount: Decimal,
    annual_percent: Decimal,
) -> list[Instalment]:
    """Return what is left to pay after ``amount`` of the capital came back early.

    It costs nothing. As many months remain, with smaller instalments; nothing remains
    when all came back.

    Raises:
        WrongPlan: nothing or more than is left is paid back (early), or so little
            remains that there are not so many instalments (small).
    """
    left = _left(plan, paid)
    if not CENT <= amount <= left or amount != amount.quantize(CENT):
        raise WrongPlan("early")
    if amount == left:
        return []
    smaller = schedule(
        left - amount,
        annual_percent=annual_percent,
        months=len(plan) - paid,
        first_due=plan[paid].due,
    )
    return _dated(smaller, plan, later=paid)


def _dated(
    instalments: Sequence[Instalment], plan: Sequence[Instalment], *, later: int
) -> list[Instalment]:
    """Return instalments numbered from 1 and dated as those of a plan, months later.

    The plan's day of the month is read where no short month hides it.
    """
    place, known = max(enumerate(plan), key=lambda each: each[1].due.day)
    return [
        replace(
            one, number=number, due=add_months(known.due, number - 1 + later - place)
        )
        for number, one in enumerate(instalments, start=1)
    ]


def _check(principal: Decimal, annual_percent: Decimal, months: int) -> None:
    if not principal.is_finite() or principal < CENT:
        raise WrongPlan("principal")
    if principal != principal.quantize(CENT):
        raise WrongPlan("principal")
    if not annual_percent.is_finite() or annual_percent < 0:
        raise WrongPlan("rate")
    if months < 1:
        raise WrongPlan("months")


def _regular(principal: Decimal, annual_percent: Decimal, months: int) -> Decimal:
    """Return what is paid each month: without interest never more than its part."""
    rate = Fraction(annual_percent) / OF_A_MONTH
    if not rate:
        return (principal / months).quantize(CENT, rounding=ROUND_DOWN)
    exact = Fraction(principal) * rate / (1 - (1 + rate) ** -months)
    return _cents(exact)


def _interest(left: Decimal, annual_percent: Decimal) -> Decimal:
    return _cents(Fraction(left) * Fraction(annual_percent) / OF_A_MONTH)


def _cents(exact: Fraction) -> Decimal:
    """Return an amount rounded to the cent, half up."""
    cents = (200 * exact.numerator + exact.denominator) // (2 * exact.denominator)
    return Decimal(cents) * CENT


def _left(plan: Sequence[Instalment], paid: int) -> Decimal:
    if not 0 <= paid < len(plan):
        raise WrongPlan("principal")
    return plan[paid].capital + plan[paid].remaining
