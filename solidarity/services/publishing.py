"""Reports of the fund: made by themselves, reviewed by one, published by another."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from koprogo.audit.services import record
from koprogo.tenancy import current_tenant_id
from solidarity.counting import Settled, due_periods, may_tell_money, parts_of
from solidarity.counting import quarter_of as of_day
from solidarity.errors.public import (
    ReportNotMade,
    ReportNotPublished,
    ReportNotReviewed,
    ReportPublished,
    ReportReviewed,
    ReviewerPublishes,
)
from solidarity.models import FundErratum, FundReport
from solidarity.publishing import Cells, cells_of, leaves_room, money_cells
from solidarity.queries import counting
from solidarity.services import yearly
from solidarity.services.report_making import missing_languages, start_making

__all__ = [
    "add_erratum",
    "make_again",
    "make_due",
    "publish_report",
    "review_report",
]


@transaction.atomic
def make_due(*, now: datetime | None = None, by=None) -> list[FundReport]:
    """Make the reports of periods and years that can be told and are not yet; each once.

    Its documents are made by the worker, and then the board is told.
    """
    at = now or timezone.now()
    _alone()
    settled = counting.settled_requests()
    last = counting.last_told()
    due = due_periods(
        settled, told=last.period if last else None, today=timezone.localdate(at)
    )
    made = [_make_period(period, settled, at=at, by=by) for period in due]
    made += yearly.make_due_years(settled, at=at)
    for report in made:
        record("fund_report.made", target=report, by=by, period=report.period)
        start_making(report, by=by)
    return made


def _alone() -> None:
    """Wait for whoever makes reports of this fund at this moment."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('solidarity.report', %s))",
            [current_tenant_id()],
        )


def _make_period(
    period: Sequence[str], settled: Sequence[Settled], *, at: datetime, by
) -> FundReport:
    year, quarter = parts_of(period[-1])
    cells = cells_of([one for one in settled if of_day(one.on) in period])
    money = _money(period, cells, settled)
    return FundReport.objects.create(
        kind=FundReport.Kind.PERIOD,
        year=year,
        quarter=quarter,
        quarters=list(period),
        cells=cells | ({"money": money} if money else {}),
        made_at=at,
    )


def _money(
    period: Sequence[str], cells: Cells, settled: Sequence[Settled]
) -> dict[str, object]:
    """Return the money at the end of a period; nothing, if it would tell of few aids.

    It then waits: the next report that tells it looks at all that moved since.
    """
    window = counting.window_until(period[-1])
    waiting = FundReport.objects.filter(kind="period")
    if window.made_at:
        waiting = waiting.filter(made_at__gt=window.made_at)
    told = [(period, cells), *waiting.values_list("quarters", "cells")]
    named = {name for names, one in told if "amount" in one for name in names}
    accepted = {
        one.request for one in settled if one.accepted and of_day(one.on) in named
    }
    moves = counting.moves_in(window, accepted=accepted)
    if not may_tell_money(moves) or not leaves_room([one for _, one in told], moves):
        return {}
    return money_cells(counting.money_at(window.until))


# Two people


@transaction.atomic
def make_again(report: FundReport, *, by) -> None:
    """Have the documents made that are missing; nothing, if none is.

    Raises:
        ReportPublished: all are there, for good.
    """
    found = _locked_draft(report)
    if missing_languages(found):
        start_making(found, by=by)


@transaction.atomic
def review_report(report: FundReport, *, by) -> FundReport:
    """Note that somebody read the draft and found it right.

    Raises:
        ReportPublished, ReportReviewed: it is, already.
        ReportNotMade: there is nothing to read yet.
    """
    found = _locked_draft(report)
    if found.reviewed_at is not None:
        raise ReportReviewed(found)
    if missing_languages(found):
        raise ReportNotMade(found)
    found.reviewed_at, found.reviewed_by = timezone.now(), by
    found.save(update_fields=["reviewed_at", "reviewed_by"])
    record("fund_report.reviewed", target=found, by=by)
    return found


@transaction.atomic
def publish_report(report: FundReport, *, by) -> FundReport:
    """Publish what somebody else reviewed: it never changes again.

    Raises:
        ReportPublished: it is public.
        ReportNotReviewed: nobody reviewed it.
        ReviewerPublishes: ``by`` reviewed it.
    """
    found = _locked_draft(report)
    if found.reviewed_at is None or missing_languages(found):
        raise ReportNotReviewed(found)
    if by is not None and found.reviewed_by_id == by.pk:
        raise ReviewerPublishes(found)
    found.published_at, found.published_by = timezone.now(), by
    found.save(update_fields=["published_at", "published_by"])
    hashes = list(found.documents.values_list("file__sha256", flat=True))
    record("fund_report.published", target=found, by=by, sha256=hashes)
    return found


@transaction.atomic
def add_erratum(report: FundReport, *, text: str, by) -> FundErratum:
    """Put a note beside a published report, whose numbers stay as they were told.

    Raises:
        ReportNotPublished: a draft has none.
    """
    found = _locked(report.pk)
    if not found.is_published:
        raise ReportNotPublished(found)
    note = FundErratum.objects.create(report=found, text=text, written_by=by)
    record("fund_report.erratum", target=found, by=by)
    return note


def _locked(pk: int) -> FundReport:
    rows = FundReport.objects.select_for_update(of=["self"], no_key=True)
    return rows.get(pk=pk)


def _locked_draft(report: FundReport) -> FundReport:
    found = _locked(report.pk)
    if found.is_published:
        raise ReportPublished(found)
    return found
