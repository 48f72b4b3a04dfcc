"""What holds for any building, sale and cost of a statement of charges."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from finance.allocation import NegativeShare, allocate, apportion
from finance.charging.charges import charge, document
from finance.charging.costs import ByAmounts, CostItem, Kind, part_of, percent_of
from koprogo.money import from_cents
from tests.finance.charges.buildings import SINCE, UNTIL, cents, naive_charge, years


def charged(pieces, *costs):
    return charge(pieces, costs, since=SINCE, until=UNTIL)


def cents_of(pieces, cost):
    [found] = charged(pieces, cost).costs
    return found.cents


@given(cents, st.integers(0, 100))
def test_a_percentage_is_the_rule_of_largest_remainder(amount, percent):
    sides = {"occupant": percent, "owner": 100 - percent}
    occupant = percent_of(amount, percent)
    assert allocate(from_cents(amount), sides) == {
        "occupant": from_cents(occupant),
        "owner": from_cents(amount - occupant),
    }


@given(years())
def test_every_cost_is_charged_to_the_cent_as_with_pencil_and_paper(year):
    pieces, costs = year
    charges = charged(pieces, *costs)
    for cost, found in zip(costs, charges.costs, strict=True):
        assert sum(found.cents) == cost.amount * 100
        assert found.cents == naive_charge(pieces, cost)
        assert len(found.parts) == len(pieces)


@given(years())
def test_the_sums_by_holding_are_those_of_the_costs(year):
    pieces, costs = year
    charges = charged(pieces, *costs)
    for kind in Kind:
        asked = sum(cost.amount * 100 for cost in costs if cost.kind is kind)
        assert sum(getattr(one, kind) for one in charges.holdings) == asked
    for holding in charges.holdings:
        own = [
            n
            for n, piece in enumerate(pieces)
            if piece.holding_id == holding.holding_id
        ]
        parts = [
            (cost.cents[place], cost.occupant_cents[place])
            for cost in charges.costs
            for place in own
        ]
        assert holding.total == sum(part for part, _ in parts)
        assert holding.occupant == sum(part for _, part in parts)
        assert holding.owner + holding.occupant == holding.total


@given(years(), st.dictionaries(st.integers(1, 8), cents.map(from_cents), max_size=8))
def test_the_balances_sum_to_costs_minus_provisions(year, provisions):
    pieces, costs = year
    documents = document(charged(pieces, *costs), provisions)
    assert sum(one.balance for one in documents) == sum(
        cost.amount for cost in costs
    ) - sum(provisions.values())
    assert len({one.holding_id for one in documents}) == len(documents)


@given(years())
def test_a_mirror_takes_back_exactly_what_was_charged(year):
    pieces, costs = year
    for cost in costs:
        if not isinstance(cost.by, ByAmounts):
            mirror = CostItem(cost.id, -cost.amount, cost.by, cost.since, cost.until)
            taken = [-part for part in cents_of(pieces, cost)]
            assert cents_of(pieces, mirror) == taken


@given(st.integers(-(10**11), 10**11), st.lists(st.integers(0, 999), min_size=1))
def test_bare_numbers_split_as_money_does(units, shares):
    if not any(shares):
        shares[0] = 1
    money = allocate(from_cents(units), dict(enumerate(shares)))
    assert [from_cents(part) for part in apportion(units, shares)] == list(
        money.values()
    )


def test_a_negative_share_of_bare_numbers_is_named_by_its_place():
    with pytest.raises(NegativeShare, match="negative share for 1: -4"):
        apportion(10, [1, -4])


@given(
    st.lists(st.integers(-9_999, 9_999), min_size=1, max_size=6).filter(sum),
    st.lists(st.integers(1, 50), min_size=1, max_size=5),
)
def test_parts_of_fixed_amounts_are_the_cost_and_in_the_end_the_amounts(cents, days):
    amounts = dict(enumerate(map(from_cents, cents)))
    bounds = [sum(cents) * sum(days[:n]) // sum(days) for n in range(len(days) + 1)]
    borne = dict.fromkeys(amounts, 0)
    for begin, end in pairwise(map(from_cents, bounds)):
        parts = part_of(amounts, before=begin, part=end - begin)
        assert sum(parts.values()) == end - begin
        for lot, part in parts.items():
            borne[lot] += part
            assert abs(borne[lot] * sum(cents) - amounts[lot] * 100 * end) < abs(
                sum(cents)
            )
    assert borne == amounts
