"""The quarters of the ASBL's books: which are closed, and what is open in the others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, Max, Min, OuterRef, QuerySet, Value

from buildings.models import ParticipationPeriod
from koprogo.ledger.models import Entry
from transparency.models import Contribution, Quarter, Voucher
from transparency.months import (
    first_of_month,
    months_between,
    next_quarter,
    quarter_days,
    quarter_of,
)
from transparency.queries.participations import CONTRIBUTING, running

State = Voucher.State


def first_open_day() -> date | None:
    """Return the first day after the last closed quarter; None: none is closed."""
    return closed_quarters().aggregate(day=Max("until"))["day"]


def closed_quarters() -> QuerySet[Quarter]:
    return Quarter.objects.filter(closed_at__isnull=False)


def next_to_close() -> tuple[int, int] | None:
    """Return the year and number of the first open quarter that has an entry or follows
    a closed one; None: nothing is booked.
    """
    first = first_open_day() or Entry.objects.aggregate(day=Min("date"))["day"]
    return quarter_of(first) if first else None


@dataclass(frozen=True, slots=True)
class QuarterRow:
    """A quarter on the page. ``undecided``: vouchers; ``unbilled``: participations that
    lack the contribution of a month, by month. ``closed``: its row once it is closed.
    """

    year: int
    number: int
    since: date
    until: date
    closed: Quarter | None
    undecided: int
    unbilled: Mapping[date, int]
    is_over: bool
    is_next: bool

    @property
    def may_close(self) -> bool:
        return self.is_next and self.is_over and not self.unbilled

    @property
    def last_day(self) -> date:
        return date.fromordinal(self.until.toordinal() - 1)

    @property
    def waits_for(self) -> int:
        """How many contributions it still lacks."""
        return sum(self.unbilled.values())


def quarter_rows(*, on: date) -> list[QuarterRow]:
    """Return all quarters from the first with an entry to that of ``on``, latest first.

    Seven statements.
    """
    closed = {
        (row.year, row.number): row
        for row in closed_quarters().select_related("closed_by")
    }
    wanted = next_to_close()
    lacking = unbilled_months(since=first_open_day(), on=on)
    undecided = _undecided()
    return [
        _row(one, closed.get(one), wanted, lacking, undecided, on)
        for one in reversed(_spans(closed, wanted, on))
    ]


def _spans(
    closed: Iterable[tuple[int, int]], wanted: tuple[int, int] | None, on: date
) -> list[tuple[int, int]]:
    found = sorted(closed)
    following, last = wanted or quarter_of(on), quarter_of(on)
    while following <= last:
        found.append(following)
        following = next_quarter(*following)
    return found


def _row(key, closed, wanted, lacking, undecided, on) -> QuarterRow:
    """What months before the first quarter lack is told with it."""
    since, until = quarter_days(*key)
    is_next = key == wanted
    return QuarterRow(
        year=key[0],
        number=key[1],
        since=since,
        until=until,
        closed=closed,
        undecided=sum(
            begins < until and (dated >= since or ends > since)
            for begins, ends, dated in undecided
        )
        if closed is None
        else 0,
        unbilled={
            month: many
            for month, many in lacking.items()
            if month < until and (is_next or month >= since)
        },
        is_over=until <= on,
        is_next=is_next,
    )


def _undecided() -> list[tuple[date, date, date]]:
    """Return (first day concerned, end, date) of the vouchers that wait."""
    waiting = Voucher.objects.filter(state=State.ENTERED)
    return [
        (min(since, dated), until, dated)
        for since, until, dated in waiting.values_list("since", "until", "dated")
    ]


def unbilled_months(*, since: date | None, on: date) -> dict[date, int]:
    """Return, by month that has begun, how many contributions are missing.

    ``since``: the first open day, if a quarter is closed. Only months that lack one.
    Two statements.
    """
    began = _began()
    if began is None:
        return {}
    months = [*months_between(max(since or began, began), _day_after(on))]
    if not months:
        return {}
    first, *others = (_lacking(month) for month in months)
    rows = first.union(*others, all=True) if others else first
    return {month: many for month, many in sorted(rows) if many}


def unbilled(month: date):
    """Return the participations whose contribution of ``month`` is not written yet."""
    written = Contribution.objects.filter(participation=OuterRef("pk"), month=month)
    return running(month).exclude(Exists(written))


def _lacking(month: date):
    return (
        unbilled(month)
        .order_by()
        .annotate(of=Value(month))
        .values("of")
        .annotate(many=Count("pk"))
        .values_list("of", "many")
    )


def _began() -> date | None:
    """Return the month in which the first contribution of all may be due."""
    periods = ParticipationPeriod.objects.filter(way__in=CONTRIBUTING)
    first = periods.aggregate(day=Min("since"))["day"]
    return first and first_of_month(first)


def _day_after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)
