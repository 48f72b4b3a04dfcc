import random
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.allocation import (
    AllocationError,
    NegativeShare,
    NothingToShare,
    PartExplained,
    allocate,
    explain,
    explain_all,
)
from koprogo.money import FractionOfACent, NotAFiniteAmount, to_cents
from tests.worked_tables import worked_tables

WORKED = worked_tables("rules/allocation.md")

amounts = st.integers(-(10**11), 10**11).map(lambda cents: Decimal(cents).scaleb(-2))
deeds = st.dictionaries(
    st.text(min_size=1, max_size=3), st.integers(0, 10_000), min_size=1, max_size=30
).filter(lambda shares: any(shares.values()))


def test_the_documentation_works_out_the_founding_examples():
    assert list(WORKED) == [
        "100.00 over three equal lots",
        "1,000.00 over 400 / 350 / 250",
        "1,234.56 over nine lots of 1,000 shares and a cellar",
        "−100.00 over three equal lots",
    ]


@pytest.mark.parametrize("heading", WORKED)
def test_every_figure_of_the_documentation(heading):
    *lots, sums = WORKED[heading]
    shares = {row["lot"]: int(row["share"]) for row in lots}
    amount = Decimal(sums["part"].replace(",", ""))
    explained = explain_all(amount, shares)
    assert [
        {
            "lot": lot,
            "share": str(line.share),
            "whole cents": f"{line.whole_cents:,}",
            "remainder": f"{line.remainder}/{line.total}",
            "extra cent": "1" if line.extra_cent else "",
            "part": str(line.part),
        }
        for lot, line in explained.items()
    ] == lots
    assert sums == {
        "lot": "sum",
        "share": f"{sum(shares.values()):,}",
        "whole cents": f"{sum(line.whole_cents for line in explained.values()):,}",
        "remainder": "",
        "extra cent": str(sum(line.extra_cent for line in explained.values()) or ""),
        "part": f"{amount:,}",
    }


@pytest.mark.parametrize(
    ("amount", "shares", "parts"),
    [
        ("100.00", [1, 1, 1], ["33.34", "33.33", "33.33"]),
        ("1000.00", [400, 350, 250], ["400.00", "350.00", "250.00"]),
        ("0.02", [1, 1, 1], ["0.01", "0.01", "0.00"]),
        ("0.01", [0, 3, 4], ["0.00", "0.00", "0.01"]),
        ("0.00", [1, 2], ["0.00", "0.00"]),
        ("-0.01", [1, 1], ["-0.01", "0.00"]),
        ("96000", [833, 9167], ["7996.80", "88003.20"]),
        ("7.00", [999], ["7.00"]),
    ],
)
def test_allocate(amount, shares, parts):
    allocated = allocate(Decimal(amount), dict(enumerate(shares)))
    assert [str(part) for part in allocated.values()] == parts


def test_a_tie_goes_to_the_lot_listed_first():
    amount = Decimal("0.01")
    assert allocate(amount, {"A": 5, "B": 5}) == {"A": amount, "B": 0}
    assert allocate(amount, {"B": 5, "A": 5}) == {"B": amount, "A": 0}


@given(amounts, deeds)
def test_no_cent_is_lost(amount, shares):
    assert sum(allocate(amount, shares).values()) == amount


@given(amounts, deeds)
def test_every_part_is_less_than_a_cent_from_the_exact_one(amount, shares):
    total = sum(shares.values())
    for key, part in allocate(amount, shares).items():
        exact = Fraction(amount) * shares[key] / total
        assert abs(Fraction(part) - exact) < Fraction(1, 100)


@given(amounts, deeds)
def test_more_shares_never_pay_less(amount, shares):
    parts = allocate(abs(amount), shares)
    by_share = sorted(shares, key=lambda key: (shares[key], parts[key]))
    paid = [parts[key] for key in by_share]
    assert paid == sorted(paid)


@given(amounts, deeds)
def test_a_lot_without_shares_pays_nothing_and_changes_nothing(amount, shares):
    bearing = {key: share for key, share in shares.items() if share}
    parts = allocate(amount, shares)
    assert allocate(amount, bearing) == {key: parts[key] for key in bearing}
    assert {parts[key] for key in shares if key not in bearing} <= {Decimal(0)}


@given(amounts, deeds)
def test_a_negative_amount_splits_as_its_absolute_value(amount, shares):
    mirror = {key: -part for key, part in allocate(amount, shares).items()}
    assert allocate(-amount, shares) == mirror


@given(amounts, deeds, st.integers(1, 1000))
def test_only_the_proportions_of_the_shares_count(amount, shares, factor):
    scaled = {key: share * factor for key, share in shares.items()}
    assert allocate(amount, scaled) == allocate(amount, shares)


@given(amounts, deeds)
def test_the_order_of_the_deed_is_kept(amount, shares):
    assert list(allocate(amount, shares)) == list(shares)


@given(amounts, deeds)
def test_the_explanation_agrees_with_the_allocation(amount, shares):
    explained = explain_all(amount, shares)
    assert {key: line.part for key, line in explained.items()} == allocate(
        amount, shares
    )
    for key, line in explained.items():
        cents = abs(to_cents(amount))
        assert (line.amount, line.share) == (amount, shares[key])
        assert cents * line.share == line.whole_cents * line.total + line.remainder
        assert 0 <= line.remainder < line.total
        assert abs(to_cents(line.part)) == line.whole_cents + line.extra_cent
    extra = [line for line in explained.values() if line.extra_cent]
    other = [line.remainder for line in explained.values() if not line.extra_cent]
    assert {line.cents_left for line in explained.values()} == {len(extra)}
    assert all(line.remainder >= max(other, default=0) for line in extra)


def test_explain_one_part():
    assert explain(Decimal("-100.00"), {"A": 1, "B": 1, "C": 1}, "A") == PartExplained(
        amount=Decimal("-100.00"),
        share=1,
        total=3,
        whole_cents=3333,
        remainder=1,
        cents_left=1,
        extra_cent=True,
        part=Decimal("-33.34"),
    )


def test_a_lot_that_is_not_in_the_key_has_no_explanation():
    with pytest.raises(KeyError, match="cellar"):
        explain(Decimal("1.00"), {"A": 1}, "cellar")


class CountedLot:
    """A lot that counts how often anything of it is looked up."""

    lookups = 0

    def __hash__(self):
        CountedLot.lookups += 1
        return id(self)


@pytest.mark.parametrize("lots", [10, 2_000])
def test_explaining_a_building_costs_a_few_lookups_per_lot(lots):
    shares = {CountedLot(): 1 + rank % 7 for rank in range(lots)}
    CountedLot.lookups = 0
    explain_all(Decimal("12345.67"), shares)
    assert CountedLot.lookups <= 10 * lots


@pytest.mark.parametrize("shares", [{}, {"A": 0}, {"A": 0, "B": 0}])
def test_nothing_to_share_is_refused(shares):
    with pytest.raises(NothingToShare, match="the shares sum to zero"):
        allocate(Decimal("1.00"), shares)


@pytest.mark.parametrize("shares", [{"A": 3, "B": -1}, {"A": 1, "B": -1}, {"B": -1}])
def test_a_negative_share_is_refused_by_name(shares):
    with pytest.raises(NegativeShare, match="negative share for 'B': -1") as refusal:
        allocate(Decimal("1.00"), shares)
    assert (refusal.value.key, refusal.value.share) == ("B", -1)


@pytest.mark.parametrize("share", [0.5, Decimal(1), "1", None])
def test_a_share_is_an_integer(share):
    with pytest.raises(TypeError, match="cannot be interpreted as an integer"):
        allocate(Decimal("1.00"), {"A": share})


@pytest.mark.parametrize(
    ("amount", "error"), [("0.001", FractionOfACent), ("NaN", NotAFiniteAmount)]
)
def test_an_amount_that_cannot_be_paid_is_refused(amount, error):
    with pytest.raises(error):
        allocate(Decimal(amount), {"A": 1})


def test_the_refusals_are_value_errors():
    assert issubclass(NegativeShare, AllocationError)
    assert issubclass(NothingToShare, AllocationError)
    assert issubclass(AllocationError, ValueError)


def test_two_thousand_lots():
    shares = {lot: random.Random(lot).randint(0, 30) for lot in range(2_000)}
    parts = allocate(Decimal("123456.78"), shares)
    assert sum(parts.values()) == Decimal("123456.78")
