"""Meters and pieces of the year 2025, in which lot 1 is sold on 1 October."""

from datetime import date, timedelta
from decimal import Decimal

from finance.charging.tenures import cut
from finance.metering import Meter, Reading

DAY = timedelta(days=1)
LONG_AGO = date(2000, 1, 1)
SINCE, DEED, UNTIL = date(2025, 1, 1), date(2025, 10, 1), date(2026, 1, 1)


def meter(readings, *, lot_id=1, digits=5, since=LONG_AGO, until=None, number=1):
    found = [Reading(day, Decimal(value)) for day, value in readings.items()]
    return Meter(number, lot_id, digits, since, until, found)


def pieces_of(*tenures):
    return cut(tenures, since=SINCE, until=UNTIL)
