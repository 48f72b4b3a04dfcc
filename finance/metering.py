"""What was used of water, gas or heat, by meter and by holder of the lot. Pure.

Quantities are whole thousandths of the meter's unit (m³, kWh), so that nothing is
rounded. A reading is what the meter showed at the beginning of its day: the buyer, who
has the day of the deed, is read on that day. docs/rules/meters.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal, Inexact, InvalidOperation
from itertools import pairwise
from operator import attrgetter

from finance.allocation import apportion
from finance.charging.costs import percent_of, require_percent
from finance.charging.tenures import (
    Piece,
    UnheldOn,
    days_common,
    days_held,
    require_days,
)
from koprogo.money import from_cents, to_cents

#: A meter is read near the end of a year, seldom on it.
NEAR_DAYS = 31

_THOUSANDTH = Decimal("0.001")
# As for money: this context refuses to round.
_EXACT = Context(prec=28, traps=[Inexact, InvalidOperation])


class MeterError(ValueError):
    """The readings of the meter ``meter_id`` do not say what was used: see ``day``."""

    def __init__(self, meter_id: int, day: date) -> None:
        super().__init__(f"meter {meter_id}, {day}")
        self.meter_id = meter_id
        self.day = day


class MissingReading(MeterError):
    """No reading where one is needed: near ``day``, or on it when a meter comes or
    goes.
    """


class ReadTwice(MeterError):
    """Two readings on the same day: which one counts?"""


class ReadingTooLow(MeterError):
    """Lower than the one before, and too far from a full counter to be a roll-over."""


class InvalidReading(MeterError):
    """Not what its counter can show: below zero, too many digits or decimals."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What the meter showed at the beginning of ``day``, up to three decimals."""

    day: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class Meter:
    """A counter of ``digits`` before the comma, in use in a lot for [since, until).

    One that is replaced ends, with a reading, on the day on which the new one begins
    with a reading of its own.
    """

    id: int
    lot_id: int
    digits: int
    since: date
    until: date | None
    readings: Sequence[Reading]

    def in_use(self, since: date, until: date) -> tuple[date, date]:
        """Return its days in [since, until), half-open; none: the end comes first."""
        return max(self.since, since), min(self.until or until, until)


@dataclass(frozen=True, slots=True)
class Consumption:
    """What each piece of a statement used, aligned with its pieces.

    ``quantities``: thousandths, the basis ``ByMeters`` of a cost. ``estimated``:
    some of it was divided by days, because nobody read the meter at a hand-over.
    """

    quantities: list[int]
    estimated: list[bool]


@dataclass(frozen=True, slots=True)
class Interval:
    """``used`` thousandths between two readings that follow each other."""

    since: date
    until: date
    used: int


def intervals(
    meter: Meter, *, since: date, until: date, near_days: int = NEAR_DAYS
) -> list[Interval]:
    """Return what the meter measured for [since, until), reading by reading.

    It begins with the reading nearest to ``since`` and ends with the one nearest to
    ``until``, at most ``near_days`` away, the earlier of two that are as near. So the
    reading that ends one period begins the next: nothing is lost or counted twice. A
    meter that comes or goes in the period has a reading on that very day. Nothing when
    it was not in use.

    Raises:
        MissingReading: none near a bound, or the same one for both.
        ReadTwice, ReadingTooLow, InvalidReading: at the reading's day.
    """
    begin, end = meter.in_use(since, until)
    if end <= begin:
        return []
    comes, goes = meter.since == begin, meter.until == end
    first = _nearest(meter, begin, 0 if comes else near_days)
    last = _nearest(meter, end, 0 if goes else near_days)
    if first.day == last.day and not (comes or goes):
        raise MissingReading(meter.id, until)
    readings = [one for one in meter.readings if first.day <= one.day <= last.day]
    readings.sort(key=attrgetter("day"))
    return [
        Interval(before.day, after.day, _used(meter, before, after))
        for before, after in pairwise(readings)
    ]


def check(meter: Meter) -> None:
    """Tell whether a meter can have shown its readings, one after the other.

    Raises ReadTwice, ReadingTooLow, InvalidReading: at the reading's day.
    """
    readings = sorted(meter.readings, key=attrgetter("day"))
    for reading in readings:
        _thousandths(meter, reading)
    for before, after in pairwise(readings):
        _used(meter, before, after)


def consumption(
    meters: Iterable[Meter],
    pieces: Sequence[Piece],
    *,
    since: date,
    until: date,
    near_days: int = NEAR_DAYS,
) -> Consumption:
    """Return what each piece of a statement used in [since, until).

    ``since`` and ``until`` lie in the statement: the days that the cost covers. A lot
    may have several meters, all of one unit. What was measured between two readings is
    for who held the lot in between; when it changed hands without a reading, it is
    divided by days, and said to be estimated. When no reading falls on the first or
    the last day, what lies between it and the reading used is for who held the lot on
    that day.

    Raises:
        UnheldOn: a lot with a meter has no holder on some day.
        EmptyPeriod, and what ``intervals`` raises.
    """
    require_days(since, until)
    places: dict[int, list[int]] = {}
    for place, piece in enumerate(pieces):
        places.setdefault(piece.lot_id, []).append(place)
    found = Consumption([0] * len(pieces), [False] * len(pieces))
    for meter in meters:
        measured = intervals(meter, since=since, until=until, near_days=near_days)
        if measured:
            begin, end = meter.in_use(since, until)
            if meter.lot_id not in places:
                raise UnheldOn(meter.lot_id, begin)
            held = _held(pieces, places[meter.lot_id], begin, end)
            for interval in measured:
                _divide(interval, held, found)
    return found


def split_fixed_and_consumption(
    amount: Decimal, fixed_percent: int
) -> tuple[Decimal, Decimal]:
    """Split ``amount`` (EUR) in what a key divides and what consumption divides.

    The fixed part is rounded to the nearest cent, the other is the rest: they sum to
    ``amount``. Raises ``WrongPercent`` and what ``to_cents`` raises.
    """
    require_percent(fixed_percent)
    cents = to_cents(amount)
    fixed = percent_of(cents, fixed_percent)
    return from_cents(fixed), from_cents(cents - fixed)


def fixed_percent(fixed: Decimal, rest: Decimal) -> int | None:
    """Return at how many percent, 1 to 99, an amount falls into these two parts (EUR).

    The lowest when it is so little that several do; None when it falls so at none.
    """
    for percent in range(1, 100):
        if split_fixed_and_consumption(fixed + rest, percent) == (fixed, rest):
            return percent
    return None


def _nearest(meter: Meter, day: date, near_days: int) -> Reading:
    def distance(reading: Reading) -> tuple[int, date]:
        return abs((reading.day - day).days), reading.day

    nearest = min(meter.readings, key=distance, default=None)
    if nearest is None or distance(nearest)[0] > near_days:
        raise MissingReading(meter.id, day)
    return nearest


def _used(meter: Meter, before: Reading, after: Reading) -> int:
    """Return the thousandths used between two readings that follow each other.

    A full counter begins at 0 again. It has done so when, that way round, not more than
    a tenth of what it can show was used: a digit forgotten is no roll-over.
    """
    if before.day == after.day:
        raise ReadTwice(meter.id, after.day)
    used = _thousandths(meter, after) - _thousandths(meter, before)
    if used >= 0:
        return used
    full = _full(meter)
    if 10 * (used + full) > full:
        raise ReadingTooLow(meter.id, after.day)
    return used + full


def _thousandths(meter: Meter, reading: Reading) -> int:
    try:
        exact = reading.value.quantize(_THOUSANDTH, context=_EXACT)
        thousandths = int(exact.scaleb(3, _EXACT))
    except (Inexact, InvalidOperation, ValueError):
        raise InvalidReading(meter.id, reading.day) from None
    if not 0 <= thousandths < _full(meter):
        raise InvalidReading(meter.id, reading.day)
    return thousandths


def _full(meter: Meter) -> int:
    """Return the thousandths at which the counter begins at 0 again."""
    return int(10 ** (meter.digits + 3))


def _held(
    pieces: Sequence[Piece], places: list[int], since: date, until: date
) -> list[tuple[int, date, date]]:
    """Return place and period of the pieces of one lot in [since, until).

    The first and the last have no bound there: readings near the day count for them.
    """
    days = days_held([pieces[place] for place in places], since, until)
    bearing = [place for place, count in zip(places, days, strict=True) if count]
    return [
        (
            place,
            date.min if place == bearing[0] else pieces[place].since,
            date.max if place == bearing[-1] else pieces[place].until,
        )
        for place in bearing
    ]


def _divide(
    interval: Interval, held: list[tuple[int, date, date]], found: Consumption
) -> None:
    """Add what was used in the interval to who held the lot during it, by days."""
    days = [
        days_common(since, until, interval.since, interval.until)
        for _, since, until in held
    ]
    by_days = interval.used > 0 and sum(map(bool, days)) > 1
    parts = apportion(interval.used, days)
    for (place, _, _), count, part in zip(held, days, parts, strict=True):
        found.quantities[place] += part
        found.estimated[place] |= by_days and count > 0
