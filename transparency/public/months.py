"""Months and quarters as text: "2026-03" and "2026-Q1". As text they sort in time. Pure."""

import re
from datetime import date
from typing import NewType

Month = NewType("Month", str)
Quarter = NewType("Quarter", str)

MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
QUARTER = re.compile(r"[0-9]{4}-Q[1-4]")


def month_of(day: date) -> Month:
    """Return the month of a day."""
    return _written(day.year * 12 + day.month - 1)


def later(month: Month, months: int) -> Month:
    """Return the month that is ``months`` later; below 0, earlier."""
    return _written(_count(month) + months)


def from_to(first: Month, last: Month) -> list[Month]:
    """Return the months from ``first`` to ``last``, both included; none if it is before."""
    return [_written(count) for count in range(_count(first), _count(last) + 1)]


def first_day(month: Month) -> date:
    """Return the first day of a month."""
    return date(int(month[:4]), int(month[5:]), 1)


def quarter_of(month: Month) -> Quarter:
    """Return the quarter in which a month lies."""
    return Quarter(f"{month[:4]}-Q{(int(month[5:]) + 2) // 3}")


def months_of(quarter: Quarter) -> list[Month]:
    """Return the three months of a quarter."""
    first = Month(f"{quarter[:4]}-{int(quarter[6:]) * 3 - 2:02}")
    return from_to(first, later(first, 2))


def _count(month: Month) -> int:
    return int(month[:4]) * 12 + int(month[5:]) - 1


def _written(count: int) -> Month:
    return Month(f"{count // 12:04}-{count % 12 + 1:02}")
