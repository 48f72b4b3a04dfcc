"""What may be collected from an account holder on a day, and from when on. Pure.

All amounts are EUR with two decimals. docs/rules/payment-files.md.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal

from finance.arrears import Dated
from finance.arrears_plan import Instalment
from finance.months import add_months
from koprogo.money import from_cents

ZERO = from_cents(0)
# SEPA core rulebook: the debtor is told at least 14 calendar days before.
NOTICE = timedelta(days=14)
# The bank books a collection on its day; the statement is imported some days later.
IN_TRANSIT = timedelta(days=5)
# SEPA core rulebook: a mandate that was not used for so long is none any more.
LAPSES_AFTER_MONTHS = 36


def first_day(today: date) -> date:
    """Return the first day on which a collection that is announced today may be."""
    return today + NOTICE


def is_in_transit(collected_on: date, *, today: date) -> bool:
    """Whether what is collected on that day may not have reached the books yet."""
    return today <= collected_on + IN_TRANSIT


def has_lapsed(last_used: date, *, on: date) -> bool:
    """Whether a mandate is over: signed or used last 36 months ago or more."""
    return add_months(last_used, LAPSES_AFTER_MONTHS) <= on


def to_collect(
    still_open: Iterable[Dated],
    *,
    on: date,
    plan: Sequence[Instalment] = (),
    in_transit: Decimal = ZERO,
) -> Decimal:
    """Return what may be collected on a day: never more than is due by then.

    ``still_open``: what is owed, by due date. ``plan``: the instalments of the plan that
    runs: what they put off is not collected, and no more than those due by then.
    ``in_transit``: what earlier collections take.
    """
    due = sum((item.amount for item in still_open if item.on <= on), ZERO)
    if plan:
        put_off = sum((part.amount for part in plan if part.due > on), ZERO)
        agreed = sum((part.amount for part in plan if part.due <= on), ZERO)
        due = min(due - put_off, agreed)
    return max(due - in_transit, ZERO)
