"""Quarters are closed in their order, and never opened again."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from koprogo.audit.services import record
from koprogo.ledger.queries import trial_balance
from transparency.errors import (
    MonthsNotBilled,
    NotNextQuarter,
    QuarterAlreadyClosed,
    QuarterNotOver,
)
from transparency.models import Quarter
from transparency.months import quarter_days
from transparency.queries.quarters import next_to_close, unbilled_months
from transparency.services.books import hold_open_books
from transparency.services.publishing import soon
from transparency.services.reports import draft_due
from transparency.services.surplus import propose_if_asked

__all__ = ["close_quarter"]


@transaction.atomic
def close_quarter(*, year: int, number: int, by) -> Quarter:
    """Close a quarter with the balance of every account at its end.

    An entry of its days is in before this moment, or it is refused, whoever posts. Its
    report is drafted, and the members are asked if too much is left.

    Raises:
        QuarterAlreadyClosed: perhaps since this very moment.
        QuarterNotOver: it is not over.
        NotNextQuarter: an earlier one is open, or nothing is booked in it or before.
        MonthsNotBilled: contributions of its months are missing.
    """
    first_open = hold_open_books()
    since, until = quarter_days(year, number)
    if Quarter.objects.filter(
        year=year, number=number, closed_at__isnull=False
    ).exists():
        raise QuarterAlreadyClosed(year, number)
    if until > timezone.localdate():
        raise QuarterNotOver(year, number)
    if next_to_close() != (year, number):
        raise NotNextQuarter(year, number)
    last_day = date.fromordinal(until.toordinal() - 1)
    if unbilled_months(since=first_open, on=last_day):
        raise MonthsNotBilled(year, number)
    quarter, _new = Quarter.objects.get_or_create(
        year=year, number=number, defaults={"since": since, "until": until}
    )
    quarter.closed_at, quarter.closed_by = timezone.now(), by
    quarter.figures = {
        balance.account: f"{balance.net:.2f}" for balance in trial_balance(on=last_day)
    }
    quarter.save(update_fields=["closed_at", "closed_by", "figures"])
    record("quarter.closed", target=quarter, by=by, year=year, quarter=number)
    propose_if_asked(quarter, by=by)
    draft_due(by=by)
    soon()
    return quarter
