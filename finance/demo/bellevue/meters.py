"""The charging points of Bellevue's garages, each with a meter of its own."""

from decimal import Decimal

from buildings.models import Lot
from finance.demo.bellevue.costs import CHARGING
from finance.demo.chronicle import Chronicle
from finance.demo.stage import Stage
from finance.models import Meter, MeterGroup
from finance.services.meters import add_meter, create_group, read_meters

# garage → what its meter showed at first, and kWh of a year
POINTS = {
    "G1": (0, 1184),
    "G3": (212, 986),
    "G5": (47, 1422),
    "G8": (0, 640),
    "G16": (1330, 1875),
}
DIGITS = 6


def plan(chronicle: Chronicle, stage: Stage) -> None:
    """They come into use with the books, and are read when the first year has ended."""
    first, second = stage.quarters[0].first_day, stage.quarters[4].day(4)
    chronicle.at(first, lambda: _install(stage))
    chronicle.at(second, lambda: _read(stage))


def shown(meter: Meter, days: int) -> Decimal:
    """Return what a meter shows after so many days."""
    begin, yearly = POINTS[meter.lot.code]
    return Decimal(begin + yearly * days // 365)


def _install(stage: Stage) -> None:
    group = create_group(name=CHARGING, unit="kWh", by=stage.bookkeeper)
    lots = {lot.code: lot for lot in Lot.objects.filter(code__in=POINTS)}
    for number, (code, (begin, _yearly)) in enumerate(POINTS.items(), start=1):
        add_meter(
            group,
            lot=lots[code],
            serial=f"BR-{4400 + number}",
            digits=DIGITS,
            since=stage.quarters[0].first_day,
            value=Decimal(begin),
            by=stage.bookkeeper,
        )


def _read(stage: Stage) -> None:
    group = MeterGroup.objects.get(name=CHARGING)
    on = stage.quarters[4].day(4)
    days = (on - stage.quarters[0].first_day).days
    values = {meter: shown(meter, days) for meter in group.meters.select_related("lot")}
    read_meters(group, on=on, values=values, by=stage.bookkeeper)
