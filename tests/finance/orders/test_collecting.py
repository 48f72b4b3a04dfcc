"""What may be collected: boundaries of the days, plans and what is under way."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.arrears import Dated
from finance.arrears_plan import Instalment, instalments
from finance.collecting import (
    first_day,
    has_lapsed,
    is_in_transit,
    to_collect,
)
from koprogo.money import from_cents
from tests.worked_tables import worked_tables

D = Decimal
DAY = date(2026, 3, 10)
WORKED = worked_tables("rules/payment-files.md")["Collected on 10 March 2026"]
PLAN = [
    Instalment(date(2026, 3, 1), D("40.00")),
    Instalment(date(2026, 4, 1), D("40.00")),
    Instalment(date(2026, 5, 1), D("40.00")),
]


def test_days():
    assert first_day(date(2026, 2, 20)) == date(2026, 3, 6)
    assert is_in_transit(DAY, today=date(2026, 3, 15))
    assert not is_in_transit(DAY, today=date(2026, 3, 16))
    assert not has_lapsed(date(2023, 3, 11), on=DAY)
    assert has_lapsed(date(2023, 3, 10), on=DAY)


@pytest.mark.parametrize("row", WORKED)
def test_the_worked_table(row):
    columns = {
        "open since 1 February": date(2026, 2, 1),
        "due on 10 March": DAY,
        "due on 11 March": DAY + timedelta(days=1),
    }
    still_open = [
        Dated(day, D(row[name])) for name, day in columns.items() if row[name]
    ]
    found = to_collect(
        still_open,
        on=DAY,
        plan=PLAN if row["plan"] else (),
        in_transit=D(row["under way"] or "0.00"),
    )
    assert found == D(row["collected"])


def test_a_plan_that_has_not_begun_asks_for_nothing():
    still_open = [Dated(date(2026, 2, 1), D("300.00"))]
    assert to_collect(still_open, on=date(2026, 2, 28), plan=PLAN) == D("0.00")


days = st.dates(date(2026, 1, 1), date(2026, 12, 31))
amounts = st.integers(0, 100_000).map(from_cents)


@given(
    st.lists(st.builds(Dated, days, amounts)),
    days,
    st.integers(1, 12),
    st.integers(12, 100_000).map(from_cents),
    days,
    amounts,
)
def test_never_more_than_is_due(still_open, on, count, arrears, first, in_transit):
    due = sum((one.amount for one in still_open if one.on <= on), D("0.00"))
    plan = instalments(arrears, count=count, first_due=first)
    agreed = sum((one.amount for one in plan if one.due <= on), D("0.00"))
    free = to_collect(still_open, on=on)
    kept = to_collect(still_open, on=on, plan=plan)
    later = to_collect(still_open, on=on, plan=plan, in_transit=in_transit)
    assert free == due
    assert 0 <= later <= kept <= min(free, agreed)
