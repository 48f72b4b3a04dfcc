"""How much the reserve fund must get in a year (Civil Code art. 3.86 §3).

At latest five years after the provisional acceptance of the common parts, an
association has a reserve fund; its yearly contribution is at least five per cent of
the ordinary common charges of the year before. The assembly may decide otherwise by
four fifths of the votes: that decision is then named.

All amounts are EUR with two decimals. Pure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from math import ceil

from finance.interest import DatedRate
from finance.months import add_months
from koprogo.money import from_cents, to_cents

#: Per cent of last year's ordinary charges. Source: law of 18 June 2018, in force on
#: 1 January 2019 (now Civil Code art. 3.86 §3).
RESERVE_RATES = (DatedRate(date(2019, 1, 1), Decimal("5.00")),)
FREE_YEARS = 5

ZERO = from_cents(0)


class Verdict(StrEnum):
    """What can be said of the reserve contribution of a year."""

    #: enough was called
    MET = "met"
    #: less was called than the rule asks
    MISSING = "missing"
    #: less was called, and the assembly's decision to do so is named
    OPTED_OUT = "opted-out"
    #: what the year before cost is not known: nothing can be concluded
    UNKNOWN = "unknown"
    #: the building is too young
    NOT_IN_FORCE = "not-in-force"


@dataclass(frozen=True, slots=True)
class ReserveCheck:
    """The rule applied to one fiscal year.

    ``required`` is what the rule asks while it is in force, also from an association
    that opted out; None where nobody knows. ``missing`` = required - called when the verdict is MISSING, else
    zero.
    """

    verdict: Verdict
    #: the first day of the duty; None when the acceptance is not known
    begins: date | None
    percent: Decimal
    required: Decimal | None
    called: Decimal
    missing: Decimal
    #: the words that name the decision of the assembly, or nothing
    opt_out: str

    @property
    def in_force(self) -> bool:
        return self.verdict is not Verdict.NOT_IN_FORCE


def duty_begins(acceptance: date) -> date:
    """Return the day on which the duty begins: five years after ``acceptance``.

    After 29 February it is 28 February: the five years are full on that day, and the
    law says *at latest*.
    """
    return add_months(acceptance, 12 * FREE_YEARS)


def check_reserve(
    *,
    acceptance: date | None,
    until: date,
    ordinary_charges: Decimal | None,
    called: Decimal,
    opt_out: str = "",
    rates: Sequence[DatedRate] = RESERVE_RATES,
) -> ReserveCheck:
    """Judge the fiscal year that ends before ``until`` by the rule of its last day.

    ``ordinary_charges`` are those of the year before it, None when they are not known;
    ``called`` what it asked for the reserve. Without a date of ``acceptance`` the duty is in force: only a young
    building is spared. Raises what ``to_cents`` raises.
    """
    last_day = until - timedelta(days=1)
    begins = duty_begins(acceptance) if acceptance else None
    percent = _percent(last_day, rates)
    if begins is not None and begins > last_day:
        percent = ZERO
    required = _required(ordinary_charges, percent)
    verdict = _verdict(percent, required, called, opt_out)
    missing = ZERO
    if required is not None and verdict is Verdict.MISSING:
        missing = required - called
    return ReserveCheck(verdict, begins, percent, required, called, missing, opt_out)


def _required(charges: Decimal | None, percent: Decimal) -> Decimal | None:
    if not percent:
        return ZERO
    return None if charges is None else required_contribution(charges, percent=percent)


def required_contribution(ordinary_charges: Decimal, *, percent: Decimal) -> Decimal:
    """Return the least contribution: rounded up, since less would be below the rule.

    Charges below zero ask for nothing. Raises what ``to_cents`` raises.
    """
    cents = max(to_cents(ordinary_charges), 0)
    return from_cents(ceil(cents * Fraction(percent) / 100))


def _percent(day: date, rates: Sequence[DatedRate]) -> Decimal:
    """The rate in force on ``day``; zero before the first one: there was no rule."""
    begun = [rate for rate in rates if rate.valid_from <= day]
    latest = max(begun, key=lambda rate: rate.valid_from, default=None)
    return latest.percent if latest else ZERO


def _verdict(
    percent: Decimal, required: Decimal | None, called: Decimal, opt_out: str
) -> Verdict:
    if not percent:
        return Verdict.NOT_IN_FORCE
    if required is not None and to_cents(called) >= to_cents(required):
        return Verdict.MET
    if opt_out:
        return Verdict.OPTED_OUT
    return Verdict.UNKNOWN if required is None else Verdict.MISSING
