"""The price that falls: worked figures, both sides of each bound, and what never is."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.worked_tables import worked_tables
from transparency.tariff import (
    DEFAULT_GRID,
    NoParticipants,
    NoPriceYet,
    Reduction,
    Step,
    Tier,
    WrongGrid,
    check_grid,
    contribution,
    crossed,
    effective_from,
    missing_for_next,
    next_tier,
    price_for,
    reduced,
    simulate,
    step_on,
)

TABLES = worked_tables("rules/tariff.md")
PRICES = st.decimals("0.00", "99.99", places=2)
COUNTS = st.integers(0, 20_000)


@st.composite
def grids(draw):
    """Grids that are in order: bounds grow from 0, prices fall."""
    bounds = draw(st.sets(st.integers(1, 20_000), max_size=6))
    prices = draw(st.sets(PRICES, min_size=len(bounds) + 1, max_size=len(bounds) + 1))
    falling = sorted(prices, reverse=True)
    return [
        Tier(bound, price)
        for bound, price in zip([0, *sorted(bounds)], falling, strict=True)
    ]


# The grid


@pytest.mark.parametrize("row", TABLES["The default grid"])
def test_the_default_grid(row):
    participants, missing = int(row["Participants"]), row["Missing"]
    found = next_tier(participants, DEFAULT_GRID)
    assert price_for(participants, DEFAULT_GRID) == Decimal(row["Price (€)"])
    assert str(found.from_participants if found else "") == row["Next bound"]
    assert missing_for_next(participants, DEFAULT_GRID) == (
        int(missing) if missing else None
    )


def test_the_default_grid_is_one():
    check_grid(DEFAULT_GRID)


@given(grids(), COUNTS)
def test_a_price_is_that_of_the_last_bound_that_is_reached(grid, participants):
    price = grid[0].price
    for tier in grid:
        if participants >= tier.from_participants:
            price = tier.price
    assert price_for(participants, list(reversed(grid))) == price


@given(grids(), COUNTS, COUNTS)
def test_more_participants_never_pay_more(grid, few, many):
    few, many = sorted([few, many])
    assert price_for(many, grid) <= price_for(few, grid)


@given(grids(), COUNTS)
def test_the_next_bound_is_the_first_number_that_changes_the_price(grid, participants):
    missing = missing_for_next(participants, grid)
    if missing is None:
        assert price_for(10**9, grid) == price_for(participants, grid)
    else:
        price = price_for(participants, grid)
        assert price_for(participants + missing - 1, grid) == price
        assert price_for(participants + missing, grid) < price


@pytest.mark.parametrize("function", [price_for, next_tier, missing_for_next])
def test_fewer_than_none_is_refused(function):
    with pytest.raises(NoParticipants):
        function(-1, DEFAULT_GRID)


def tiers(*rows):
    return [Tier(bound, Decimal(price)) for bound, price in rows]


@pytest.mark.parametrize(
    ("grid", "code", "place"),
    [
        ([], "empty", 0),
        (tiers((1, "1.00")), "begin", 0),
        (tiers((0, "1.00"), (5, "0.80"), (5, "0.60")), "order", 2),
        (tiers((0, "1.00"), (9, "0.80"), (5, "0.60")), "order", 2),
        (tiers((0, "1.00"), (5, "1.00")), "price", 1),
        (tiers((0, "1.00"), (5, "1.01")), "price", 1),
        (tiers((0, "-0.01")), "price", 0),
        (tiers((0, "1.00"), (5, "0.995")), "price", 1),
        (tiers((0, "NaN")), "price", 0),
        (tiers((0, "Infinity")), "price", 0),
    ],
)
def test_what_is_no_grid(grid, code, place):
    with pytest.raises(WrongGrid) as caught:
        check_grid(grid)
    assert (caught.value.code, caught.value.place) == (code, place)


@given(grids())
def test_a_grid_in_order_is_accepted(grid):
    check_grid(grid)


@pytest.mark.parametrize("grid", [[], tiers((1, "1.00"))])
def test_no_price_is_guessed(grid):
    with pytest.raises(WrongGrid):
        price_for(0, grid)


# Crossing a bound


@pytest.mark.parametrize("row", TABLES["Crossing a bound"])
def test_crossings(row):
    tier = crossed(int(row["Participants"]), DEFAULT_GRID, Decimal(row["In force (€)"]))
    assert str(tier.price if tier else "") == row["New price (€)"]


@given(grids(), COUNTS, PRICES)
def test_a_crossing_never_raises_a_price(grid, participants, price):
    tier = crossed(participants, grid, price)
    assert tier is None or tier.price < price
    # Once it is in force, the same number crosses nothing again.
    assert tier is None or crossed(participants, grid, tier.price) is None


@pytest.mark.parametrize("row", TABLES["From which day"])
def test_it_is_in_force_from_the_next_month_on(row):
    day = effective_from(date.fromisoformat(row["Crossed on"]))
    assert day == date.fromisoformat(row["In force from"])


@given(st.dates(date(2020, 1, 1), date(2099, 12, 31)))
def test_the_next_month_begins_after_at_most_31_days(day):
    found = effective_from(day)
    assert (found.day, 1 <= (found - day).days <= 31) == (1, True)
    assert (found - timedelta(days=1)).month == day.month


# In force


def steps(*rows):
    return [Step(date.fromisoformat(day), Decimal(price), 0) for day, price in rows]


def test_the_last_step_that_has_begun_is_in_force():
    found = steps(("2026-01-01", "1.00"), ("2026-05-01", "0.80"))
    assert step_on(date(2026, 4, 30), found) is found[0]
    assert step_on(date(2026, 5, 1), found) is found[1]
    with pytest.raises(NoPriceYet):
        step_on(date(2025, 12, 31), found)


def test_of_two_steps_of_a_day_the_later_one_counts():
    found = steps(("2026-05-01", "0.80"), ("2026-05-01", "5.00"))
    assert step_on(date(2026, 5, 1), found) is found[1]


# One participation


@pytest.mark.parametrize("row", TABLES["What one participation pays"])
def test_contributions(row):
    add_ons = [Decimal(each) for each in row["Add-ons (€)"].split(" + ") if each]
    found = contribution(
        Decimal(row["Price (€)"]),
        reduction=Reduction(row["Reduction"]),
        add_ons=add_ons,
    )
    assert found.due == Decimal(row["Due (€)"])
    assert found.base + found.add_ons == found.due


@given(PRICES, st.sampled_from(Reduction))
def test_a_reduction_is_never_below_nothing_nor_above_the_price(price, reduction):
    due = reduced(price, reduction)
    assert 0 <= due <= price
    assert due == due.quantize(Decimal("0.01"))


# What if


@pytest.mark.parametrize("row", TABLES["What if"])
def test_the_simulator(row):
    found = simulate(int(row["Participants"]), DEFAULT_GRID)
    assert (str(found.price), str(found.revenue)) == (
        row["Price (€)"],
        row["A month (€)"],
    )
    assert found.missing == missing_for_next(found.participants, DEFAULT_GRID)
    assert found.following == next_tier(found.participants, DEFAULT_GRID)
