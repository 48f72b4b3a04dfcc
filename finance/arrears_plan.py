"""Pay arrears by monthly instalments: the dates and the amounts. Pure.

A plan changes when something is paid, never how much: no interest, no cost.
"""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from finance.allocation import allocate
from finance.months import add_months
from koprogo.money import to_cents


class PlanError(ValueError):
    """These arrears cannot be paid this way."""


class NothingToPay(PlanError):
    """Only what is owed can be paid by instalments."""

    def __init__(self, amount: Decimal) -> None:
        super().__init__(f"nothing to pay: {amount}")
        self.amount = amount


class WrongCount(PlanError):
    """No instalment, or so many that one of them would be of zero."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} instalments")
        self.count = count


class Instalment(NamedTuple):
    """``amount`` in EUR to be paid at latest on ``due``."""

    due: date
    amount: Decimal


def instalments(amount: Decimal, *, count: int, first_due: date) -> list[Instalment]:
    """Divide ``amount`` into ``count`` equal instalments, one each month.

    They sum to ``amount``; the cents that do not divide go one by one to the first
    instalments. Each is due on the day of the month of ``first_due``, or on the last
    day of a shorter month.

    Raises:
        NothingToPay: ``amount`` is not above zero.
        WrongCount: ``count`` is below 1, or above the number of cents.
        InvalidAmount: ``amount`` is not a whole number of cents.
    """
    cents = to_cents(amount)
    if cents <= 0:
        raise NothingToPay(amount)
    if not 1 <= count <= cents:
        raise WrongCount(count)
    parts = allocate(amount, dict.fromkeys(range(count), 1))
    return [
        Instalment(add_months(first_due, number), part)
        for number, part in parts.items()
    ]
