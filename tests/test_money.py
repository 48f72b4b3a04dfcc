from decimal import Decimal, getcontext, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koprogo.money import (
    FractionOfACent,
    NotAFiniteAmount,
    NotAnAmount,
    TooManyDecimals,
    from_cents,
    read_amount,
    to_cents,
)


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


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1234", "1234.00"),
        ("1234,5", "1234.50"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1.234.567,80", "1234567.80"),
        ("€ 1 234,56", "1234.56"),
        ("1\N{NO-BREAK SPACE}234,56 €", "1234.56"),
        ("-12,5", "-12.50"),
        ("−12,5", "-12.50"),
        ("12,50-", "-12.50"),
        ("-0", "0.00"),
    ],
)
def test_an_amount_as_people_write_it(text, amount):
    assert str(read_amount(text)) == amount


@pytest.mark.parametrize("text", ["1.234", "1,234", "0,005", "1.234.56,789"])
def test_three_decimals_are_not_guessed(text):
    with pytest.raises(NotAnAmount):
        read_amount(text)


@pytest.mark.parametrize("text", ["1.234", "12,345"])
def test_three_decimals_are_told_apart(text):
    with pytest.raises(TooManyDecimals):
        read_amount(text)


@pytest.mark.parametrize(
    "text", ["", "ten", "-", "--1", "-1-", "1,2,3", "12,34,56", "1e3"]
)
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(NotAnAmount):
        read_amount(text)
