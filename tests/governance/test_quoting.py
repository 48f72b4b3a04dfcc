from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.quoting import (
    Enough,
    NoQuote,
    compare,
    enough,
    holds_on,
    needs_several,
    with_vat,
)
from tests.worked_tables import worked_tables

MEETING = date(2026, 5, 14)
CENT = Decimal("0.01")
AMOUNTS = st.decimals("0.01", "9999999.99", places=2)


@pytest.mark.parametrize(
    ("amount", "rate", "total"),
    [
        ("100.00", 21, "121.00"),
        ("100.00", 0, "100.00"),
        ("0.04", 12, "0.04"),
        ("0.05", 12, "0.06"),
        # Half a cent, and a little less.
        ("0.50", 21, "0.61"),
        ("0.25", 6, "0.27"),
        ("0.24", 6, "0.25"),
    ],
)
def test_vat_is_added_and_half_a_cent_rounded_up(amount, rate, total):
    assert with_vat(Decimal(amount), rate) == Decimal(total)


@given(AMOUNTS, st.sampled_from([21, 12, 6, 0]))
def test_vat_is_that_of_paper(amount, rate):
    exact = amount * (100 + rate) / 100
    assert with_vat(amount, rate) == exact.quantize(CENT, rounding=ROUND_HALF_UP)


@pytest.mark.parametrize(
    ("amount", "threshold", "needed"),
    [
        ("5000.00", "5000.00", False),
        ("5000.01", "5000.00", True),
        ("0.01", "0.00", True),
        ("0.00", "0.00", False),
    ],
)
def test_above_the_threshold_several_are_needed(amount, threshold, needed):
    assert needs_several(Decimal(amount), Decimal(threshold)) is needed


def test_what_is_not_known_needs_none():
    assert needs_several(None, Decimal("5000.00")) is False
    assert needs_several(Decimal("90000.00"), None) is False


def test_the_last_day_counts():
    assert holds_on(MEETING, MEETING) is True
    assert holds_on(MEETING - timedelta(days=1), MEETING) is False
    assert holds_on(None, MEETING) is True


@pytest.mark.parametrize(
    ("until", "valid", "is_so"),
    [
        ([], 0, False),
        ([MEETING], 1, False),
        ([MEETING, None], 2, True),
        ([MEETING, MEETING - timedelta(days=1)], 1, False),
    ],
)
def test_two_that_hold_are_several(until, valid, is_so):
    found = enough(Decimal("5000.01"), Decimal("5000.00"), until=until, on=MEETING)
    assert found == Enough(is_needed=True, valid=valid)
    assert found.is_so is is_so


def test_below_the_threshold_none_is_missing():
    found = enough(Decimal("5000.00"), Decimal("5000.00"), until=[], on=MEETING)
    assert found == Enough(is_needed=False, valid=0)
    assert found.is_so is True


def test_nothing_is_not_compared():
    with pytest.raises(NoQuote):
        compare({})


def test_the_difference_is_exact():
    found = compare({"a": Decimal("124300.00"), "b": Decimal("118900.00")})
    assert found["b"].is_cheapest is True
    assert found["a"].is_cheapest is False
    assert found["a"].difference == Decimal("5400.00")
    assert found["a"].percent == Decimal("4.54")


def test_half_of_a_hundredth_of_a_per_cent_is_rounded_up():
    found = compare({"a": Decimal("200.01"), "b": Decimal("200.00")})
    assert found["a"].percent == Decimal("0.01")
    found = compare({"a": Decimal("200.02"), "b": Decimal("200.01")})
    assert found["a"].percent == Decimal("0.00")


def test_two_can_be_the_cheapest():
    found = compare({"a": Decimal("9.00"), "b": Decimal("9.00"), "c": Decimal("9.01")})
    assert [key for key, one in found.items() if one.is_cheapest] == ["a", "b"]


@given(st.dictionaries(st.integers(), AMOUNTS, min_size=1, max_size=9))
def test_every_quote_is_the_cheapest_and_its_difference(totals):
    found, least = compare(totals), min(totals.values())
    assert {key: least + one.difference for key, one in found.items()} == totals
    assert all(one.is_cheapest == (one.total == least) for one in found.values())
    assert all(one.percent >= 0 for one in found.values())


def test_the_worked_tables():
    tables = worked_tables("rules/quotes.md")
    for row in tables["Are several quotes needed?"]:
        needed = needs_several(Decimal(row["Cost (€)"]), Decimal(row["Threshold (€)"]))
        assert row["Several?"] == ("yes" if needed else "no")
    rows = tables["Three quotes"]
    totals = {
        row["Supplier"]: with_vat(Decimal(row["Without VAT (€)"]), int(row["VAT (%)"]))
        for row in rows
    }
    found = compare(totals)
    for row in rows:
        one = found[row["Supplier"]]
        assert Decimal(row["Total (€)"]) == one.total
        assert Decimal(row["More (€)"]) == one.difference
        assert Decimal(row["More (%)"]) == one.percent
