from datetime import date, timedelta

import pytest
from hypothesis import given

from finance.charging.tenures import HeldTwice, Piece, Tenure, UnheldOn, cut, days_held
from finance.deferral import EmptyPeriod
from finance.division import Unheld
from tests.finance.charges.buildings import DAYS, LONG_AGO, SINCE, UNTIL, sales

DAY = timedelta(days=1)
JUNE = date(2024, 6, 1)


def pieces_of(*tenures):
    return cut(tenures, since=SINCE, until=UNTIL)


def sold_on(deed):
    return pieces_of(Tenure(1, 1, LONG_AGO, deed), Tenure(1, 2, deed, None))


def test_a_lot_held_all_along_is_one_piece():
    [piece] = pieces_of(Tenure(1, 7, LONG_AGO, None))
    assert piece == Piece(1, 7, SINCE, UNTIL)
    assert piece.days == 366


@pytest.mark.parametrize(
    ("deed", "days"),
    [
        (SINCE - DAY, [(2, 366)]),
        (SINCE, [(2, 366)]),
        (SINCE + DAY, [(1, 1), (2, 365)]),
        (date(2024, 2, 29), [(1, 59), (2, 307)]),
        (date(2024, 3, 1), [(1, 60), (2, 306)]),
        (UNTIL - DAY, [(1, 365), (2, 1)]),
        (UNTIL, [(1, 366)]),
        (UNTIL + DAY, [(1, 366)]),
    ],
)
def test_the_buyer_has_the_day_of_the_deed(deed, days):
    assert [(piece.holding_id, piece.days) for piece in sold_on(deed)] == days


def test_pieces_follow_the_deed_then_time():
    found = pieces_of(
        Tenure(9, 1, JUNE, None),
        Tenure(4, 2, LONG_AGO, None),
        Tenure(9, 3, LONG_AGO, JUNE),
    )
    assert [(piece.lot_id, piece.holding_id) for piece in found] == [
        (9, 3),
        (9, 1),
        (4, 2),
    ]


def test_two_holders_on_one_day_are_refused():
    with pytest.raises(HeldTwice, match="two holders of the lot 1 on 2024-06-01") as no:
        pieces_of(Tenure(1, 1, LONG_AGO, JUNE + DAY), Tenure(1, 2, JUNE, None))
    assert (no.value.lot_id, no.value.day) == (1, JUNE)


@pytest.mark.parametrize("until", [SINCE, SINCE - DAY])
def test_a_period_without_days_is_refused(until):
    with pytest.raises(EmptyPeriod):
        cut([], since=SINCE, until=until)


def test_days_of_each_holder():
    assert days_held(sold_on(JUNE), SINCE, UNTIL) == [152, 214]
    assert days_held(sold_on(JUNE), JUNE - DAY, JUNE + DAY) == [1, 1]
    assert days_held(sold_on(JUNE), JUNE, JUNE + DAY) == [0, 1]


@pytest.mark.parametrize(
    ("tenures", "day"),
    [
        ([Tenure(1, 1, SINCE + DAY, None)], SINCE),
        ([Tenure(1, 1, LONG_AGO, UNTIL - DAY)], UNTIL - DAY),
        ([Tenure(1, 1, LONG_AGO, JUNE), Tenure(1, 2, JUNE + DAY, None)], JUNE),
    ],
)
def test_the_first_day_without_holder_is_named(tenures, day):
    with pytest.raises(UnheldOn, match=f"no holder of the lot 1 on {day}") as unheld:
        days_held(pieces_of(*tenures), SINCE, UNTIL)
    assert (unheld.value.lot_id, unheld.value.day) == (1, day)
    assert isinstance(unheld.value, Unheld)


def test_a_gap_outside_the_days_that_count_does_not_matter():
    pieces = pieces_of(Tenure(1, 1, LONG_AGO, JUNE), Tenure(1, 2, JUNE + DAY, None))
    assert days_held(pieces, SINCE, JUNE) == [152, 0]
    assert days_held(pieces, JUNE + DAY, UNTIL) == [0, 213]


@given(sales(4))
def test_the_days_of_a_lot_always_held_are_those_of_the_period(tenures):
    pieces = cut(tenures, since=SINCE, until=UNTIL)
    for lot in range(1, 5):
        assert sum(piece.days for piece in pieces if piece.lot_id == lot) == DAYS
