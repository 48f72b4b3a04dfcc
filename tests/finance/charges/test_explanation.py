from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given

from finance.charging.charges import charge
from finance.charging.costs import ByAmounts, ByKey, ByLot, ByMeters, CostItem
from finance.charging.explanation import ExplainedPart, Step, explain
from finance.charging.tenures import Tenure, cut
from koprogo.money import from_cents, to_cents
from tests.finance.charges.buildings import LONG_AGO, SINCE, UNTIL, years

JUNE = date(2024, 6, 1)
PIECES = cut(
    [
        Tenure(1, 1, LONG_AGO, None),
        Tenure(2, 2, LONG_AGO, JUNE),
        Tenure(2, 3, JUNE, None),
    ],
    since=SINCE,
    until=UNTIL,
)


def eur(text):
    return Decimal(text)


def explained(place, amount, by, **options):
    cost = CostItem(1, eur(amount), by, **options)
    [found] = charge(PIECES, [cost], since=SINCE, until=UNTIL).costs
    return explain(PIECES, found, place)


def test_a_key_over_lots_then_days():
    assert explained(1, "-100.00", ByKey({1: 1, 2: 2})) == ExplainedPart(
        part=eur("-27.69"),
        over_lots=Step(
            amount=eur("-100.00"),
            parts=2,
            total=3,
            exact=eur("-66.6666"),
            whole=eur("-66.66"),
            extra_cent=True,
            part=eur("-66.67"),
        ),
        over_holders=Step(
            amount=eur("-66.67"),
            parts=152,
            total=366,
            exact=eur("-27.6880"),
            whole=eur("-27.68"),
            extra_cent=True,
            part=eur("-27.69"),
        ),
    )


def test_a_lot_of_one_holder_needs_no_days():
    found = explained(0, "100.00", ByKey({1: 1, 2: 2}))
    assert found.over_holders is None
    assert found.over_lots.part == found.part == eur("33.33")


def test_an_amount_that_was_given_needs_no_division_over_lots():
    fixed = ByAmounts({1: eur("-10.00"), 2: eur("10.00")})
    for place, by, amount in ((0, fixed, "0.00"), (1, ByLot(2, JUNE), "10.00")):
        assert explained(place, amount, by).over_lots is None


def test_a_private_cost_of_a_day_is_borne_whole_or_not_at_all():
    assert explained(2, "10.00", ByLot(2, JUNE)) == ExplainedPart(
        eur("10.00"), over_lots=None, over_holders=None
    )
    before = explained(1, "10.00", ByLot(2, JUNE))
    assert (before.part, before.over_holders.parts, before.over_holders.total) == (
        0,
        0,
        1,
    )


def test_what_was_measured_counts_instead_of_days():
    found = explained(2, "100.00", ByMeters([1_000, 1_500, 500]))
    assert (found.over_lots.parts, found.over_lots.total) == (2_000, 3_000)
    assert (found.over_holders.parts, found.over_holders.total) == (500, 2_000)
    assert found.over_holders.exact == eur("16.6675")
    assert (found.part, found.over_holders.extra_cent) == (eur("16.67"), True)


def test_a_lot_that_used_nothing():
    found = explained(1, "100.00", ByMeters([1_000, 0, 0]))
    assert (found.part, found.over_lots.parts, found.over_holders) == (0, 0, None)


def test_an_exempted_lot():
    by = ByKey({1: 1, 2: 2})
    found = explained(1, "100.00", by, exempt=frozenset({2}))
    assert (found.part, found.over_lots.parts, found.over_lots.total) == (0, 0, 1)


def test_the_explanation_follows_what_was_stored():
    cost = CostItem(1, eur("100.00"), ByKey({1: 1, 2: 2}))
    [found] = charge(PIECES, [cost], since=SINCE, until=UNTIL).costs
    stored = replace(found, cents=[3_333, 2_768, 3_899])
    assert explain(PIECES, stored, 1).over_holders.extra_cent is False


@given(years())
def test_every_step_can_be_redone(year):
    pieces, costs = year
    charges = charge(pieces, costs, since=SINCE, until=UNTIL)
    for cost in charges.costs:
        for place, part in enumerate(cost.cents):
            found = explain(pieces, cost, place)
            assert found.part == from_cents(part)
            steps = [one for one in (found.over_lots, found.over_holders) if one]
            for step in steps:
                check(step)
            if found.over_lots and found.over_holders:
                assert found.over_holders.amount == found.over_lots.part
            if found.over_holders:
                assert found.over_holders.part == found.part


def check(step):
    exact = Fraction(step.amount) * step.parts / step.total
    assert (
        abs(Fraction(step.exact))
        <= abs(exact)
        < abs(Fraction(step.exact)) + Fraction(1, 10_000)
    )
    assert abs(to_cents(step.part)) == abs(to_cents(step.whole)) + step.extra_cent
    assert (
        abs(Fraction(step.whole))
        <= abs(exact)
        < abs(Fraction(step.whole)) + Fraction(1, 100)
    )
