"""In which fiscal year a day is booked: the one way to know it, beside the book calendar."""

from collections.abc import Iterable
from datetime import date

from buildings.models import Building
from finance.fiscal_year import year_around
from koprogo.ledger.models import FiscalYear


def year_of(day: date) -> int:
    """Return the fiscal year of a day, by the calendar year in which it begins.

    A year that somebody opened says so itself: it may last longer than twelve months,
    or begin in another one than the years before. Two statements.
    """
    return year_span(day)[0].year


def years_of(days: Iterable[date]) -> dict[date, int]:
    """Return the fiscal year of each day: two statements."""
    return {day: since.year for day, (since, _until) in _spans(days).items()}


def year_span(day: date, building: Building | None = None) -> tuple[date, date]:
    """Return the fiscal year of a day as [since, until).

    ``building``: the one entered, where it is at hand.
    """
    return _spans([day], building)[day]


def _spans(
    days: Iterable[date], building: Building | None = None
) -> dict[date, tuple[date, date]]:
    opened = list(FiscalYear.objects.values_list("since", "until"))
    first_month = (building or Building.objects.get()).fiscal_year_start
    return {
        day: year_around(day, first_month=first_month, opened=opened) for day in days
    }
