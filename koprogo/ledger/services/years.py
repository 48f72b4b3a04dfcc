"""Fiscal years: opened, closed in their order, reopened for a reason from the last on."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from koprogo.audit.services import record
from koprogo.ledger.errors import (
    AlreadyClosed,
    EarlierYearOpen,
    LaterYearClosed,
    NoReason,
    NotClosed,
    YearDoesNotFit,
    YearExists,
    YearNotOpened,
    YearTooLong,
)
from koprogo.ledger.models import Entry, FiscalYear
from koprogo.ledger.services.posting import hold_books

REFUSALS = {
    "fiscal_year_dates": YearTooLong,
    "fiscal_year_two_years": YearTooLong,
    "fiscal_year_once": YearExists,
    "fiscal_year_no_overlap": YearExists,
}


@transaction.atomic
def open_year(*, since: date, until: date, by) -> FiscalYear:
    """Open the fiscal year [since, until); from now on it takes entries of its days only.

    Raises:
        YearTooLong: it ends before it begins, or after more than 24 months.
        YearExists: the year, or some of its days, was opened before.
        YearDoesNotFit: entries are booked in this year on other days, or the reverse.
    """
    hold_books()
    opened = FiscalYear(year=since.year, since=since, until=until)
    _check(opened)
    inside = Entry.objects.filter(date__gte=since, date__lt=until)
    named = Entry.objects.filter(year=opened.year)
    if inside.exclude(year=opened.year).exists() or (
        named.exclude(date__gte=since, date__lt=until).exists()
    ):
        raise YearDoesNotFit(opened.year)
    opened.save(force_insert=True)
    record("year.opened", target=opened, by=by, **_days(opened))
    return opened


@transaction.atomic
def close_year(*, year: int, by) -> FiscalYear:
    """Close a year: an entry is in before this moment, or it is refused.

    Raises:
        YearNotOpened: there is no such year.
        AlreadyClosed: perhaps since this very moment.
        EarlierYearOpen: an earlier year is still open.
    """
    closed = _locked(year)
    if closed.is_closed:
        raise AlreadyClosed(year)
    if FiscalYear.objects.filter(year__lt=year, closed_at=None).exists():
        raise EarlierYearOpen(year)
    closed.closed_at, closed.closed_by = timezone.now(), by
    closed.save(update_fields=["closed_at", "closed_by"])
    closed.refresh_from_db(fields=["closed_at"])  # the database's moment
    record("year.closed", target=closed, by=by, **_days(closed))
    return closed


@transaction.atomic
def reopen_year(*, year: int, reason: str, by) -> FiscalYear:
    """Take back the closing of the last closed year, for a reason that stays on record.

    Raises:
        NoReason: nothing was said.
        YearNotOpened: there is no such year.
        NotClosed: there is nothing to reopen.
        LaterYearClosed: a later year stands on its balances.
    """
    if not reason.strip():
        raise NoReason(year)
    opened = _locked(year)
    if not opened.is_closed:
        raise NotClosed(year)
    if FiscalYear.objects.filter(year__gt=year, closed_at__isnull=False).exists():
        raise LaterYearClosed(year)
    # Before the change: the database looks for it (migrations/0004).
    record(
        "year.reopened",
        target=opened,
        by=by,
        **_days(opened),
        reason=reason.strip(),
        closed_at=opened.closed_at.isoformat(),
    )
    opened.closed_at = opened.closed_by = None
    opened.save(update_fields=["closed_at", "closed_by"])
    return opened


def _days(book: FiscalYear) -> dict[str, str]:
    return {"since": str(book.since), "last_day": str(book.last_day)}


def _locked(year: int) -> FiscalYear:
    hold_books()
    found = FiscalYear.objects.select_for_update().filter(year=year).first()
    if found is None:
        raise YearNotOpened(year)
    return found


def _check(opened: FiscalYear) -> None:
    """Raise the error of the first constraint of the model that the year breaks."""
    for constraint in FiscalYear._meta.constraints:
        if constraint.name in REFUSALS:
            try:
                constraint.validate(FiscalYear, opened)
            except ValidationError:
                raise REFUSALS[constraint.name](opened.year) from None
