"""Writing the contributions of 5,000 participations: seconds and statements."""

from datetime import date
from time import perf_counter

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks import report
from benchmarks.database import refresh_statistics
from benchmarks.members import MEMBERS, asbl_with_members
from koprogo.tenancy import enter
from transparency.models import Contribution
from transparency.queries.contributions import balances, totals
from transparency.services.contributions import bill_batch

MONTHS = (date(2025, 1, 1), date(2025, 2, 1))
TARGET_SECONDS = 5
TARGET_PAGE_MS = 1_000


def run() -> None:
    """Bill two months, batch after batch, as the worker does; then read the balances."""
    association = asbl_with_members()
    refresh_statistics()
    rows = []
    for month in MONTHS:
        batches = []
        while written := _batch(association, month):
            batches.append(written)
        rows.append(
            (
                f"{month:%Y-%m}",
                f"{sum(many for many, _s, _n in batches):,}",
                len(batches),
                max(statements for _m, _s, statements in batches),
                f"{sum(seconds for _m, seconds, _n in batches):.2f}",
            )
        )
    refresh_statistics()
    report.title(f"Writing the contributions of {MEMBERS:,} participations")
    report.table([("month", "written", "batches", "statements each", "s"), *rows])
    report.note(f"Target: {TARGET_SECONDS} s a month, statements that do not grow.")
    _print_reading(association)


def _batch(association, month: date) -> tuple[int, float, int] | None:
    with enter(association.pk, by=None), CaptureQueriesContext(connection) as seen:
        begun = perf_counter()
        many = bill_batch(month, by=None)
        seconds = perf_counter() - begun
    return (many, seconds, len(seen)) if many else None


def _print_reading(association) -> None:
    today = timezone.localdate()
    with enter(association.pk, by=None, read_only=True):
        lines = Contribution.objects.count()
        reads = {
            "a page of balances": lambda: list(balances(on=today)[:50]),
            "those that are late": lambda: list(
                balances(on=today, only="overdue")[:50]
            ),
            "the totals": lambda: totals(on=today),
        }
        seconds = {name: _timed(read) for name, read in reads.items()}
    report.table(
        [
            (f"of {lines:,} contributions", "ms"),
            *((name, f"{taken * 1000:,.0f}") for name, taken in seconds.items()),
        ]
    )
    report.note(f"Target: {TARGET_PAGE_MS:,} ms for what a person waits for.")


def _timed(read) -> float:
    begun = perf_counter()
    read()
    return perf_counter() - begun
