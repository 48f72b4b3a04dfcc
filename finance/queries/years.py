"""In which fiscal year a day is booked."""

from collections.abc import Iterable
from datetime import date

from buildings.models import Building
from finance.fiscal_year import fiscal_year
from koprogo.ledger.models import FiscalYear
from koprogo.ledger.queries import opened_year


def year_of(day: date) -> int:
    """Return the fiscal year of a day, by the calendar year in which it begins.

    A year that somebody opened says so itself: it may last longer than twelve months,
    or begin in another one than the years before.
    """
    opened = opened_year(day)
    if opened is not None:
        return opened.year
    return fiscal_year(day, first_month=Building.objects.get().fiscal_year_start)


def years_of(days: Iterable[date]) -> dict[date, int]:
    """Return the fiscal year of each day: two statements."""
    opened = list(FiscalYear.objects.all())
    first_month = Building.objects.get().fiscal_year_start
    return {
        day: next(
            (one.year for one in opened if one.since <= day < one.until),
            fiscal_year(day, first_month=first_month),
        )
        for day in days
    }
