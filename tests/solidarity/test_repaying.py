"""How money is divided: nothing is lost, nothing is taken twice."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.months import add_months
from solidarity import repaying
from solidarity.instalments import schedule

FIRST = date(2026, 1, 31)
LOAN = schedule(
    Decimal("3200.00"), annual_percent=Decimal(0), months=24, first_due=FIRST
)
CREDIT = schedule(
    Decimal("6800.00"), annual_percent=Decimal(1), months=60, first_due=FIRST
)
cents = st.integers(1, 800_000).map(lambda value: Decimal(value) / 100)
plans = st.builds(
    schedule,
    st.integers(10_000, 500_000).map(lambda value: Decimal(value) / 100),
    annual_percent=st.sampled_from([Decimal(0), Decimal(1), Decimal("1.5")]),
    months=st.integers(1, 60),
    first_due=st.just(FIRST),
)
days = st.integers(-40, 900).map(lambda many: FIRST + timedelta(days=many))


def amounts(plan):
    return sum(one.amount for one in plan)


@given(plan=plans, received=cents)
def test_what_is_open_and_what_came_are_the_plan(plan, received):
    left = repaying.still_open(plan, received)
    assert amounts(left) == max(amounts(plan) - received, 0)
    assert all(one.capital > 0 for one in left)


@given(plan=plans, received=cents, amount=cents, on=days)
def test_an_amount_is_divided_whole(plan, received, amount, on):
    left = repaying.still_open(plan, received)
    share = repaying.divide(left, amount, on=on)
    assert share.amount == amount
    assert min(share.capital, share.interest, share.early, share.surplus) >= 0
    assert share.capital <= repaying.capital_of(left)
    assert share.early <= share.capital
    assert not share.surplus or share.capital == repaying.capital_of(left)


@given(plan=plans, received=cents, amount=cents, on=days)
def test_after_an_early_payment_the_capital_is_what_is_left(plan, received, amount, on):
    left = repaying.still_open(plan, received)
    share = repaying.divide(left, amount, on=on)
    if not share.early:
        return
    percent = Decimal(1) if any(one.interest for one in plan) else Decimal(0)
    rest = repaying.after_early(left, share, on=on, annual_percent=percent)
    assert repaying.capital_of(rest) == repaying.capital_of(left) - share.capital
    assert len(rest) <= len(left)
    if percent == 0:
        assert amounts(rest) == amounts(left) - share.capital


@pytest.mark.parametrize(
    ("amount", "on", "expected"),
    [
        ("133.33", FIRST, ("133.33", "0", "0", "0")),
        ("133.33", FIRST - timedelta(days=20), ("133.33", "0", "0", "0")),
        ("200.00", FIRST, ("200.00", "0", "66.67", "0")),
        ("133.33", FIRST - timedelta(days=60), ("133.33", "0", "133.33", "0")),
        ("3300.00", FIRST, ("3200.00", "0", "3066.67", "100.00")),
    ],
    ids=["due", "before", "more", "long before", "all and more"],
)
def test_a_loan_without_interest(amount, on, expected):
    share = repaying.divide(LOAN, Decimal(amount), on=on)
    assert share == repaying.Share(*map(Decimal, expected))


def test_the_interest_of_an_instalment_comes_first():
    one = CREDIT[0]
    share = repaying.divide(CREDIT, Decimal("10.00"), on=FIRST)
    assert (share.interest, share.capital) == (one.interest, 10 - one.interest)
    left = repaying.still_open(CREDIT, Decimal("10.00"))
    assert left[0].interest == 0
    assert left[0].amount == one.amount - 10


@pytest.mark.parametrize(
    ("days", "late", "regular"),
    [(0, 0, True), (1, 1, True), (30, 30, True), (31, 31, False)],
)
def test_late_begins_the_day_after(days, late, regular):
    on = FIRST + timedelta(days=days)
    assert repaying.late_days(LOAN, on) == late
    assert repaying.is_regular(LOAN, on) is regular


@pytest.mark.parametrize(
    ("days", "contacts", "can"), [(90, 2, True), (89, 2, False), (90, 1, False)]
)
def test_when_a_loan_can_be_written_off(days, contacts, can):
    on = FIRST + timedelta(days=days)
    assert repaying.can_be_written_off(LOAN, contacts=contacts, on=on) is can


def test_a_new_plan_begins_on_the_next_day_of_the_old_one():
    assert repaying.next_due(LOAN, FIRST) == add_months(FIRST, 1)
    assert repaying.next_due([], FIRST) == date(2026, 2, 28)


def test_no_amount_is_not_divided():
    for wrong in ("0.00", "-1.00", "0.001"):
        with pytest.raises(ValueError, match=r"\d"):
            repaying.divide(LOAN, Decimal(wrong), on=FIRST)


def test_so_little_is_left_that_there_are_fewer_months():
    share = repaying.divide(LOAN, Decimal("3199.90"), on=FIRST)
    rest = repaying.after_early(LOAN, share, on=FIRST, annual_percent=Decimal(0))
    assert repaying.capital_of(rest) == Decimal("0.10")
    assert len(rest) == 10


def test_the_rate_of_what_came():
    assert repaying.rate(Decimal(95), Decimal(3), Decimal(2)) == Decimal("0.95")
    assert repaying.rate(Decimal(0), Decimal(0), Decimal(0)) is None
