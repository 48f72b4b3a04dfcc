"""Random buildings live through a whole year: what finance.md §3 promises holds.

The few of an ordinary run are always the same; `make test-full` tries new ones.
"""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings

from tests.finance.year.plans import (
    Bearer,
    Bill,
    Habit,
    House,
    Lot,
    Mistake,
    Sale,
    Settled,
    Way,
    Works,
    Year,
    years,
)
from tests.finance.year.story import live

QUIET = {
    "deadline": None,
    "suppress_health_check": list(HealthCheck),
    "database": None,
}

# One of everything.
FULL = Year(
    house=House(
        lots=(
            Lot(shares=333, holder=0, parts=1, used=120),
            Lot(shares=250, holder=1, parts=0, used=77),
            Lot(shares=17, holder=0, parts=2, used=0),
            Lot(shares=400, holder=2, parts=3, used=301),
        ),
        couples=frozenset({1}),
        first_month=7,
        statement_months=6,
    ),
    shares_budget=1_000_001,
    special_budget=99_999,
    reserve=50_003,
    fund=100_000,
    call_months=3,
    bills=tuple(
        Bill(
            cents=10_007 * (number + 1),
            vat_rate=(21, 6, 0)[number % 3],
            month=2 * number,
            supplier=number % 2,
            bearer=bearer,
            lot=number,
            covers=((0, 12), (-2, 5), None)[number % 3],
            settled=settled,
        )
        for number, (bearer, settled) in enumerate(
            zip(Bearer, [*Settled, Settled.EXACTLY], strict=True)
        )
    ),
    habits=tuple(Habit(way, percent) for way in Way for percent in (100, 37, 140)),
    sale=Sale(lot=1, month=8, day=14, to_new=True),
    works=Works(called=500_000, spent=432_109),
    mistakes=frozenset(Mistake),
    with_camt=True,
    with_past=True,
    reminded=True,
)


def lived(plan: Year) -> None:
    with transaction.atomic():
        live(plan)
        transaction.set_rollback(True)


@settings(max_examples=4, derandomize=True, **QUIET)
@given(plan=years)
@example(plan=FULL)
def test_a_year(db, plan):
    lived(plan)


@pytest.mark.matrix
@settings(max_examples=100, **QUIET)
@given(plan=years)
def test_many_years(db, plan):
    lived(plan)
