"""What meters showed: noted, void, and never against what a statement stands on."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from finance.errors.charge_statements import CannotDivide, MeterUnread
from finance.errors.meters import (
    MeterEnded,
    NoReadings,
    NoReason,
    NotInUse,
    ReadingRefused,
    ReadingsSettled,
    ReadingVoid,
    ReadInTheFuture,
    SerialTaken,
)
from finance.metering import InvalidReading, MissingReading, ReadingTooLow, ReadTwice
from finance.models import Basis, Meter, MeterReading
from finance.queries.charging import metered_periods
from finance.queries.consumption import unread
from finance.services.charge_statements import cancel_statement
from finance.services.meters import (
    end_meter,
    read_meters,
    rename_group,
    replace_meter,
    void_reading,
)
from koprogo.audit.models import AuditEvent
from tests import cast
from tests.finance.charge_statements.books import (
    DEED,
    JULY,
    SINCE,
    UNTIL,
    computed,
    cost,
    documents,
    drafted,
    eur,
    parts,
    posted,
    sold,
    somebody,
)
from tests.finance.charge_statements.meters import MADE, group, meter, metered, read

DAY = timedelta(days=1)


def water_cost(group, amount="100.00", **kwargs):
    return cost(amount, basis=Basis.METERS, meters=group, label="Water", **kwargs)


def settled_water():
    water = metered("A", "B")
    read(water, SINCE, A="10", B="20")
    read(water, UNTIL, A="40", B="30")
    water_cost(water)
    return water, posted()


# Settling


def test_a_cost_by_meters(acacias):
    water = metered("A", "B")
    read(water, SINCE, A="10", B="20")
    read(water, UNTIL, A="40", B="30")
    bill = water_cost(water)
    statement = posted()
    assert parts(statement, bill) == {
        ("A", "H1"): 7_500,
        ("B", "H2"): 2_500,
        ("C", "H3"): 0,
        ("K", "H1"): 0,
    }
    assert statement.costs.get().parts == [30_000, 10_000, 0, 0]


def test_a_reading_at_the_hand_over(acacias):
    """docs/rules/meters.md: 60.000 for the seller, 25.500 for the buyer."""
    water = metered("B")
    read(water, date(2024, 12, 28), B="100")
    read(water, date(2026, 1, 3), B="185.5")
    bill = water_cost(water, "855.00")
    buyer = sold(to=somebody())
    by_days = computed()
    assert parts(by_days, bill)["B", "H2"] == 63_837
    read(water, DEED, kind="handover", B="160")
    statement = computed(title="Again")
    assert parts(statement, bill)["B", "H2"] == 60_000
    assert parts(statement, bill)["B", buyer.code] == 25_500


def test_a_cost_that_covers_a_part_of_the_year(acacias):
    water = metered("A", "B")
    read(water, SINCE, A="1", B="1")
    read(water, JULY, A="5", B="2")
    read(water, UNTIL, A="6", B="9")
    half = water_cost(water, since=SINCE, until=JULY)
    whole = water_cost(water)
    statement = posted()
    assert parts(statement, half)["A", "H1"] == 8_000
    assert parts(statement, whole)["A", "H1"] == 3_846


def test_a_missing_reading_says_which_meter_and_day(acacias):
    water = metered("A", "B")
    read(water, SINCE, A="10", B="20")
    read(water, UNTIL, A="40")
    water_cost(water)
    statement = drafted()
    with pytest.raises(MeterUnread) as refused:
        computed(title="x")
    found = refused.value
    assert (found.meter.lot.code, type(found.reason), found.day) == (
        "B",
        MissingReading,
        UNTIL,
    )
    [missing] = unread(metered_periods(statement))
    assert (missing.meter.lot.code, missing.error.day) == ("B", UNTIL)
    read(water, UNTIL, B="30")
    assert unread(metered_periods(statement)) == []


def test_a_metered_lot_without_holder(acacias):
    water = metered("A", "B")
    read(water, SINCE, A="10", B="20")
    read(water, UNTIL, A="40", B="40")
    bill = water_cost(water)
    cast.lot("B").ownerships.update(until=JULY)
    with pytest.raises(CannotDivide) as refused:
        computed()
    assert (refused.value.cost, refused.value.reason.day) == (bill, JULY)


# Noting


def test_readings_are_noted_all_or_none(acacias, sophie):
    water = metered("A", "B")
    one, two = Meter.objects.order_by("pk").select_related("lot", "group")
    assert (
        read_meters(water, on=SINCE, values={one: eur("1.5"), two: eur("2")}, by=sophie)
        == 2
    )
    with pytest.raises(ReadingRefused) as refused:
        read_meters(water, on=UNTIL, values={one: eur("9"), two: eur("1")}, by=sophie)
    found = refused.value
    assert (found.meter, type(found.reason), found.day) == (two, ReadingTooLow, UNTIL)
    assert MeterReading.objects.count() == 4
    event = AuditEvent.objects.filter(action="meters.read").get()
    assert event.data == {"on": "2025-01-01", "readings": 2}


@pytest.mark.parametrize(
    ("value", "on", "error"),
    [
        ("1.2345", SINCE, InvalidReading),
        ("100000", SINCE, InvalidReading),
        ("-1", SINCE, InvalidReading),
        ("5", MADE, ReadTwice),
    ],
)
def test_a_reading_that_cannot_be(acacias, value, on, error):
    with pytest.raises(ReadingRefused) as refused:
        read(metered("A"), on, A=value)
    assert type(refused.value.reason) is error


def test_a_reading_between_two_others(acacias):
    water = metered("A")
    read(water, UNTIL, A="50")
    with pytest.raises(ReadingRefused) as refused:
        read(water, SINCE, A="51")
    assert refused.value.day == UNTIL
    assert read(water, SINCE, A="50") == 1


def test_the_days_of_a_meter(acacias):
    water = metered("A")
    [one] = water.meters.all()
    with pytest.raises(ReadInTheFuture):
        read(water, timezone.localdate() + DAY, A="1")
    with pytest.raises(NotInUse):
        read(water, MADE - DAY, A="1")
    end_meter(one, on=JULY, value=eur("7"), by=None)
    one.refresh_from_db()
    with pytest.raises(NotInUse):
        read_meters(water, on=JULY + DAY, values={one: eur("8")}, by=None)
    with pytest.raises(MeterEnded):
        end_meter(one, on=UNTIL, value=eur("7"), by=None)
    with pytest.raises(NoReadings):
        read_meters(water, on=JULY, values={}, by=None)


def test_a_meter_is_replaced(acacias):
    """It measured 60 until the deed; the new one 25.5 after it."""
    water = group()
    old = meter(water, "B", value="99990", since=SINCE)
    with pytest.raises(NotInUse):
        end_meter(old, on=SINCE, value=eur("99991"), by=None)
    new = replace_meter(
        old,
        on=DEED,
        value=eur("50"),
        serial="new",
        digits=6,
        first_value=eur("0.125"),
        by=None,
    )
    assert (new.lot, new.since, new.digits) == (cast.lot("B"), DEED, 6)
    with pytest.raises(SerialTaken):
        meter(water, "A", serial="new")
    read(water, UNTIL, B="25.625")
    bill = water_cost(water, "855.00")
    buyer = sold(to=somebody())
    statement = posted()
    assert parts(statement, bill)["B", "H2"] == 60_000
    assert documents(statement)[buyer.code] == ("255.00", "0.00", "255.00")
    assert MeterReading.objects.filter(kind="end").get().value == 50


def test_a_group_is_renamed(acacias, sophie):
    water = group()
    assert rename_group(water, name="Hot water", by=sophie).name == "Hot water"
    rename_group(water, name="Hot water", by=sophie)
    assert AuditEvent.objects.filter(action="meters.renamed").count() == 1


# Void


def test_a_wrong_reading_is_void(acacias, sophie):
    water = metered("A")
    read(water, UNTIL, A="500")
    wrong = MeterReading.objects.get(date=UNTIL)
    with pytest.raises(NoReason):
        void_reading(wrong, reason=" ", by=sophie)
    assert void_reading(wrong, reason="One digit too many", by=sophie).void
    with pytest.raises(ReadingVoid):
        void_reading(wrong, reason="Again", by=sophie)
    assert read(water, UNTIL, A="50") == 1
    event = AuditEvent.objects.filter(action="meter.reading_voided").get()
    assert event.data["reason"] == "One digit too many"


def test_what_is_left_must_follow(acacias):
    """Between 0 and 99,990 it rolls over; without the middle one it would not."""
    water = group()
    meter(water, "A", value="50000")
    read(water, SINCE, A="99990")
    read(water, UNTIL, A="10")
    with pytest.raises(ReadingRefused):
        void_reading(MeterReading.objects.get(date=SINCE), reason="?", by=None)


# What a statement stands on


def test_a_settled_period_keeps_its_readings(acacias):
    water, statement = settled_water()
    with pytest.raises(ReadingsSettled) as refused:
        void_reading(
            MeterReading.objects.get(date=UNTIL, value=40), reason="?", by=None
        )
    assert (refused.value.statement, refused.value.meter.lot.code) == (statement, "A")
    # Between the two, of one holder: nothing changes for anybody.
    assert read(water, JULY, A="11") == 1
    cancel_statement(statement, by=None)
    void_reading(MeterReading.objects.get(date=UNTIL, value=40), reason="?", by=None)


def test_a_nearer_reading_would_take_the_place_of_the_one_that_was_settled(acacias):
    water = metered("A", "B")
    read(water, SINCE, A="10", B="20")
    read(water, date(2025, 12, 20), A="40", B="30")
    water_cost(water)
    statement = posted()
    with pytest.raises(ReadingsSettled):
        read(water, date(2025, 12, 31), A="41", B="30")
    with pytest.raises(ReadingsSettled):
        read(water, date(2026, 1, 2), A="41")
    assert read(water, date(2026, 1, 20), A="41", B="31") == 2
    assert statement.costs.get().parts[:2] == [30_000, 10_000]


def test_a_meter_does_not_come_or_go_in_a_settled_period(acacias):
    water, _statement = settled_water()
    with pytest.raises(ReadingsSettled):
        meter(water, "C", since=JULY)
    old = water.meters.get(lot=cast.lot("A"))
    with pytest.raises(ReadingsSettled):
        end_meter(old, on=JULY, value=eur("20"), by=None)
    old.refresh_from_db()
    assert old.until is None
    assert meter(water, "C", since=UNTIL)


def test_a_hand_over_that_nobody_read_stays_estimated_once_settled(acacias):
    water = metered("B")
    read(water, SINCE, B="0")
    read(water, UNTIL, B="100")
    water_cost(water)
    sold(to=somebody())
    posted()
    with pytest.raises(ReadingsSettled):
        read(water, DEED, kind="handover", B="10")
