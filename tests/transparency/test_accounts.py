"""The figures of the ASBL: worked ones, both sides of each bound, and what always holds."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.worked_tables import worked_tables
from transparency.accounts import (
    NoParticipants,
    NotInCents,
    NotInMonths,
    Result,
    asks_members,
    borne,
    cost_price,
    distributable,
    percent,
    reserve_target,
    spread,
)

TABLES = worked_tables("rules/asbl-accounts.md")
AMOUNTS = st.decimals("0.00", "9999999.99", places=2)


def number(text):
    return Decimal(text) if text else None


@pytest.mark.parametrize("row", TABLES["Cost price"])
def test_cost_price(row):
    found = cost_price(Decimal(row["Costs (€)"]), int(row["Participants"]))
    assert found == Decimal(row["Cost price (€)"])


@pytest.mark.parametrize("participants", [0, -1])
def test_nobody_has_no_cost_price(participants):
    with pytest.raises(NoParticipants):
        cost_price(Decimal("1.00"), participants)


@given(AMOUNTS, st.integers(1, 20_000))
def test_a_cost_price_is_half_a_cent_from_the_truth_at_most(costs, participants):
    off = cost_price(costs, participants) * participants - costs
    assert abs(off) * 200 <= participants


@pytest.mark.parametrize("row", TABLES["Surplus"])
def test_surplus(row):
    found = Result(Decimal(row["Revenue (€)"]), Decimal(row["Costs (€)"]))
    ratio = None if found.ratio is None else percent(found.ratio)
    assert found.surplus == Decimal(row["Surplus (€)"])
    assert ratio == number(row["Ratio (%)"])


@pytest.mark.parametrize("row", TABLES["Distributable"])
def test_distributable(row):
    found = distributable(
        Decimal(row["Surplus (€)"]),
        reserve=Decimal(row["Reserve (€)"]),
        target=reserve_target(Decimal(row["Costs a month (€)"])),
    )
    assert found == Decimal(row["Distributable (€)"])


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_what_is_distributed_leaves_the_reserve_full(surplus, reserve, target):
    out = distributable(surplus, reserve=reserve, target=target)
    assert 0 <= out <= surplus
    assert out == 0 or reserve + surplus - out >= target


@pytest.mark.parametrize("row", TABLES["Two quarters"])
def test_when_members_are_asked(row):
    quarters = [
        Result(*map(Decimal, each.split("/")))
        for each in row["Quarters (revenue/costs)"].split(", ")
    ]
    assert asks_members(quarters) is (row["Members are asked"] == "yes")


# Costs of several months


@pytest.mark.parametrize("row", TABLES["A cost of several months"])
def test_a_cost_of_several_months(row):
    since, until = map(date.fromisoformat, row["From, until"].split(", "))
    found = spread(Decimal(row["Cost (€)"]), since=since, until=until)
    assert list(found.values()) == list(map(Decimal, row["Months (€)"].split(", ")))
    assert (min(found), len(found)) == (since, len(row["Months (€)"].split(", ")))


@given(
    st.decimals("-9999999.99", "9999999.99", places=2),
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
    st.integers(1, 60),
)
def test_the_months_sum_to_the_cost(amount, day, months):
    """In equal cents; what remains goes to the first of them."""
    since = day.replace(day=1)
    year, month = divmod(since.year * 12 + since.month - 1 + months, 12)
    found = spread(amount, since=since, until=date(year, month + 1, 1))
    assert sum(found.values()) == amount
    assert len(found) == months
    assert list(found) == sorted(found)
    assert all(first.day == 1 for first in found)
    sizes = [abs(part) for part in found.values()]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] - sizes[-1] <= Decimal("0.01")


@pytest.mark.parametrize(
    ("since", "until"),
    [
        ("2026-01-02", "2026-03-01"),
        ("2026-01-01", "2026-02-28"),
        ("2026-01-01", "2026-01-01"),
        ("2026-02-01", "2026-01-01"),
    ],
)
def test_a_cost_is_borne_by_whole_months(since, until):
    days = {"since": date.fromisoformat(since), "until": date.fromisoformat(until)}
    with pytest.raises(NotInMonths):
        spread(Decimal("12.00"), **days)


@pytest.mark.parametrize("amount", ["0.001", "NaN", "Infinity"])
def test_a_cost_is_in_cents(amount):
    with pytest.raises(NotInCents):
        spread(Decimal(amount), since=date(2026, 1, 1), until=date(2027, 1, 1))


@pytest.mark.parametrize("row", TABLES["A cost of closed months"])
def test_closed_months_bear_nothing(row):
    since, until = map(date.fromisoformat, row["From, until"].split(", "))
    parts = spread(Decimal(row["Cost (€)"]), since=since, until=until)
    day = row["First open day"]
    found = borne(parts, first_open=date.fromisoformat(day) if day else None)
    told = (each.split(": ") for each in row["Months (€)"].split(", "))
    expected = {
        date.fromisoformat(f"{month}-01"): Decimal(part) for month, part in told
    }
    assert found == expected
