"""Competing quotes: when several are asked for, and how they compare. Pure.

docs/rules/quotes.md. The assembly decides by two thirds above which amount several quotes
are asked (art. 3.88 §1); the law names neither the amount nor how many: several is two.
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from koprogo.money import from_cents, to_cents

K = TypeVar("K", bound=Hashable)

SEVERAL = 2
PERCENT = 100


class NoQuote(ValueError):
    """Nothing can be compared."""


def with_vat(amount: Decimal, rate: int) -> Decimal:
    """Return what is paid, EUR: half a cent is rounded up.

    ``amount``: without VAT, not below zero; ``rate``: per cent.
    """
    return from_cents(_half_up(to_cents(amount) * (PERCENT + rate), PERCENT))


def needs_several(amount: Decimal | None, threshold: Decimal | None) -> bool:
    """Whether several quotes are asked for a cost, VAT included: above the threshold.

    Exactly the threshold is not above it. None: the cost is not known, or the assembly
    decided on no threshold.
    """
    return amount is not None and threshold is not None and amount > threshold


def holds_on(valid_until: date | None, day: date) -> bool:
    """Whether a quote holds on a day; its last day is one. None: it names no end."""
    return valid_until is None or day <= valid_until


@dataclass(frozen=True, slots=True)
class Enough:
    """Whether there are as many quotes as there have to be on the day of a meeting."""

    is_needed: bool
    valid: int

    @property
    def is_so(self) -> bool:
        return not self.is_needed or self.valid >= SEVERAL


def enough(
    amount: Decimal | None,
    threshold: Decimal | None,
    *,
    until: Iterable[date | None],
    on: date,
) -> Enough:
    """Count the quotes that hold. ``until``: the last day of each."""
    valid = sum(holds_on(last, on) for last in until)
    return Enough(needs_several(amount, threshold), valid)


@dataclass(frozen=True, slots=True)
class Compared:
    """How far a quote is from the cheapest: EUR, and per cent of the cheapest.

    Per cent with two decimals, half of the last one rounded up. Two quotes of the same
    amount can both be the cheapest.
    """

    total: Decimal
    difference: Decimal
    percent: Decimal

    @property
    def is_cheapest(self) -> bool:
        return not self.difference


def compare(totals: Mapping[K, Decimal]) -> dict[K, Compared]:
    """Compare what would be paid, VAT included; every amount is above zero.

    Raises:
        NoQuote: there is none.
    """
    if not totals:
        raise NoQuote
    least = min(totals.values())
    return {key: _compared(total, least) for key, total in totals.items()}


def _compared(total: Decimal, least: Decimal) -> Compared:
    difference = total - least
    hundredths = _half_up(to_cents(difference) * PERCENT * PERCENT, to_cents(least))
    return Compared(total, difference, from_cents(hundredths))


def _half_up(numerator: int, denominator: int) -> int:
    return (2 * numerator + denominator) // (2 * denominator)
