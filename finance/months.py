"""Months on the calendar, which are not all of one length. Pure."""

from calendar import monthrange
from datetime import date


def add_months(day: date, months: int) -> date:
    """Return the same day of the month, ``months`` later.

    A month without that day gives its last one: 31 January and one month are 28 or
    29 February. Add to the first day of a series, never to the last one computed:
    31, 28, 31, not 31, 28, 28.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
