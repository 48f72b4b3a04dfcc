"""The water meters of Parkzicht's flats, read every half-year."""

from decimal import Decimal

from buildings.models import Lot
from finance.demo.chronicle import Chronicle
from finance.demo.parkzicht.costs import COLD_WATER
from finance.demo.parkzicht.tables import SHARES
from finance.demo.stage import Stage
from finance.models import MeterGroup
from finance.services.meters import add_meter, create_group, read_meters

# m³ of a half-year: of the first flat, and more for each that follows
LEAST, MORE = Decimal("17.400"), Decimal("2.350")


def plan(chronicle: Chronicle, stage: Stage) -> None:
    first, half = stage.quarters[0].first_day, stage.quarters[2].day(3)
    chronicle.at(first, lambda: _install(stage))
    chronicle.at(half, lambda: _read(stage))


def _install(stage: Stage) -> None:
    group = create_group(name=COLD_WATER, unit="m3", by=stage.bookkeeper)
    flats = {lot.code: lot for lot in Lot.objects.filter(code__in=SHARES)}
    for number, code in enumerate(SHARES, start=1):
        add_meter(
            group,
            lot=flats[code],
            serial=f"KW{number:02d}",
            digits=5,
            since=stage.quarters[0].first_day,
            value=Decimal(200 + 31 * number % 170),
            by=stage.bookkeeper,
        )


def _read(stage: Stage) -> None:
    group = MeterGroup.objects.get(name=COLD_WATER)
    values = {
        meter: meter.readings.get().value + LEAST + MORE * (number * 5 % 14)
        for number, meter in enumerate(group.meters.order_by("pk"))
    }
    on = stage.quarters[2].day(3)
    read_meters(group, on=on, values=values, by=stage.bookkeeper)
