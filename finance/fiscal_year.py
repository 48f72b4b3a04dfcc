"""Which fiscal year a day belongs to. Pure."""

from collections.abc import Iterable
from datetime import date, timedelta

from finance.months import add_months


def fiscal_year(day: date, *, first_month: int) -> int:
    """Return the calendar year in which the fiscal year of ``day`` began.

    ``first_month``: 1 to 12, the month whose first day opens the year.
    """
    return day.year if day.month >= first_month else day.year - 1


def year_around(
    day: date, *, first_month: int, opened: Iterable[tuple[date, date]]
) -> tuple[date, date]:
    """Return the fiscal year [since, until) of ``day``; it is called by ``since.year``.

    ``opened``: years that say themselves how long they last. Any other has twelve
    months from ``first_month`` on, as far as no opened year holds some of them.
    """
    since = first_day_of_year(day, first_month=first_month)
    until = add_months(since, 12)
    for begin, end in opened:
        if begin <= day < end:
            return begin, end
        if end <= day:
            since = max(since, end)
        else:
            until = min(until, begin)
    return since, until


def first_day_of_year(day: date, *, first_month: int) -> date:
    """Return the day on which the fiscal year of ``day`` began."""
    return date(fiscal_year(day, first_month=first_month), first_month, 1)


def year_name(since: date, until: date) -> str:
    """Return what people call the year [since, until): 2026, or 2025–2026."""
    last = until - timedelta(days=1)
    return str(since.year) if since.year == last.year else f"{since.year}–{last.year}"
