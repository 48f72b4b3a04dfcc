from datetime import date
from decimal import Decimal

import pytest

from finance.charging.tenures import Tenure, UnheldOn
from finance.deferral import EmptyPeriod
from finance.metering import (
    Consumption,
    Interval,
    InvalidReading,
    Meter,
    MeterError,
    MissingReading,
    Reading,
    ReadingTooLow,
    ReadTwice,
    consumption,
    intervals,
)
from tests.finance.charges.meters import (
    DAY,
    DEED,
    LONG_AGO,
    SINCE,
    UNTIL,
    meter,
    pieces_of,
)
from tests.worked_tables import worked_tables

WORKED = worked_tables("rules/meters.md")

SOLD = pieces_of(Tenure(1, 1, LONG_AGO, DEED), Tenure(1, 2, DEED, None))


def used(*meters, pieces=SOLD, since=SINCE, until=UNTIL, **options):
    return consumption(meters, pieces, since=since, until=until, **options)


def measured(readings, **options):
    return [
        one.used
        for one in intervals(meter(readings, **options), since=SINCE, until=UNTIL)
    ]


# The documentation

CASES = [
    "Read at the hand-over",
    "Not read at the hand-over",
    "Replaced and rolled over",
]


def test_the_documentation_has_these_tables_and_no_other():
    of_meters = [
        heading
        for case in CASES
        for heading in (case, f"Who used it, {case[0].lower()}{case[1:]}")
    ]
    assert list(WORKED) == [*of_meters, "A fixed part of 30 %"]


@pytest.mark.parametrize("case", CASES)
def test_every_figure_of_the_documentation(case):
    rows = WORKED[case]
    readings = {}
    for row in rows:
        own = readings.setdefault(row["meter"], {})
        own[date.fromisoformat(row["read on"])] = row["shows"]
    meters = [
        meter(
            own,
            since=DEED if name == "B, new" else LONG_AGO,
            until=DEED if name == "B, old" else None,
        )
        for name, own in readings.items()
    ]
    found = [
        shown(interval.used)
        for one in meters
        for interval in intervals(one, since=SINCE, until=UNTIL)
    ]
    assert found == [row["used"] for row in rows if row["used"]]
    by_holder = used(*meters)
    assert [
        {"holder": name, "used": shown(quantity), "estimated": "yes" if guess else ""}
        for name, quantity, guess in zip(
            ["Dupont", "Martin"], by_holder.quantities, by_holder.estimated, strict=True
        )
    ] == WORKED[f"Who used it, {case[0].lower()}{case[1:]}"]


def shown(thousandths):
    return str(Decimal(thousandths).scaleb(-3))


# Which readings count


@pytest.mark.parametrize("near", [SINCE - 31 * DAY, SINCE, SINCE + 31 * DAY])
def test_the_reading_nearest_to_the_first_day(near):
    assert measured({near: "10", UNTIL: "12.5"}) == [2_500]


@pytest.mark.parametrize("near", [UNTIL - 31 * DAY, UNTIL, UNTIL + 31 * DAY])
def test_the_reading_nearest_to_the_end(near):
    assert measured({SINCE: "10", near: "12.5"}) == [2_500]


def test_of_two_that_are_as_near_the_earlier_counts():
    readings = {SINCE - DAY: "1", SINCE + DAY: "2", UNTIL - DAY: "5", UNTIL + DAY: "9"}
    assert intervals(meter(readings), since=SINCE, until=UNTIL) == [
        Interval(SINCE - DAY, SINCE + DAY, 1_000),
        Interval(SINCE + DAY, UNTIL - DAY, 3_000),
    ]


def test_readings_come_in_any_order():
    assert measured({UNTIL: "9", SINCE: "1", DEED: "4"}) == [3_000, 5_000]


@pytest.mark.parametrize(
    ("readings", "day"),
    [
        ({}, SINCE),
        ({SINCE - 32 * DAY: "1", UNTIL: "2"}, SINCE),
        ({SINCE + 32 * DAY: "1", UNTIL: "2"}, SINCE),
        ({SINCE: "1", UNTIL - 32 * DAY: "2"}, UNTIL),
        ({SINCE: "1", UNTIL + 32 * DAY: "2"}, UNTIL),
        ({SINCE: "1"}, UNTIL),
    ],
)
def test_a_missing_reading_is_named_by_meter_and_day(readings, day):
    with pytest.raises(MissingReading, match=f"meter 7, {day}") as missing:
        measured(readings, number=7)
    assert (missing.value.meter_id, missing.value.day) == (7, day)
    assert isinstance(missing.value, MeterError)


def test_one_reading_cannot_be_both_ends():
    month = SINCE + 30 * DAY
    with pytest.raises(MissingReading) as missing:
        intervals(meter({SINCE + 15 * DAY: "1"}), since=SINCE, until=month)
    assert missing.value.day == month


def test_how_near_is_said_by_the_caller():
    one = meter({SINCE: "1", UNTIL - 2 * DAY: "2"})
    assert intervals(one, since=SINCE, until=UNTIL, near_days=2) != []
    with pytest.raises(MissingReading):
        used(one, near_days=1)


# A meter that comes or goes


def test_a_meter_that_comes_is_read_that_day():
    assert measured({DEED: "0", UNTIL: "3"}, since=DEED) == [3_000]
    assert measured({SINCE: "0", UNTIL: "3"}, since=SINCE) == [3_000]
    with pytest.raises(MissingReading) as missing:
        measured({DEED + DAY: "0", UNTIL: "3"}, since=DEED)
    assert missing.value.day == DEED


def test_a_meter_that_goes_is_read_that_day():
    assert measured({SINCE: "0", DEED: "3"}, until=DEED) == [3_000]
    assert measured({SINCE: "0", UNTIL: "3"}, until=UNTIL) == [3_000]
    with pytest.raises(MissingReading) as missing:
        measured({SINCE: "0", DEED - DAY: "3"}, until=DEED)
    assert missing.value.day == DEED


def test_a_meter_that_has_just_come_or_gone_measured_nothing_of_the_period():
    """The reading of that day ends one period and begins the next."""
    assert measured({UNTIL - 5 * DAY: "7"}, since=UNTIL - 5 * DAY) == []
    assert measured({SINCE + 5 * DAY: "7"}, until=SINCE + 5 * DAY) == []


@pytest.mark.parametrize(
    "service", [{"since": UNTIL}, {"until": SINCE}, {"until": SINCE - DAY}]
)
def test_a_meter_that_was_not_in_use_measured_nothing(service):
    assert measured({}, **service) == []


# What was used


@pytest.mark.parametrize(
    ("before", "after", "thousandths"),
    [
        ("10", "10", 0),
        ("10.001", "10.002", 1),
        ("0", "99999.999", 99_999_999),
        ("99999.999", "0", 1),
        ("99990", "40", 50_000),
        ("95000", "5000", 10_000_000),
    ],
)
def test_what_a_counter_of_five_digits_measured(before, after, thousandths):
    assert measured({SINCE: before, UNTIL: after}) == [thousandths]


@pytest.mark.parametrize(
    ("before", "after"), [("10", "9.999"), ("95000", "5000.001"), ("12345", "1240")]
)
def test_a_lower_reading_is_refused(before, after):
    with pytest.raises(ReadingTooLow, match=f"meter 1, {UNTIL}"):
        measured({SINCE: before, UNTIL: after})


@pytest.mark.parametrize(
    "value", ["-0.001", "1.0001", "100000", "NaN", "sNaN", "Infinity", "1E+30"]
)
def test_what_a_counter_cannot_show_is_refused(value):
    for readings, day in (
        ({SINCE: value, UNTIL: "1"}, SINCE),
        ({SINCE: "1", UNTIL: value}, UNTIL),
    ):
        with pytest.raises(InvalidReading, match=f"meter 1, {day}"):
            measured(readings)


def test_the_digits_are_those_of_the_meter():
    assert measured({SINCE: "0", UNTIL: "100000"}, digits=6) == [100_000_000]
    assert measured({SINCE: "999", UNTIL: "1"}, digits=3) == [2_000]


def test_two_readings_on_one_day_are_refused():
    twice = [
        Reading(SINCE, Decimal(1)),
        Reading(DEED, Decimal(2)),
        Reading(DEED, Decimal(2)),
    ]
    one = Meter(1, 1, 5, LONG_AGO, None, [*twice, Reading(UNTIL, Decimal(3))])
    with pytest.raises(ReadTwice, match=f"meter 1, {DEED}"):
        intervals(one, since=SINCE, until=UNTIL)


# Who used it


def test_without_a_sale_nothing_is_estimated():
    pieces = pieces_of(Tenure(1, 1, LONG_AGO, None))
    readings = {SINCE: "0", DEED: "5", UNTIL: "7"}
    assert used(meter(readings), pieces=pieces) == Consumption([7_000], [False])


def test_a_reading_on_the_day_of_the_deed_divides_exactly():
    readings = {SINCE: "0", DEED: "5", UNTIL: "7"}
    assert used(meter(readings)) == Consumption([5_000, 2_000], [False, False])


def test_without_that_reading_days_divide_and_it_is_estimated():
    readings = {SINCE: "0", UNTIL: "0.365"}
    assert used(meter(readings)) == Consumption([273, 92], [True, True])


def test_only_the_interval_of_the_sale_is_divided_by_days():
    readings = {
        SINCE: "0",
        DEED - 10 * DAY: "100",
        DEED + 10 * DAY: "101",
        UNTIL: "150",
    }
    assert used(meter(readings)) == Consumption([100_500, 49_500], [True, True])


def test_only_who_held_the_lot_in_between_is_estimated():
    second = DEED + 30 * DAY
    pieces = pieces_of(
        Tenure(1, 1, LONG_AGO, DEED),
        Tenure(1, 2, DEED, second),
        Tenure(1, 3, second, None),
    )
    readings = {SINCE: "0", DEED: "5", UNTIL: "5.092"}
    found = used(meter(readings), pieces=pieces)
    assert found == Consumption([5_000, 30, 62], [False, True, True])


def test_nothing_used_is_nothing_estimated():
    assert used(meter({SINCE: "3", UNTIL: "3"})) == Consumption([0, 0], [False, False])


def test_days_before_and_after_the_period_are_for_its_first_and_last_holder():
    readings = {SINCE - 9 * DAY: "0", UNTIL + 8 * DAY: "0.382"}
    assert used(meter(readings)) == Consumption([282, 100], [True, True])


def test_a_part_of_the_statement_is_for_who_held_the_lot_in_it():
    readings = {date(2025, 7, 1): "10", DEED + 30 * DAY: "20", UNTIL: "30"}
    found = used(meter(readings), since=DEED, until=UNTIL, near_days=92)
    assert found == Consumption([0, 10_000], [False, False])


def test_all_meters_of_a_lot_count_and_every_lot_has_its_place():
    pieces = pieces_of(
        Tenure(5, 1, LONG_AGO, None),
        Tenure(1, 1, LONG_AGO, DEED),
        Tenure(1, 2, DEED, None),
        Tenure(6, 3, LONG_AGO, None),
    )
    read = {SINCE: "0", DEED: "5", UNTIL: "7"}
    found = used(
        meter(read), meter(read, number=2), meter(read, lot_id=6), pieces=pieces
    )
    assert found == Consumption([0, 10_000, 4_000, 7_000], [False] * 4)


def test_a_lot_without_holder_is_named():
    readings = {SINCE: "0", UNTIL: "7"}
    with pytest.raises(UnheldOn, match=f"no holder of the lot 9 on {SINCE}"):
        used(meter(readings, lot_id=9))
    gap = pieces_of(Tenure(1, 1, LONG_AGO, DEED), Tenure(1, 2, DEED + DAY, None))
    with pytest.raises(UnheldOn, match=f"no holder of the lot 1 on {DEED}"):
        used(meter(readings), pieces=gap)


def test_a_meter_that_was_not_in_use_needs_no_holder():
    readings = {SINCE: "0", DEED: "5", UNTIL: "7"}
    found = used(meter(readings), meter({}, lot_id=9, since=UNTIL, number=2))
    assert found == Consumption([5_000, 2_000], [False, False])


def test_a_lot_need_not_be_held_before_its_meter_comes():
    pieces = pieces_of(Tenure(1, 1, DEED, None))
    readings = {DEED: "0", UNTIL: "7"}
    found = used(meter(readings, since=DEED), pieces=pieces)
    assert found == Consumption([7_000], [False])


def test_a_period_without_days_is_refused():
    with pytest.raises(EmptyPeriod):
        used(since=SINCE, until=SINCE)
