"""What holds for any readings of a meter."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from finance.charging.tenures import Tenure
from finance.metering import (
    consumption,
    fixed_percent,
    intervals,
    split_fixed_and_consumption,
)
from koprogo.money import from_cents
from tests.finance.charges.meters import DAY, LONG_AGO, SINCE, UNTIL, meter, pieces_of

NEAR = 100


@st.composite
def read_meters(draw):
    """A meter read near both ends, around the middle and on other days.

    It always shows more, and sometimes passes the full counter.
    """
    bounds = [draw(st.integers(*near)) for near in ((-30, 30), (140, 220), (335, 395))]
    others = draw(st.sets(st.integers(-60, 430), max_size=5))
    shown, readings = draw(st.integers(0, 99_999_999)), {}
    for day in sorted({*bounds, *others}):
        readings[SINCE + day * DAY] = Decimal(shown).scaleb(-3)
        shown = (shown + draw(st.integers(0, 10_000_000))) % 100_000_000
    return meter(readings)


def total(one, since, until):
    found = intervals(one, since=since, until=until, near_days=NEAR)
    return sum(interval.used for interval in found)


@given(read_meters(), st.integers(-5, 370).map(lambda day: SINCE + day * DAY))
def test_the_holders_together_used_what_was_measured(one, deed):
    pieces = pieces_of(Tenure(1, 1, LONG_AGO, deed), Tenure(1, 2, deed, None))
    found = consumption([one], pieces, since=SINCE, until=UNTIL, near_days=NEAR)
    assert sum(found.quantities) == total(one, SINCE, UNTIL)
    if any(reading.day == deed for reading in one.readings):
        assert not any(found.estimated)


@given(read_meters(), st.integers(150, 210).map(lambda day: SINCE + day * DAY))
def test_two_periods_that_join_up_measure_what_one_does(one, middle):
    parts = (total(one, SINCE, middle), total(one, middle, UNTIL))
    assert sum(parts) == total(one, SINCE, UNTIL)


@given(st.integers(-(10**11), 10**11).map(from_cents), st.integers(0, 100))
def test_both_parts_sum_to_the_amount(amount, percent):
    assert sum(split_fixed_and_consumption(amount, percent)) == amount


@given(st.integers(1, 10**11).map(from_cents), st.integers(1, 99))
def test_whoever_finds_the_percentage_again_divides_as_before(amount, percent):
    parts = split_fixed_and_consumption(amount, percent)
    found = fixed_percent(*parts)
    assert split_fixed_and_consumption(amount, found) == parts
