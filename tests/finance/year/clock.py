"""Today, as services read it: a year passes in a second.

The entries, and what is compared with their moment, keep the clock of the database.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone

from finance.months import add_months

MONTHS = 12


class Clock:
    """It stands at noon of ``day``; it never goes back."""

    def __init__(self, day: date) -> None:
        self.day = day

    def now(self) -> datetime:
        return datetime.combine(self.day, time(12), tzinfo=UTC)

    def go_to(self, day: date) -> date:
        """Let it be this day, or stay at a later one; return the day it is."""
        self.day = max(self.day, day)
        return self.day


@contextmanager
def standing_at(day: date) -> Iterator[Clock]:
    """Let services believe that it is this day, and whatever the clock says later."""
    clock = Clock(day)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", clock.now)
        yield clock


def first_day(first_month: int) -> date:
    """Return when the last fiscal year began that begins with this month and ended four
    months ago, or before: what follows it has room before the day of the test.
    """
    today = timezone.localdate()
    since = date(today.year, first_month, 1)
    while add_months(since, MONTHS + 4) > today:
        since = add_months(since, -MONTHS)
    return since


def month_of(since: date, number: int, day: int = 1) -> date:
    """Return a day of a month of the year that begins ``since``; 0 is the first month."""
    return add_months(since, number) + timedelta(days=day - 1)
