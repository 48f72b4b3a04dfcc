"""Periods that are settled take nothing more: what the database refuses, by its name."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import IntegrityError

from finance.errors import PeriodShut

SETTLED = "finance_period_settled"  # the constraint that the trigger names: 0011


@contextmanager
def period_open() -> Iterator[None]:
    """Say it when something is booked in a period that was settled meanwhile.

    Raises:
        PeriodShut: a statement of charges that stands has settled this day.
    """
    try:
        yield
    except IntegrityError as error:
        found = error.__cause__.diag
        if found.constraint_name != SETTLED:
            raise
        raise PeriodShut(date.fromisoformat(found.message_detail)) from error
