"""Meters and what they showed: noted once, void when wrong, and never against what a
statement of charges stands on.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from buildings.models import Lot
from buildings.services.changes import save_changes
from finance import metering
from finance.charging.tenures import Piece, UnheldOn
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
from finance.models import ChargeStatement, Cost, Meter, MeterGroup, MeterReading
from finance.queries.charging import window_of
from finance.queries.consumption import pure_meter
from koprogo.audit.services import record

Kind = MeterReading.Kind
Readings = Sequence[metering.Reading]


@transaction.atomic
def create_group(*, name: str, unit: str, by) -> MeterGroup:
    """Begin to keep meters of one kind, such as cold water."""
    group = MeterGroup.objects.create(name=name, unit=unit)
    record("meters.created", target=group, by=by, name=name)
    return group


@transaction.atomic
def rename_group(group: MeterGroup, *, name: str, by) -> MeterGroup:
    """Call it otherwise; the unit stays, as what was measured does."""
    return save_changes(_locked(group), by=by, action="meters.renamed", name=name)


@transaction.atomic
def add_meter(
    group: MeterGroup,
    *,
    lot: Lot,
    serial: str,
    digits: int,
    since: date,
    value: Decimal,
    by,
) -> Meter:
    """Note a meter of a lot and what it showed on its first day.

    Raises:
        SerialTaken: the group has a meter of this number.
        ReadInTheFuture, ReadingRefused, ReadingsSettled: see ``read_meters``.
    """
    group = _locked(group)
    meter = _add(group, lot, serial, digits, since)
    _note([(meter, metering.Reading(since, value))], kind=Kind.START)
    _refuse_settled([meter], before={})
    record("meter.added", target=meter, by=by, serial=serial, lot=str(lot))
    return meter


@transaction.atomic
def end_meter(meter: Meter, *, on: date, value: Decimal, by) -> Meter:
    """Take a meter out of use ``on`` a day, with what it showed then.

    Raises:
        MeterEnded: it is out of use already.
        NotInUse: it came into use on that day or later.
        ReadInTheFuture, ReadingRefused, ReadingsSettled: see ``read_meters``.
    """
    _locked(meter.group)
    meter = Meter.objects.select_related("lot", "group").get(pk=meter.pk)
    if meter.until is not None:
        raise MeterEnded(meter)
    if on <= meter.since:
        raise NotInUse(meter, on)
    before = _readings([meter])
    unended, meter.until = pure_meter(meter, before[meter.pk]), on
    meter.save(update_fields=["until"])
    _note([(meter, metering.Reading(on, value))], kind=Kind.END)
    _refuse_settled([meter], before={meter.pk: unended})
    record("meter.ended", target=meter, by=by, serial=meter.serial, on=str(on))
    return meter


@transaction.atomic
def replace_meter(
    meter: Meter,
    *,
    on: date,
    value: Decimal,
    serial: str,
    digits: int,
    first_value: Decimal,
    by,
) -> Meter:
    """End a meter and begin another of its lot on the same day; return the new one.

    Raises:
        What ``end_meter`` and ``add_meter`` raise.
    """
    ended = end_meter(meter, on=on, value=value, by=by)
    return add_meter(
        ended.group,
        lot=ended.lot,
        serial=serial,
        digits=digits,
        since=on,
        value=first_value,
        by=by,
    )


@transaction.atomic
def read_meters(
    group: MeterGroup,
    *,
    on: date,
    values: Mapping[Meter, Decimal],
    by,
    kind: str = Kind.PERIODIC,
) -> int:
    """Note what meters of a group showed ``on`` a day; return how many, all or none.

    Raises:
        NoReadings: there is nothing to note.
        ReadInTheFuture: the day has not come yet.
        NotInUse: a meter was not in use on that day.
        ReadingRefused: a meter cannot have shown this, or was read on that day already.
        ReadingsSettled: a statement that stands would no longer be right.
    """
    group = _locked(group)
    if not values:
        raise NoReadings(group)
    meters = list(values)
    for meter in meters:
        if on < meter.since or (meter.until is not None and on > meter.until):
            raise NotInUse(meter, on)
    readings = _readings(meters)
    before = {one.pk: pure_meter(one, readings[one.pk]) for one in meters}
    _note([(one, metering.Reading(on, values[one])) for one in meters], kind=kind)
    _refuse_settled(meters, before=before)
    record("meters.read", target=group, by=by, on=str(on), readings=len(values))
    return len(values)


@transaction.atomic
def void_reading(reading: MeterReading, *, reason: str, by) -> MeterReading:
    """Declare a wrong reading void; it stays to be seen, and counts no more.

    Raises:
        NoReason: nothing was said.
        ReadingVoid: it is void already.
        ReadingRefused: those around it do not follow each other without it.
        ReadingsSettled: a statement that stands would no longer be right.
    """
    if not reason.strip():
        raise NoReason(reading)
    meter = Meter.objects.select_related("lot", "group").get(pk=reading.meter_id)
    _locked(meter.group)
    reading.refresh_from_db()
    if reading.void:
        raise ReadingVoid(reading)
    before = {meter.pk: pure_meter(meter, _readings([meter])[meter.pk])}
    reading.void = True
    reading.save(update_fields=["void"])
    _check([meter])
    _refuse_settled([meter], before=before)
    record(
        "meter.reading_voided",
        target=meter,
        by=by,
        serial=meter.serial,
        on=str(reading.date),
        reason=reason.strip(),
    )
    return reading


def _locked(group: MeterGroup) -> MeterGroup:
    """Let nobody else read these meters, or settle what they measured."""
    return MeterGroup.objects.select_for_update().get(pk=group.pk)


def _add(group: MeterGroup, lot: Lot, serial: str, digits: int, since: date) -> Meter:
    if Meter.objects.filter(group=group, serial=serial).exists():
        raise SerialTaken(serial)
    return Meter.objects.create(
        group=group, lot=lot, serial=serial, digits=digits, since=since
    )


def _note(found: Sequence[tuple[Meter, metering.Reading]], *, kind: str) -> None:
    """Write readings that can be right."""
    for meter, reading in found:
        if reading.day > timezone.localdate():
            raise ReadInTheFuture(reading.day)
        # Before it is written: the column would round what it cannot hold.
        _refuse(meter, [reading])
    _check([meter for meter, _ in found], added=dict(found))
    MeterReading.objects.bulk_create(
        MeterReading(meter=meter, date=reading.day, value=reading.value, kind=kind)
        for meter, reading in found
    )


def _check(meters: Sequence[Meter], *, added=None) -> None:
    readings = _readings(meters)
    for meter in meters:
        more = [added[meter]] if added else []
        _refuse(meter, [*readings[meter.pk], *more])


def _refuse(meter: Meter, readings: Readings) -> None:
    try:
        metering.check(pure_meter(meter, readings))
    except metering.MeterError as error:
        raise ReadingRefused(meter, error) from None


def _readings(meters: Sequence[Meter]) -> dict[int, list[metering.Reading]]:
    found: dict[int, list[metering.Reading]] = defaultdict(list)
    rows = MeterReading.objects.filter(meter__in=meters, void=False)
    for meter_id, day, value in rows.values_list("meter_id", "date", "value"):
        found[meter_id].append(metering.Reading(day, value))
    return found


def _refuse_settled(
    meters: Sequence[Meter], *, before: Mapping[int, metering.Meter]
) -> None:
    """Refuse what changes the consumption that a standing statement has divided.

    ``before``: the meters as they were. The reading that counts at the bound of a
    settled period is the nearest one: a nearer one would take its place.
    """
    readings = _readings(meters)
    for statement in _standing(meters):
        pieces = _pieces(statement, {meter.lot_id for meter in meters})
        for since, until in _periods(statement, meters):
            for meter in meters:
                now = pure_meter(meter, readings[meter.pk])
                old = before.get(meter.pk)
                own = pieces.get(meter.lot_id, [])
                if _used(now, own, since, until) != (
                    _used(old, own, since, until) if old else []
                ):
                    raise ReadingsSettled(meter, statement)


def _standing(meters: Sequence[Meter]) -> Collection[ChargeStatement]:
    groups = {meter.group_id for meter in meters}
    found = ChargeStatement.objects.standing().filter(costs__cost__meters__in=groups)
    return found.distinct()


def _periods(
    statement: ChargeStatement, meters: Sequence[Meter]
) -> set[tuple[date, date]]:
    groups = {meter.group_id for meter in meters}
    costs = Cost.objects.filter(divisions__statement=statement, meters__in=groups)
    return {window_of(cost, statement) for cost in costs}


def _pieces(statement: ChargeStatement, lots: set[int]) -> dict[int, list[Piece]]:
    """Return who held these lots, by lot, in the order of time."""
    found: dict[int, list[Piece]] = defaultdict(list)
    rows = statement.pieces.filter(lot__in=lots).order_by("position")
    for row in rows.values_list("lot_id", "holding_id", "since", "until"):
        found[row[0]].append(Piece(*row))
    return found


def _used(
    meter: metering.Meter, own: Sequence[Piece], since: date, until: date
) -> list[int] | None:
    """Return what each piece used by this meter; nothing when it was not in use, and
    None when its readings do not say.
    """
    begin, end = meter.in_use(since, until)
    if end <= begin:
        return []
    try:
        return metering.consumption([meter], own, since=since, until=until).quantities
    except (metering.MeterError, UnheldOn):
        return None
