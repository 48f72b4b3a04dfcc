"""Loans that come back: worked figures, sums to the cent, and plans that change."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from solidarity.instalments import (
    NOTHING,
    WrongPlan,
    defer,
    interest_of,
    repay_early,
    reschedule,
    schedule,
)
from tests.worked_tables import worked_tables

TABLES = worked_tables("rules/solidarity.md")
FIRST = date(2026, 1, 31)
PRINCIPALS = st.decimals("500.00", "50000.00", places=2)
RATES = st.decimals("0", "2", places=2)
MONTHS = st.integers(1, 120)


def plan_of(principal="3200.00", percent="0", months=24, first_due=FIRST):
    return schedule(
        Decimal(principal),
        annual_percent=Decimal(percent),
        months=months,
        first_due=first_due,
    )


@pytest.mark.parametrize("row", TABLES["Instalments"])
def test_worked_plans(row):
    plan = plan_of(row["Lent (€)"], row["Rate (%)"], int(row["Months"]))
    assert len(plan) == int(row["Months"])
    assert {one.amount for one in plan[:-1]} == {Decimal(row["Each (€)"])}
    assert plan[-1].amount == Decimal(row["Last (€)"])
    assert interest_of(plan) == Decimal(row["Interest (€)"])


@given(PRINCIPALS, RATES, MONTHS)
def test_the_capital_comes_back_to_the_cent(principal, percent, months):
    plan = plan_of(principal, percent, months)
    assert sum(one.capital for one in plan) == principal
    assert plan[-1].remaining == NOTHING
    assert len({one.amount for one in plan[:-1]}) <= 1
    left = principal
    for one in plan:
        left -= one.capital
        assert one.amount == one.capital + one.interest
        assert (one.remaining, one.capital > 0, one.interest >= 0) == (left, True, True)


@given(PRINCIPALS, MONTHS)
def test_without_interest_nothing_is_added(principal, months):
    plan = plan_of(principal, "0", months)
    assert interest_of(plan) == NOTHING
    assert sum(one.amount for one in plan) == principal
    assert plan[-1].amount >= plan[0].amount


def test_it_is_due_on_the_same_day_or_the_last_of_the_month():
    days = [str(one.due) for one in plan_of(months=4, first_due=date(2028, 1, 31))]
    assert days == ["2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30"]


@pytest.mark.parametrize(
    ("principal", "percent", "months", "code"),
    [
        ("0.00", "0", 12, "principal"),
        ("-5.00", "0", 12, "principal"),
        ("10.001", "0", 12, "principal"),
        ("NaN", "0", 12, "principal"),
        ("100.00", "-1", 12, "rate"),
        ("100.00", "NaN", 12, "rate"),
        ("100.00", "0", 0, "months"),
        ("0.11", "0", 12, "small"),
        ("0.05", "2", 12, "small"),
    ],
)
def test_what_is_no_plan_is_refused(principal, percent, months, code):
    with pytest.raises(WrongPlan) as refused:
        plan_of(principal, percent, months)
    assert refused.value.code == code


def test_a_cent_each_is_a_plan():
    assert [one.amount for one in plan_of("0.03", "0", 3)] == [Decimal("0.01")] * 3


def test_a_deferral_moves_what_is_left_and_costs_nothing():
    plan = plan_of("6800.00", "1", 60)
    later = defer(plan, paid=1, months=3)
    assert [one.amount for one in later] == [one.amount for one in plan[1:]]
    assert [one.number for one in later[:2]] == [1, 2]
    assert [str(one.due) for one in later[:2]] == ["2026-05-31", "2026-06-30"]


def test_two_deferrals_keep_the_day_of_the_month():
    later = defer(plan_of(), paid=1, months=2)
    assert str(later[0].due) == "2026-04-30"
    again = defer(later, paid=0, months=1)
    assert [str(one.due) for one in again[:3]] == [
        "2026-05-31",
        "2026-06-30",
        "2026-07-31",
    ]


@pytest.mark.parametrize("months", [0, 4])
def test_a_deferral_is_of_one_to_three_months(months):
    with pytest.raises(WrongPlan):
        defer(plan_of(), paid=0, months=months)


def test_nothing_is_left_to_defer():
    with pytest.raises(WrongPlan):
        defer(plan_of(months=3), paid=3, months=1)


def test_rescheduled_what_is_left_is_the_new_principal():
    plan = plan_of("12000.00", "1.5", 84)
    longer = reschedule(
        plan,
        paid=24,
        annual_percent=Decimal("1.5"),
        months=96,
        first_due=date(2028, 2, 29),
    )
    assert sum(one.capital for one in longer) == plan[23].remaining
    assert longer[0].amount < plan[24].amount


@given(PRINCIPALS, RATES, st.integers(2, 120), st.data())
def test_early_repayment_costs_nothing(principal, percent, months, data):
    """But for what rounding makes of a month: at most a cent."""
    plan = plan_of(principal, percent, months)
    paid = data.draw(st.integers(0, months - 1))
    left = plan[paid].capital + plan[paid].remaining
    amount = data.draw(st.decimals("0.01", left, places=2))
    assume(amount == left or left - amount >= 100)
    smaller = repay_early(
        plan, paid=paid, amount=amount, annual_percent=Decimal(percent)
    )
    assert sum((one.capital for one in smaller), NOTHING) == left - amount
    rounding = len(smaller) * Decimal("0.01")
    assert interest_of(smaller) <= interest_of(plan[paid:]) + rounding
    assert [one.due for one in smaller] == [
        one.due for one in plan[paid : paid + len(smaller)]
    ]


@pytest.mark.parametrize("amount", ["0.00", "-1.00", "3200.01", "10.001"])
def test_no_more_comes_back_than_is_left(amount):
    with pytest.raises(WrongPlan) as refused:
        repay_early(
            plan_of(), paid=0, amount=Decimal(amount), annual_percent=Decimal(0)
        )
    assert refused.value.code == "early"
