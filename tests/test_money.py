from decimal import Decimal, getcontext, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koprogo.money import FractionOfACent, NotAFiniteAmount, from_cents, to_cents


@pytest.mark.parametrize(
    ("amount", "cents"),
    [
        ("0", 0),
        ("-0.00", 0),
        ("0.01", 1),
        ("-0.01", -1),
        ("12.3", 1230),
        ("1.500", 150),
        ("1E+3", 100_000),
        ("99999999999999999999999999.99", 9_999_999_999_999_999_999_999_999_999),
    ],
)
def test_to_cents(amount, cents):
    assert to_cents(Decimal(amount)) == cents


@pytest.mark.parametrize("amount", ["0.001", "-0.005", "10.999", "1E-999999"])
def test_a_part_of_a_cent_is_refused(amount):
    with pytest.raises(FractionOfACent) as refusal:
        to_cents(Decimal(amount))
    assert refusal.value.amount == Decimal(amount)
    assert isinstance(refusal.value, ValueError)


@pytest.mark.parametrize(
    "amount",
    ["NaN", "-NaN", "sNaN", "Infinity", "-Infinity", "1E+26", "1E+999999"],
)
def test_what_is_not_a_sum_of_money_is_refused(amount):
    with pytest.raises(NotAFiniteAmount) as refusal:
        to_cents(Decimal(amount))
    assert str(refusal.value) == f"not a finite amount of money: {Decimal(amount)}"
    assert isinstance(refusal.value, ValueError)


@pytest.mark.parametrize(
    ("cents", "written"), [(0, "0.00"), (5, "0.05"), (-5, "-0.05"), (10_000, "100.00")]
)
def test_from_cents_writes_two_decimals(cents, written):
    assert str(from_cents(cents)) == written


@given(st.integers(-(10**20), 10**20))
def test_cents_survive_the_round_trip(cents):
    assert to_cents(from_cents(cents)) == cents


def test_the_callers_decimal_context_changes_nothing():
    before = getcontext().copy()
    with localcontext(prec=3):
        assert to_cents(Decimal("12345.67")) == 1_234_567
        assert str(from_cents(1_234_567)) == "12345.67"
    assert getcontext().flags == before.flags
