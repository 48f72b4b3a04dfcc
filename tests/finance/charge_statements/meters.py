"""Short ways to meters and readings of Les Acacias."""

from datetime import date
from decimal import Decimal

from finance.services import meters as services
from tests import cast

MADE = date(2024, 1, 1)


def group(name="Cold water"):
    return services.create_group(name=name, unit="m3", by=None)


def meter(group, lot, *, value="0", since=MADE, serial=None, digits=5):
    return services.add_meter(
        group,
        lot=cast.lot(lot),
        serial=serial or f"{lot}-{since}",
        digits=digits,
        since=since,
        value=Decimal(value),
        by=None,
    )


def read(group, on, kind="periodic", **values):
    """``read(water, day, A="12.5")``: the one meter of lot A in use."""
    meters = group.meters.filter(until=None).select_related("lot", "group")
    by_lot = {one.lot.code: one for one in meters}
    return services.read_meters(
        group,
        on=on,
        values={by_lot[lot]: Decimal(value) for lot, value in values.items()},
        kind=kind,
        by=None,
    )


def metered(*lots):
    """A group with a meter in each of these lots."""
    made = group()
    for lot in lots:
        meter(made, lot)
    return made
