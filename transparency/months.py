"""Months and quarters of the calendar year, as days [since, until). Pure."""

from collections.abc import Iterator
from datetime import date, timedelta

from finance.months import add_months

__all__ = [
    "add_months",
    "first_of_month",
    "last_of_month",
    "months_between",
    "next_quarter",
    "quarter_days",
    "quarter_of",
]


def first_of_month(day: date) -> date:
    return day.replace(day=1)


def last_of_month(day: date) -> date:
    return add_months(first_of_month(day), 1) - timedelta(days=1)


def months_between(since: date, until: date) -> Iterator[date]:
    """Yield the first day of each month that begins in [since, until)."""
    month = first_of_month(since)
    if month < since:
        month = add_months(month, 1)
    while month < until:
        yield month
        month = add_months(month, 1)


def quarter_of(day: date) -> tuple[int, int]:
    """Return the year and the number, 1 to 4, of the quarter of a day."""
    return day.year, (day.month + 2) // 3


def quarter_days(year: int, number: int) -> tuple[date, date]:
    """Return the first day of a quarter, and that of the next."""
    since = date(year, 3 * number - 2, 1)
    return since, add_months(since, 3)


def next_quarter(year: int, number: int) -> tuple[int, int]:
    return quarter_of(quarter_days(year, number)[1])
