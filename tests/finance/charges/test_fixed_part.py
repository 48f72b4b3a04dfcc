from decimal import Decimal

import pytest

from finance.charging.costs import WrongPercent
from finance.metering import fixed_percent, split_fixed_and_consumption
from koprogo.money import FractionOfACent
from tests.worked_tables import worked_tables

WORKED = worked_tables("rules/meters.md")["A fixed part of 30 %"]


@pytest.mark.parametrize("row", WORKED)
def test_every_fixed_part_of_the_documentation(row):
    found = split_fixed_and_consumption(Decimal(row["line"]), 30)
    assert [*map(str, found)] == [row["fixed part"], row["by consumption"]]


@pytest.mark.parametrize(
    ("amount", "percent", "fixed", "rest"),
    [
        ("12.34", 0, "0.00", "12.34"),
        ("12.34", 100, "12.34", "0.00"),
    ],
)
def test_a_fixed_part_and_the_rest_by_consumption(amount, percent, fixed, rest):
    found = split_fixed_and_consumption(Decimal(amount), percent)
    assert tuple(map(str, found)) == (fixed, rest)


@pytest.mark.parametrize(
    ("fixed", "rest", "percent"),
    [
        ("300.00", "700.00", 30),
        ("-0.02", "-0.03", 30),
        ("0.99", "0.01", 99),
        ("300.01", "699.99", None),
        ("305.00", "695.00", None),
        ("10.00", "0.00", None),
        ("-30.00", "70.00", None),
    ],
)
def test_by_how_many_percent_it_was_divided(fixed, rest, percent):
    assert fixed_percent(Decimal(fixed), Decimal(rest)) == percent


def test_a_wrong_fixed_part_is_refused():
    for percent in (-1, 101):
        with pytest.raises(WrongPercent):
            split_fixed_and_consumption(Decimal("1.00"), percent)
    with pytest.raises(FractionOfACent):
        split_fixed_and_consumption(Decimal("0.001"), 30)
