"""What neighbours did, as the rule of ``community.impact`` wants it; and what was told."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from django.db.models import F
from django.db.models.functions import Least
from django.utils import timezone

from community.impact import (
    Act,
    Deed,
    Estimates,
    Factors,
    Facts,
    Name,
    added,
    estimated,
    estimates,
    months_before,
    months_until,
)
from community.kinds import Kind
from community.models import (
    Booking,
    HoursTransfer,
    ImpactFactor,
    ImpactMonth,
    ImpactSum,
    Reservation,
)

__all__ = [
    "Everybody",
    "Impact",
    "Row",
    "deeds",
    "due_months",
    "factor_list",
    "factors_in",
    "in_force",
    "last_month",
    "of_building",
    "of_everybody",
]

# What neighbours did


def deeds(first: date, last: date) -> list[Deed]:
    """Return what was done in the building entered, from one month to another.

    Both months with it. Three statements. What was undone again is left out, and so is
    what somebody did with a thing of his own.
    """
    zone = timezone.get_default_timezone()
    begin, end = (
        datetime.combine(day, time.min, tzinfo=zone)
        for day in (first, months_before(last, -1))
    )
    return [*_hours(begin, end), *_lent(begin, end), *_given(begin, end)]


def _hours(begin: datetime, end: datetime) -> Iterator[Deed]:
    rows = HoursTransfer.objects.filter(
        kind=HoursTransfer.Kind.EXCHANGE,
        mirror=None,
        legs__minutes__gt=0,
        made_at__gte=begin,
        made_at__lt=end,
    ).order_by()
    names = ("made_at", "exchange__giver", "exchange__receiver", "legs__minutes")
    for made_at, giver, taker, minutes in rows.values_list(*names):
        yield Deed(Act.HOURS, _month(made_at), giver, taker, minutes=minutes)


def _lent(begin: datetime, end: datetime) -> Iterator[Deed]:
    """Yield what was handed over of things to lend; a common room changes no hands."""
    rows = (
        Booking.objects.filter(bookable__post__kind=Kind.THING)
        .annotate(handed=Least("given_at", "taken_at"))
        .filter(handed__gte=begin, handed__lt=end)
        .exclude(neighbour=F("bookable__post__author"))
        .order_by()
    )
    names = ("handed", "bookable__post__author", "neighbour", "bookable")
    for moment, giver, taker, thing in rows.values_list(*names):
        yield Deed(Act.LOAN, _month(moment), giver, taker, thing=("lent", thing))


def _given(begin: datetime, end: datetime) -> Iterator[Deed]:
    """Yield what the bazaar handed over; what is lent to be kept comes back."""
    rows = Reservation.objects.filter(
        handed_at__gte=begin, handed_at__lt=end
    ).order_by()
    names = (
        *("handed_at", "item__post__kind", "item__post__author"),
        *("ask__neighbour", "item"),
    )
    for moment, kind, giver, taker, thing in rows.values_list(*names):
        act = Act.LOAN if kind == Kind.KEEP else Act.GIFT
        yield Deed(act, _month(moment), giver, taker, thing=("given", thing))


def _month(moment: datetime) -> date:
    return timezone.localdate(moment).replace(day=1)


# What is told


def last_month(today: date) -> date:
    """Return the latest month that is over."""
    return months_before(today, 1)


def due_months(today: date) -> list[date]:
    """Return the months of the last year that are over and not told of everybody yet."""
    found = months_until(last_month(today))
    told = ImpactSum.objects.filter(month__in=found).values_list("month", flat=True)
    return sorted(set(found) - set(told))


@dataclass(frozen=True, slots=True)
class Row:
    """What is told of a month, and what follows from it by the factors of that month."""

    month: date
    facts: Facts
    factors: Factors | None

    @property
    def estimates(self) -> Estimates:
        return estimates(self.facts, self.factors)


@dataclass(frozen=True, slots=True)
class Impact:
    """Months that follow each other, told or not, and their sums.

    ``factors``: by which the last of them is estimated.
    """

    rows: Sequence[Row]
    factors: Sequence[ImpactFactor]

    @property
    def is_told(self) -> bool:
        return any(row.facts.is_told for row in self.rows)

    @property
    def facts(self) -> Facts:
        return added(row.facts for row in self.rows)

    @property
    def estimates(self) -> Estimates:
        return estimated(row.estimates for row in self.rows)


def of_building(today: date, *, every: bool = False) -> Impact:
    """Return the last twelve months of the building entered: two statements.

    ``every``: all months since the first one that was told. A month in which nobody did
    anything looks like one in which few did.
    """
    last = last_month(today)
    found = {row.month: row.facts for row in ImpactMonth.objects.order_by("month")}
    months = months_until(last)
    if every:
        while found and months[0] > next(iter(found)):
            months.insert(0, months_before(months[0], 1))
    return _impact(months, found)


@dataclass(frozen=True, slots=True)
class Everybody:
    """``is_written``: a month was summed up, told or not. ``hours_of``, ``things_of``:
    how many buildings told these in the month in which most did.
    """

    impact: Impact
    is_written: bool
    hours_of: int
    things_of: int


def of_everybody(today: date) -> Everybody:
    """Return the last twelve months of all buildings together: two statements."""
    months = months_until(last_month(today))
    rows = list(ImpactSum.objects.filter(month__in=months))
    return Everybody(
        impact=_impact(months, {row.month: row.facts for row in rows}),
        is_written=bool(rows),
        hours_of=max((row.hours_of for row in rows), default=0),
        things_of=max((row.things_of for row in rows), default=0),
    )


def _impact(months: Sequence[date], found: dict[date, Facts]) -> Impact:
    known = factor_list()
    rows = [
        Row(month, found.get(month, Facts()), factors_in(known, month))
        for month in months
    ]
    holding = in_force(known, rows[-1].month)
    return Impact(rows, [holding[name] for name in Name if name in holding])


# By which factors


def factor_list() -> list[ImpactFactor]:
    """Return every factor there was or will be, the earliest first: one statement."""
    rows = ImpactFactor.objects.select_related("recorded_by")
    return list(rows.order_by("since", "pk"))


def in_force(rows: Iterable[ImpactFactor], month: date) -> dict[Name, ImpactFactor]:
    """Return what holds in a month; ``rows`` in the order of ``factor_list``."""
    return {Name(row.name): row for row in rows if row.since <= month}


def factors_in(rows: Iterable[ImpactFactor], month: date) -> Factors | None:
    """Return the factors of a month; None: one of them had not begun."""
    found: dict[Name, Decimal] = {
        name: row.value for name, row in in_force(rows, month).items()
    }
    if len(found) < len(Name):
        return None
    return Factors(found[Name.SHARE], found[Name.PRICE], found[Name.CARBON])
