import random
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.sampling import (
    Criteria,
    Reason,
    SameNumber,
    SamplingError,
    Voucher,
    WrongCriteria,
    sample,
)
from koprogo.money import FractionOfACent, from_cents
from tests.worked_tables import worked_tables

[WORKED] = worked_tables("rules/sampling.md").values()
JANUARY = date(2026, 1, 1)


def eur(text):
    return Decimal(text)


def criteria(**more):
    quiet = {"random": 0, "largest": 0, "round_to": eur("99999.00")}
    return Criteria(**(quiet | {"duplicate_days": 0} | more))


def voucher(number, amount, *, day=0, supplier="Otis"):
    return Voucher(str(number), supplier, JANUARY + timedelta(days=day), eur(amount))


def found(vouchers, seed="seed", **more):
    sampled = sample(vouchers, seed=seed, criteria=criteria(**more))
    return {one.voucher.number: list(one.reasons) for one in sampled}


vouchers_lists = st.lists(
    st.builds(
        Voucher,
        number=st.integers(1, 999).map(str),
        supplier=st.sampled_from(["Otis", "Proper", "Engie"]),
        on=st.integers(0, 90).map(lambda day: JANUARY + timedelta(days=day)),
        amount=st.integers(-20, 20).map(lambda units: from_cents(units * 2500)),
    ),
    max_size=25,
    unique_by=lambda one: one.number,
)
any_criteria = st.builds(
    Criteria,
    random=st.integers(0, 5),
    largest=st.integers(0, 5),
    duplicate_days=st.integers(0, 20),
    threshold=st.none() | st.just(eur("500.00")),
    split_days=st.integers(0, 40),
)


def test_every_line_of_the_documentation():
    vouchers = [
        Voucher(
            row["number"],
            row["supplier"],
            date.fromisoformat(row["date"]),
            eur(row["amount"]),
        )
        for row in WORKED
    ]
    asked = Criteria(random=2, largest=2, threshold=eur("1500.00"))
    sampled = sample(vouchers, seed="2026", criteria=asked)
    assert {one.voucher.number: ", ".join(one.reasons) for one in sampled} == {
        row["number"]: row["reasons"] for row in WORKED if row["reasons"]
    }
    for row in WORKED:
        digest = sha256(f"2026\n{row['number']}".encode()).hexdigest()
        assert digest[:8] == row["SHA-256 begins"]


# Random


def test_the_draw_is_that_of_any_program():
    """`printf 'seed\\n1' | sha256sum` begins 4d95, then 493b, a9fc and cbd5."""
    vouchers = [voucher(number, "1.00", supplier=str(number)) for number in range(1, 5)]
    drawn = [set(found(vouchers, random=count)) for count in range(6)]
    assert drawn == [
        set(),
        {"2"},
        {"2", "1"},
        {"2", "1", "3"},
        {"2", "1", "3", "4"},
        {"2", "1", "3", "4"},
    ]


def test_another_seed_draws_others():
    vouchers = [voucher(number, "1.00", supplier=str(number)) for number in range(100)]
    draws = [set(found(vouchers, seed=seed, random=5)) for seed in ("one", "two")]
    assert [len(draw) for draw in draws] == [5, 5]
    assert draws[0] != draws[1]


# Largest


def test_the_largest_in_either_direction_and_of_equal_ones_the_earlier():
    vouchers = [
        voucher(1, "50.00", day=3),
        voucher(2, "-80.00", day=2),
        voucher(3, "50.00", day=1, supplier="Proper"),
        voucher(4, "49.99"),
    ]
    assert found(vouchers, largest=2) == {"2": [Reason.LARGEST], "3": [Reason.LARGEST]}


# Round


@pytest.mark.parametrize(
    ("amount", "is_round"),
    [
        ("100.00", True),
        ("-300.00", True),
        ("99.99", False),
        ("150.00", False),
        ("0.00", False),
    ],
)
def test_round_amounts(amount, is_round):
    reasons = {"1": [Reason.ROUND]} if is_round else {}
    assert found([voucher(1, amount)], round_to=eur("100.00")) == reasons


# Duplicates


@pytest.mark.parametrize(("days", "twice"), [(0, True), (14, True), (15, False)])
def test_the_same_amount_of_one_supplier_a_few_days_apart(days, twice):
    vouchers = [voucher(1, "10.50"), voucher(2, "10.50", day=days)]
    both = {"1": [Reason.DUPLICATE], "2": [Reason.DUPLICATE]}
    assert found(vouchers, duplicate_days=14) == (both if twice else {})


def test_what_is_no_duplicate():
    vouchers = [
        voucher(1, "10.50"),
        voucher(2, "-10.50"),
        voucher(3, "10.51"),
        voucher(4, "10.50", supplier="Proper"),
        voucher(5, "0.00"),
        voucher(6, "0.00"),
    ]
    assert found(vouchers, duplicate_days=14) == {}


# Split


@pytest.mark.parametrize(
    ("second", "day", "split"),
    [
        ("500.00", 30, True),
        ("499.99", 30, False),
        ("500.00", 31, False),
    ],
)
def test_several_below_the_threshold_that_together_reach_it(second, day, split):
    vouchers = [voucher(1, "500.00"), voucher(2, second, day=day)]
    both = {"1": [Reason.SPLIT], "2": [Reason.SPLIT]}
    assert found(vouchers, threshold=eur("1000.00"), duplicate_days=0) == (
        both if split else {}
    )


def test_what_reaches_the_threshold_alone_is_not_split_nor_are_credit_notes():
    vouchers = [
        voucher(1, "1000.00"),
        voucher(2, "400.00"),
        voucher(3, "-700.00"),
        voucher(4, "599.99", supplier="Proper"),
        voucher(5, "599.99"),
    ]
    assert found(vouchers, threshold=eur("1000.00")) == {}
    assert found(vouchers, threshold=eur("999.99")) == {
        "2": [Reason.SPLIT],
        "5": [Reason.SPLIT],
    }


def test_without_a_threshold_nothing_is_split():
    vouchers = [voucher(1, "500.00"), voucher(2, "500.01")]
    assert found(vouchers) == {}


# Refused


def test_two_vouchers_with_one_number_are_refused():
    with pytest.raises(SameNumber, match="the number '1'") as refusal:
        found([voucher(1, "1.00"), voucher(1, "2.00")])
    assert refusal.value.number == "1"
    assert isinstance(refusal.value, SamplingError)


@pytest.mark.parametrize(
    "wrong",
    [
        {"random": -1},
        {"largest": -1},
        {"duplicate_days": -1},
        {"split_days": -1},
        {"round_to": Decimal("0.00")},
        {"threshold": Decimal("0.00")},
    ],
)
def test_impossible_criteria_are_refused(wrong):
    with pytest.raises(WrongCriteria):
        Criteria(**wrong)


def test_a_part_of_a_cent_is_refused():
    with pytest.raises(FractionOfACent):
        found([voucher(1, "0.001")])


# Properties


@given(vouchers_lists, any_criteria, st.randoms(use_true_random=False))
def test_the_order_of_the_vouchers_does_not_matter(vouchers, asked, shuffler):
    shuffled = vouchers.copy()
    shuffler.shuffle(shuffled)
    once = sample(vouchers, seed="seed", criteria=asked)
    assert sample(shuffled, seed="seed", criteria=asked) == once
    places = [(one.voucher.on, one.voucher.number) for one in once]
    assert places == sorted(places)


@given(vouchers_lists, any_criteria)
def test_every_voucher_once_with_its_reasons_in_order(vouchers, asked):
    sampled = sample(vouchers, seed="seed", criteria=asked)
    numbers = [one.voucher.number for one in sampled]
    assert len(numbers) == len(set(numbers))
    order = list(Reason)
    for one in sampled:
        ranks = [order.index(reason) for reason in one.reasons]
        assert ranks == sorted(set(ranks))
        assert ranks != []
    counts = [
        sum(reason in one.reasons for one in sampled)
        for reason in (Reason.RANDOM, Reason.LARGEST)
    ]
    assert counts == [
        min(asked.random, len(vouchers)),
        min(asked.largest, len(vouchers)),
    ]


@given(vouchers_lists, st.integers(0, 10), st.integers(0, 10), st.text(max_size=5))
def test_a_larger_draw_contains_the_smaller_one(vouchers, one, other, seed):
    fewer, more = sorted([one, other])
    draws = [
        {
            number
            for number, why in found(vouchers, seed=seed, random=count).items()
            if Reason.RANDOM in why
        }
        for count in (fewer, more)
    ]
    assert draws[0] <= draws[1]


def test_pairs_are_found_as_by_comparing_all_with_all():
    shuffler = random.Random(4)
    vouchers = [
        voucher(number, f"{shuffler.randint(1, 9)}00.00", day=shuffler.randint(0, 99))
        for number in range(120)
    ]
    alike = {
        one.number
        for one in vouchers
        for other in vouchers
        if one.number != other.number
        and one.amount == other.amount
        and abs((one.on - other.on).days) <= 3
    }
    duplicates = found(vouchers, duplicate_days=3)
    assert duplicates == {number: [Reason.DUPLICATE] for number in alike}
