"""What suppliers cost in a fiscal year, as it is booked."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q, Sum

from buildings.models import Building
from finance.fiscal_year import year_around
from finance.models import Cost
from koprogo.ledger.models import FiscalYear

DAY = timedelta(days=1)
ZERO = Decimal("0.00")
Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class YearSpans:
    """A fiscal year [since, until) and the one before it."""

    year: Span
    before: Span


def spans_of_year(year: int, building: Building) -> YearSpans | None:
    """Return the fiscal year that begins in a calendar year; none begins in some.

    One statement.
    """
    opened, first = _opened(), building.fiscal_year_start
    named = [span for span in opened if span[0].year == year]
    here = date(year, first, 1)
    since, until = (named or [year_around(here, first_month=first, opened=opened)])[0]
    if since.year != year:
        return None
    before = year_around(since - DAY, first_month=first, opened=opened)
    return YearSpans((since, until), before)


def last_year_over(building: Building, *, on: date) -> int:
    """Return the last fiscal year that is over on a day: one statement."""
    opened, first = _opened(), building.fiscal_year_start
    since, _until = year_around(on, first_month=first, opened=opened)
    return year_around(since - DAY, first_month=first, opened=opened)[0].year


def _opened() -> list[Span]:
    return list(FiscalYear.objects.values_list("since", "until"))


def costs_of_suppliers(
    spans: Sequence[Span], suppliers: Sequence[int]
) -> dict[int, list[Decimal]]:
    """Return what each of these suppliers (pk) cost in each of these periods, in EUR.

    VAT included and credit notes deducted, as spread over the periods that an invoice
    covers, whoever bears it and from whichever fund; without works that have calls of
    their own. One statement.
    """
    sums = {
        f"cost_{number}": Sum(
            "amount", filter=Q(entry__date__gte=since, entry__date__lt=until)
        )
        for number, (since, until) in enumerate(spans)
    }
    rows = (
        Cost.objects.ordinary()
        .filter(withdrawal=False, line__invoice__supplier__in=suppliers)
        .order_by()
        .values_list("line__invoice__supplier")
        .annotate(**sums)
    )
    return {supplier: [cost or ZERO for cost in costs] for supplier, *costs in rows}
