"""What the meters of a building measured, for the pieces of a statement."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from finance import metering
from finance.charging.tenures import Piece
from finance.errors.charge_statements import MeterUnread
from finance.models import Meter, MeterReading


@dataclass(slots=True)
class Consumed:
    """The quantities by group and period, each read from the meters once.

    ``meters``: those of the groups, as the pure rule takes them.
    """

    pieces: Sequence[Piece]
    meters: Mapping[int, list[metering.Meter]]
    _found: dict[tuple[int, date, date], list[int]] = field(default_factory=dict)

    def quantities(self, group_id: int, since: date, until: date) -> list[int]:
        """Return what each piece used, in thousandths.

        Raises:
            MeterUnread: a reading is missing, or cannot be right.
            UnheldOn: of ``finance.charging``; a lot with a meter had no holder.
        """
        period = group_id, since, until
        if period not in self._found:
            try:
                found = metering.consumption(
                    self.meters[group_id], self.pieces, since=since, until=until
                )
            except metering.MeterError as error:
                raise MeterUnread(_meter(error.meter_id), error) from None
            self._found[period] = found.quantities
        return self._found[period]


def consumed(groups: Collection[int], pieces: Sequence[Piece]) -> Consumed:
    """Return what these groups (primary keys) measured: at most two statements."""
    return Consumed(pieces, pure_meters(groups))


def pure_meters(groups: Collection[int]) -> dict[int, list[metering.Meter]]:
    """Return the meters of groups with the readings that count: two statements."""
    found: dict[int, list[metering.Meter]] = {pk: [] for pk in groups}
    if not groups:
        return found
    readings: dict[int, list[metering.Reading]] = defaultdict(list)
    rows = MeterReading.objects.filter(meter__group__in=groups, void=False)
    for meter_id, day, value in rows.values_list("meter_id", "date", "value"):
        readings[meter_id].append(metering.Reading(day, value))
    meters = Meter.objects.filter(group__in=groups).order_by("lot__position", "pk")
    for meter in meters:
        found[meter.group_id].append(pure_meter(meter, readings[meter.pk]))
    return found


def pure_meter(meter: Meter, readings: Sequence[metering.Reading]) -> metering.Meter:
    return metering.Meter(
        meter.pk, meter.lot_id, meter.digits, meter.since, meter.until, readings
    )


@dataclass(frozen=True, slots=True)
class Unread:
    """A meter whose readings do not say what it measured; ``error`` says why."""

    meter: Meter
    error: metering.MeterError


def unread(
    asked: Iterable[tuple[int, date, date]],
) -> list[Unread]:
    """Return every meter that cannot be settled for (group, since, until).

    A computation stops at the first; whoever goes to read them wants all of them.
    Three statements.
    """
    asked = list(dict.fromkeys(asked))
    meters = pure_meters({group_id for group_id, *_period in asked})
    errors: dict[tuple[int, date], metering.MeterError] = {}
    for group_id, since, until in asked:
        for meter in meters[group_id]:
            try:
                metering.intervals(meter, since=since, until=until)
            except metering.MeterError as error:
                errors.setdefault((meter.id, error.day), error)
    rows = Meter.objects.select_related("lot", "group").in_bulk(
        {meter_id for meter_id, _day in errors}
    )
    return [Unread(rows[meter_id], error) for (meter_id, _), error in errors.items()]


def _meter(pk: int) -> Meter:
    return Meter.objects.select_related("lot", "group").get(pk=pk)
