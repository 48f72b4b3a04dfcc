from datetime import date, timedelta
from decimal import Decimal

import pytest

from finance.allocation import NegativeShare, NothingToShare
from finance.charging.charges import (
    CannotCharge,
    Charges,
    Document,
    HoldingCharges,
    charge,
    document,
)
from finance.charging.costs import (
    AmountsDiffer,
    ByAmounts,
    ByKey,
    ByLot,
    ByMeters,
    CostItem,
    Kind,
    OutsideStatement,
    WrongPercent,
    percent_of,
)
from finance.charging.tenures import Tenure, UnheldOn, cut
from finance.deferral import EmptyPeriod
from koprogo.money import FractionOfACent
from tests.finance.charges.buildings import LONG_AGO, SINCE, UNTIL

DAY = timedelta(days=1)
JUNE = date(2024, 6, 1)
THIRDS = ByKey({1: 1, 2: 1, 3: 1})


def eur(text):
    return Decimal(text)


def three_lots(*deeds):
    """Lots 1, 2, 3 of the holdings 1, 2, 3; lot 2 sold on each of ``deeds``."""
    bounds = [LONG_AGO, *deeds, None]
    sold = [
        Tenure(2, 2 + 10 * number, since, bounds[number + 1])
        for number, since in enumerate(bounds[:-1])
    ]
    tenures = [Tenure(1, 1, LONG_AGO, None), *sold, Tenure(3, 3, LONG_AGO, None)]
    return cut(tenures, since=SINCE, until=UNTIL)


def charged(pieces, *costs) -> Charges:
    return charge(pieces, costs, since=SINCE, until=UNTIL)


def cents_of(pieces, cost):
    [found] = charged(pieces, cost).costs
    return found.cents


def refused(pieces, cost):
    with pytest.raises(CannotCharge, match=f"cost {cost.id}: ") as refusal:
        charged(pieces, cost)
    assert refusal.value.cost_id == cost.id
    assert refusal.value.__cause__ is refusal.value.reason
    return refusal.value.reason


# Over the lots


def test_a_third_each_the_cent_left_goes_to_the_first_of_the_deed():
    cost = CostItem(1, eur("100.00"), THIRDS)
    assert cents_of(three_lots(), cost) == [3334, 3333, 3333]


def test_the_order_is_that_of_the_deed_not_of_the_key():
    cost = CostItem(1, eur("100.00"), ByKey({3: 1, 1: 1, 2: 1}))
    assert cents_of(three_lots(), cost) == [3334, 3333, 3333]


def test_a_sale_changes_nothing_for_the_other_lots():
    cost = CostItem(1, eur("100.00"), THIRDS)
    assert cents_of(three_lots(JUNE), cost) == [3334, 1384, 1949, 3333]


def test_a_lot_without_parts_bears_nothing_even_if_nobody_holds_it():
    pieces = cut([Tenure(1, 1, LONG_AGO, None)], since=SINCE, until=UNTIL)
    cost = CostItem(1, eur("10.00"), ByKey({1: 1, 2: 0}))
    assert cents_of(pieces, cost) == [1000]
    part_time = cut(
        [Tenure(1, 1, LONG_AGO, None), Tenure(2, 2, JUNE, None)],
        since=SINCE,
        until=UNTIL,
    )
    assert cents_of(part_time, cost) == [1000, 0]


def test_an_exempted_lot_is_left_out_and_the_others_bear_its_part():
    cost = CostItem(1, eur("100.00"), THIRDS, exempt=frozenset({2}))
    [found] = charged(three_lots(JUNE), cost).costs
    assert found.parts == [1, 0, 0, 1]
    assert found.cents == [5000, 0, 0, 5000]


def test_fixed_amounts_are_taken_as_they_are():
    amounts = {1: eur("15.00"), 2: eur("-5.01"), 3: eur("0.00")}
    cost = CostItem(1, eur("9.99"), ByAmounts(amounts))
    [found] = charged(three_lots(JUNE), cost).costs
    assert found.parts == [1500, -501, -501, 0]
    assert found.cents == [1500, -208, -293, 0]


def test_consumption_divides_over_lots_and_holders():
    cost = CostItem(1, eur("100.00"), ByMeters([1_500, 1_000, 500, 0]))
    [found] = charged(three_lots(JUNE), cost).costs
    assert found.parts == [1_500, 1_000, 500, 0]
    assert found.cents == [5000, 3333, 1667, 0]


def test_consumption_of_an_exempted_lot_is_left_out():
    by = ByMeters([1_500, 1_000, 500, 0])
    cost = CostItem(1, eur("100.00"), by, exempt=frozenset({2}))
    [found] = charged(three_lots(JUNE), cost).costs
    assert (found.parts, found.cents) == ([1_500, 0, 0, 0], [10_000, 0, 0, 0])


def test_999_shares():
    shares = [334, 333, 332]
    by = ByKey(dict(enumerate(shares, 1)))
    assert cents_of(three_lots(), CostItem(1, eur("1000.00"), by)) == [
        33434,
        33333,
        33233,
    ]


# Over the holders


@pytest.mark.parametrize(
    ("deed", "parts"),
    [
        (SINCE, [36600]),
        (SINCE + DAY, [100, 36500]),
        (date(2024, 2, 29), [5900, 30700]),
        (date(2024, 3, 1), [6000, 30600]),
        (UNTIL - DAY, [36500, 100]),
        (UNTIL, [36600]),
    ],
)
def test_a_sale_splits_by_days(deed, parts):
    cost = CostItem(1, eur("366.00"), ByKey({2: 1}))
    assert cents_of(three_lots(deed), cost) == [0, *parts, 0]


@pytest.mark.parametrize(
    ("since", "until", "parts"),
    [
        (None, None, [15200, 21400]),
        (SINCE, UNTIL, [15200, 21400]),
        # Half a year before the statement and two days of it, both before the sale.
        (date(2023, 7, 1), SINCE + 2 * DAY, [36600, 0]),
        # One day of each.
        (JUNE - DAY, JUNE + DAY, [18300, 18300]),
        (JUNE, date(2026, 1, 1), [0, 36600]),
        # No day of the statement: all of its days count.
        (date(2023, 1, 1), SINCE, [15200, 21400]),
        (UNTIL, date(2026, 1, 1), [15200, 21400]),
        (JUNE, None, [0, 36600]),
        (None, JUNE, [36600, 0]),
    ],
)
def test_the_days_that_count_are_those_that_the_cost_covers(since, until, parts):
    cost = CostItem(1, eur("366.00"), ByKey({2: 1}), since, until)
    assert cents_of(three_lots(JUNE), cost) == [0, *parts, 0]


def test_between_equal_remainders_the_earlier_holder_has_the_cent():
    cost = CostItem(1, eur("0.01"), ByKey({2: 1}), JUNE - DAY, JUNE + DAY)
    assert cents_of(three_lots(JUNE), cost) == [0, 1, 0, 0]


def test_a_lot_sold_twice():
    cost = CostItem(1, eur("3.66"), ByKey({2: 1}))
    pieces = three_lots(JUNE, JUNE + DAY)
    assert cents_of(pieces, cost) == [0, 152, 1, 213, 0]


@pytest.mark.parametrize(
    ("on", "parts"),
    [
        (SINCE, [6000, 0]),
        (JUNE - DAY, [6000, 0]),
        (JUNE, [0, 6000]),
        (UNTIL - DAY, [0, 6000]),
        (None, [2492, 3508]),
    ],
)
def test_a_private_cost_is_for_who_held_the_lot_that_day(on, parts):
    cost = CostItem(1, eur("60.00"), ByLot(2, on))
    [found] = charged(three_lots(JUNE), cost).costs
    assert found.parts == [0, 1, 1, 0]
    assert found.cents == [0, *parts, 0]


# Refused


def test_a_day_without_holder_is_named():
    tenures = [Tenure(1, 1, LONG_AGO, None), Tenure(2, 2, JUNE, None)]
    pieces = cut(tenures, since=SINCE, until=UNTIL)
    by = ByKey({1: 1, 2: 1})
    reason = refused(pieces, CostItem(7, eur("10.00"), by))
    assert (type(reason), reason.lot_id, reason.day) == (UnheldOn, 2, SINCE)
    reason = refused(pieces, CostItem(7, eur("10.00"), by, JUNE - DAY, UNTIL))
    assert (reason.lot_id, reason.day) == (2, JUNE - DAY)
    assert cents_of(pieces, CostItem(7, eur("10.00"), by, JUNE, UNTIL)) == [500, 500]


@pytest.mark.parametrize("by", [ByKey({9: 1}), ByLot(9), ByLot(9, on=SINCE)])
def test_a_lot_that_nobody_ever_held_is_named(by):
    reason = refused(three_lots(), CostItem(7, eur("10.00"), by))
    assert (type(reason), reason.lot_id, reason.day) == (UnheldOn, 9, SINCE)


def test_a_lot_without_holder_on_the_day_of_a_private_cost_is_named():
    pieces = cut([Tenure(1, 1, JUNE, None)], since=SINCE, until=UNTIL)
    reason = refused(pieces, CostItem(7, eur("10.00"), ByLot(1, on=JUNE - DAY)))
    assert (type(reason), reason.lot_id, reason.day) == (UnheldOn, 1, JUNE - DAY)


@pytest.mark.parametrize("on", [SINCE - DAY, UNTIL])
def test_a_private_cost_of_a_day_outside_the_statement(on):
    reason = refused(three_lots(), CostItem(7, eur("10.00"), ByLot(2, on)))
    assert (type(reason), reason.day) == (OutsideStatement, on)


@pytest.mark.parametrize("amounts", [{}, {1: "9.99"}, {1: "5.00", 2: "5.01"}])
def test_fixed_amounts_that_do_not_sum_to_the_cost(amounts):
    by = ByAmounts({lot: eur(amount) for lot, amount in amounts.items()})
    reason = refused(three_lots(), CostItem(7, eur("10.00"), by))
    assert type(reason) is AmountsDiffer
    assert reason.expected == 1000
    assert reason.found == sum(map(eur, amounts.values())) * 100


def test_a_fixed_amount_of_an_exempted_lot_is_missing():
    by = ByAmounts({1: eur("6.00"), 2: eur("4.00")})
    cost = CostItem(7, eur("10.00"), by, exempt=frozenset({2}))
    assert (refused(three_lots(), cost).found) == 600


@pytest.mark.parametrize(
    "by", [ByKey({1: 2, 2: -1, 3: 1}), ByMeters([5, -1, 2]), ByKey({2: -1})]
)
def test_a_negative_part_is_named_by_its_lot(by):
    reason = refused(three_lots(), CostItem(7, eur("10.00"), by))
    assert (type(reason), reason.key, reason.share) == (NegativeShare, 2, -1)


@pytest.mark.parametrize(
    ("by", "exempt"),
    [
        (ByKey({}), frozenset()),
        (ByKey({1: 0}), frozenset()),
        (ByMeters([0, 0, 0]), frozenset()),
        (ByLot(1), frozenset({1})),
    ],
)
def test_nothing_to_share(by, exempt):
    cost = CostItem(7, eur("10.00"), by, exempt=exempt)
    assert type(refused(three_lots(), cost)) is NothingToShare


def test_a_part_of_a_cent_is_refused():
    cost = CostItem(7, eur("0.001"), THIRDS)
    assert type(refused(three_lots(), cost)) is FractionOfACent


def test_quantities_of_other_pieces_are_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="zip"):
        charged(three_lots(), CostItem(7, eur("10.00"), ByMeters([1])))


@pytest.mark.parametrize("percent", [-1, 101])
def test_a_wrong_percentage(percent):
    with pytest.raises(WrongPercent, match=f"from 0 to 100: {percent}") as wrong:
        CostItem(7, eur("10.00"), THIRDS, occupant_percent=percent)
    assert wrong.value.percent == percent


@pytest.mark.parametrize("until", [JUNE, JUNE - DAY])
def test_a_cost_that_covers_no_day(until):
    with pytest.raises(EmptyPeriod):
        CostItem(7, eur("10.00"), THIRDS, JUNE, until)


def test_a_statement_without_days():
    with pytest.raises(EmptyPeriod):
        charge([], [], since=SINCE, until=SINCE)


# Sums by holding


def test_the_sums_of_a_holding():
    costs = [
        CostItem(1, eur("90.00"), THIRDS, occupant_percent=50),
        CostItem(2, eur("7.00"), ByLot(3), occupant_percent=100),
        CostItem(3, eur("-30.00"), THIRDS, withdrawal=True),
        CostItem(4, eur("-1.00"), ByLot(3), withdrawal=True),
    ]
    tenures = [Tenure(lot, 1 + lot % 2, LONG_AGO, None) for lot in (1, 2, 3)]
    charges = charged(cut(tenures, since=SINCE, until=UNTIL), *costs)
    assert [cost.kind for cost in charges.costs] == [
        Kind.ORDINARY,
        Kind.PRIVATE,
        Kind.RESERVE,
        Kind.RESERVE,
    ]
    assert charges.holdings == [
        HoldingCharges(2, ordinary=6000, private=700, reserve=-2100, occupant=3700),
        HoldingCharges(1, ordinary=3000, private=0, reserve=-1000, occupant=1500),
    ]
    assert [(one.total, one.owner) for one in charges.holdings] == [
        (4600, 900),
        (2000, 500),
    ]


@pytest.mark.parametrize(
    ("amount", "percent", "part"),
    [
        (1, 49, 0),
        (1, 50, 1),
        (-1, 49, 0),
        (-1, 50, -1),
        (3333, 60, 2000),
        (12345, 0, 0),
        (12345, 100, 12345),
    ],
)
def test_half_a_cent_goes_to_the_occupant(amount, percent, part):
    assert percent_of(amount, percent) == part


# Documents


def test_provisions_are_deducted():
    charges = charged(three_lots(), CostItem(1, eur("90.00"), THIRDS))
    provisions = {2: eur("40.00"), 1: eur("30.00"), 99: eur("5.00")}
    documents = document(charges, provisions)
    assert documents == [
        Document(1, eur("30.00"), eur("30.00")),
        Document(2, eur("30.00"), eur("40.00")),
        Document(3, eur("30.00"), eur("0.00")),
        Document(99, eur("0.00"), eur("5.00")),
    ]
    assert [str(one.balance) for one in documents] == [
        "0.00",
        "-10.00",
        "30.00",
        "-5.00",
    ]
    assert str(documents[2].provisions) == "0.00"
