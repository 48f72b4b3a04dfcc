from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.arrears_plan import NothingToPay, PlanError, WrongCount, instalments
from koprogo.money import FractionOfACent, from_cents
from tests.worked_tables import worked_tables

WORKED = worked_tables("rules/reminders.md")[
    "1,000.00 in three instalments from 31 January 2026"
]
FIRST = date(2026, 1, 31)


def eur(text):
    return Decimal(text)


def test_every_figure_of_the_documentation():
    plan = instalments(eur("1000.00"), count=3, first_due=FIRST)
    assert [
        {"due": due.isoformat(), "amount": str(amount)} for due, amount in plan
    ] == WORKED


def test_months_end_when_they_end():
    plan = instalments(eur("14.00"), count=14, first_due=date(2023, 12, 31))
    assert [one.due.day for one in plan] == [
        *(31, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30),
        *(31, 31),
    ]


def test_the_first_ones_have_the_cents_that_do_not_divide():
    plan = instalments(eur("0.05"), count=3, first_due=FIRST)
    assert [str(one.amount) for one in plan] == ["0.02", "0.02", "0.01"]


@pytest.mark.parametrize("amount", ["0.00", "-0.01"])
def test_what_is_not_owed_is_refused(amount):
    with pytest.raises(NothingToPay, match=f"nothing to pay: {amount}") as refusal:
        instalments(eur(amount), count=1, first_due=FIRST)
    assert refusal.value.amount == eur(amount)
    assert isinstance(refusal.value, PlanError)


@pytest.mark.parametrize(("count", "refused"), [(0, True), (1, False), (6, True)])
def test_an_instalment_is_a_cent_at_least(count, refused):
    if refused:
        with pytest.raises(WrongCount, match=f"{count} instalments") as refusal:
            instalments(eur("0.05"), count=count, first_due=FIRST)
        assert refusal.value.count == count
    else:
        assert instalments(eur("0.05"), count=count, first_due=FIRST) == [
            (FIRST, eur("0.05"))
        ]


def test_a_part_of_a_cent_is_refused():
    with pytest.raises(FractionOfACent):
        instalments(eur("0.001"), count=1, first_due=FIRST)


@given(
    st.integers(60, 10**8).map(from_cents),
    st.integers(1, 60),
    st.dates(date(2020, 1, 1), date(2040, 12, 31)),
)
def test_what_is_owed_is_paid_month_by_month(amount, count, first_due):
    plan = instalments(amount, count=count, first_due=first_due)
    parts = [one.amount for one in plan]
    assert sum(parts) == amount
    assert parts == sorted(parts, reverse=True)
    assert parts[0] - parts[-1] <= eur("0.01")
    months = [one.due.year * 12 + one.due.month for one in plan]
    assert months == list(range(months[0], months[0] + count))
    assert plan[0].due == first_due
