"""What the surplus is for: worked divisions, bands, and what always holds."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.worked_tables import worked_tables
from transparency.budgeting import (
    BANDS,
    WITH_FUND,
    NothingToDivide,
    NotWhole,
    divide_surplus,
    outside_bands,
)

TABLES = worked_tables("rules/asbl-accounts.md")


def parts_of(text):
    return {
        f"line {place}": Decimal(part) for place, part in enumerate(text.split(", "))
    }


@pytest.mark.parametrize("row", TABLES["An allocation"])
def test_an_allocation(row):
    found = divide_surplus(Decimal(row["Surplus (€)"]), parts_of(row["Parts (%)"]))
    assert list(found.values()) == list(map(Decimal, row["Lines (€)"].split(", ")))


@given(
    st.decimals("0.01", "9999999.99", places=2),
    st.lists(st.integers(0, 10_000), min_size=1, max_size=6),
)
def test_the_lines_sum_to_the_surplus(amount, weights):
    """Each within a cent of its part."""
    last = 10_000 - sum(weights)
    if last < 0:
        weights, last = [0], 10_000
    parts = {
        place: Decimal(weight) / 100 for place, weight in enumerate([*weights, last])
    }
    found = divide_surplus(amount, parts)
    assert sum(found.values()) == amount
    for place, part in parts.items():
        assert abs(found[place] - amount * part / 100) < Decimal("0.01")


@pytest.mark.parametrize(
    "parts", ["50, 49.99", "50, 50.01", "110, -10", "33.335, 66.665", "0"]
)
def test_parts_that_are_not_whole(parts):
    with pytest.raises(NotWhole):
        divide_surplus(Decimal("10.00"), parts_of(parts))


@pytest.mark.parametrize("amount", ["0.00", "-0.01"])
def test_no_surplus_is_not_divided(amount):
    with pytest.raises(NothingToDivide):
        divide_surplus(Decimal(amount), {"features": Decimal(100)})


def bands_of(bands=BANDS, **parts):
    values = {line.replace("_", "-"): Decimal(part) for line, part in parts.items()}
    return outside_bands(values, bands)


def test_what_is_outside_the_bands_is_pointed_out():
    assert bands_of(features=40, research=20, reserve=20, price_cut=20) == []
    assert bands_of(features=50, research=30, reserve=20) == []
    assert bands_of(features="39.99", research=30, reserve=30) == ["features"]
    assert bands_of(features="50.01", research=20, reserve=20) == ["features"]
    assert bands_of(price_cut="20.01", features=40, research=20, reserve=20) == [
        "price-cut"
    ]
    assert bands_of() == ["features", "research", "reserve"]


def test_the_template_with_the_fund():
    given_ = {"features": 40, "research": 20, "reserve": 20}
    assert bands_of(WITH_FUND, fund=30, **given_) == []
    assert bands_of(WITH_FUND, fund="29.99", **given_) == ["fund"]
