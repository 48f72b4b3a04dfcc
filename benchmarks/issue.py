"""Validation of a call: dividing, posting and freezing, by number of lots."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.db.models import Sum
from django.utils import timezone

from benchmarks import report
from benchmarks.building import draft
from benchmarks.statements import Count, counted
from buildings.models import Building
from finance import services
from finance.models import Call, CallLine
from koprogo.ledger.models import Line
from koprogo.tenancy import enter

RUNS = 5
TARGET_SECONDS, TARGET_SLOPE = "1.5 at 2,000", 1.1


@dataclass(frozen=True, slots=True)
class Measured:
    """``seconds``: the best run, the commit included. ``gap``: EUR, 0 when exact."""

    count: Count
    seconds: list[float]
    lines: int
    gap: Decimal

    @property
    def best(self) -> float:
        return min(self.seconds)


def measure(building: Building) -> Measured:
    """Issue calls of three items: one to count its statements, then five to time."""
    with counted() as count:
        _issue(building, _prepared(building))
    seconds = []
    for _run in range(RUNS):
        call = _prepared(building)
        start = time.perf_counter()
        _issue(building, call)
        seconds.append(time.perf_counter() - start)
    with enter(building.pk, by=None):
        lines = CallLine.objects.filter(document__call=call).count()
        return Measured(count, seconds, lines, _gap(call))


def _prepared(building: Building) -> Call:
    with enter(building.pk, by=None):
        return draft(due_on=timezone.localdate() + timedelta(days=30))


def _issue(building: Building, call: Call) -> None:
    with enter(building.pk, by=None):
        services.issue_call(call, by=None)


def _gap(call: Call) -> Decimal:
    """Return what is lost between the items, the documents, the lines, the books."""
    call.refresh_from_db()
    called = call.items.aggregate(sum=Sum("amount"))["sum"]
    sums = (
        call.documents.aggregate(sum=Sum("total"))["sum"],
        CallLine.objects.filter(document__call=call).aggregate(sum=Sum("amount"))[
            "sum"
        ],
        *Line.objects.filter(entry=call.entry)
        .aggregate(debit=Sum("debit"), credit=Sum("credit"))
        .values(),
    )
    return max(abs(called - found) for found in sums)


def print_table(measured: Mapping[int, Measured]) -> None:
    report.title("Issuing a call for funds: three items, one document for each holder")
    report.table(
        [
            ("lots", "lines", "statements", "transaction", "best s", "worst s", "sums"),
            *(
                (
                    f"{lots:,}",
                    f"{found.lines:,}",
                    found.count.work,
                    found.count.control,
                    f"{found.best:.3f}",
                    f"{max(found.seconds):.3f}",
                    "exact" if found.gap == 0 else f"€ {found.gap} off",
                )
                for lots, found in measured.items()
            ),
        ]
    )
    report.note(f"Best of {RUNS}; target <= {TARGET_SECONDS} lots.")
    if len(measured) > 1:
        slope = report.slope({lots: found.best for lots, found in measured.items()})
        report.note(f"Log-log slope {slope:.2f}; target <= {TARGET_SLOPE}.")
