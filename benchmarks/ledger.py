"""Posting: many entries at once, and one by one with a commit each, by number."""

import statistics
import time
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from benchmarks import report
from benchmarks.database import refresh_statistics
from benchmarks.statements import Count, counted
from finance.services import open_books
from koprogo.ledger.models import Line, Party
from koprogo.ledger.queries import (
    account_lines,
    entries,
    party_balances,
    trial_balance,
    trial_balance_between,
    verify,
)
from koprogo.ledger.services import EntryDraft, credit, debit, open_year, post_many
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant

SIZES = (100, 1_000, 10_000)
ALONE = 300
RUNS = 3
PARTIES = 2_000
YEAR = 2026
FIRST = date(YEAR, 1, 1)
TARGET_BULK, TARGET_ALONE, TARGET_SLOPE = 3_500, 150, 1.1


def run() -> None:
    tenant = _books()
    bulk = {size: _best(lambda size=size: _at_once(tenant, size)) for size in SIZES}
    counts = {size: _statements(tenant, size) for size in SIZES}
    _print_bulk(bulk, counts)
    _print_alone(_one_by_one(tenant))
    refresh_statistics()
    _print_reading(tenant)


def _books() -> Tenant:
    tenant = Tenant.objects.create(
        slug="ledger", name="Ledger", kind=Tenant.Kind.CO_OWNERSHIP
    )
    with enter(tenant.pk, by=None):
        open_books()
        open_year(since=FIRST, until=date(YEAR + 1, 1, 1), by=None)
        Party.objects.bulk_create(Party() for _each in range(PARTIES))
    return tenant


def _receipts(many: int) -> list[EntryDraft]:
    """Return payments of owners: the bank, and two accounts of the payer."""
    parties = list(Party.objects.values_list("pk", flat=True))
    return [
        EntryDraft(
            journal="bank",
            year=YEAR,
            date=FIRST + timedelta(days=number % 365),
            text=f"Receipt {number}",
            lines=[
                debit("551", Decimal("150.00")),
                credit("4101", Decimal("120.00"), party_id=parties[number % PARTIES]),
                credit("4100", Decimal("30.00"), party_id=parties[number % PARTIES]),
            ],
            source=f"bench:{time.perf_counter_ns()}:{number}",
        )
        for number in range(many)
    ]


def _at_once(tenant: Tenant, number: int) -> float:
    with enter(tenant.pk, by=None):
        drafts = _receipts(number)
    start = time.perf_counter()
    with enter(tenant.pk, by=None):
        post_many(drafts, by=None)
    return time.perf_counter() - start


def _one_by_one(tenant: Tenant) -> list[float]:
    with enter(tenant.pk, by=None):
        drafts = _receipts(ALONE)
    seconds = []
    for draft in drafts:
        start = time.perf_counter()
        with enter(tenant.pk, by=None):
            post_many([draft], by=None)
        seconds.append(time.perf_counter() - start)
    return seconds


def _best(measure: Callable[[], float]) -> float:
    return min(measure() for _run in range(RUNS))


def _statements(tenant: Tenant, number: int) -> Count:
    with counted() as count:
        _at_once(tenant, number)
    return count


def _print_bulk(seconds: Mapping[int, float], counts: Mapping[int, Count]) -> None:
    report.title("Posting in bulk: entries of three lines, one commit")
    report.table(
        [
            ("entries", "statements", "best s", "entries/s"),
            *(
                (f"{n:,}", counts[n].work, f"{taken:.3f}", f"{n / taken:,.0f}")
                for n, taken in seconds.items()
            ),
        ]
    )
    slope = report.slope(seconds)
    report.note(f"Best of {RUNS}; target >= {TARGET_BULK:,} entries a second.")
    report.note(f"Log-log slope {slope:.2f}; target <= {TARGET_SLOPE}.")


def _reports() -> dict[str, Callable[[], object]]:
    """Return what pages read: the pages of long lists are of 50 lines."""
    until = date(YEAR + 1, 1, 1)
    lines = account_lines("4101", since=FIRST, until=until)
    listed = entries("bank", year=YEAR)
    return {
        "trial balance of a day": lambda: trial_balance(on=until),
        "trial balance of a period": lambda: trial_balance_between(
            since=FIRST + timedelta(days=90), until=until
        ),
        "balances of all owners": lambda: party_balances(["4100", "4101"], on=until),
        "account: first page": lambda: list(lines[:50]),
        "account: last page": lambda: list(lines.reverse()[:50]),
        "journal: first page": lambda: list(listed[:50]),
        "nightly check": verify,
    }


def _print_reading(tenant: Tenant) -> None:
    seconds = {}
    with enter(tenant.pk, by=None, read_only=True):
        lines = Line.objects.count()
        for name, read in _reports().items():
            seconds[name] = _best(lambda read=read: _timed(read))
    report.title(f"Reading {lines:,} lines of {PARTIES:,} owners")
    rows = ((name, f"{taken * 1000:,.0f}") for name, taken in seconds.items())
    report.table([("report", "best ms"), *rows])
    report.note("Target: 1,000 ms for what a person waits for.")


def _timed(read: Callable[[], object]) -> float:
    start = time.perf_counter()
    read()
    return time.perf_counter() - start


def _print_alone(seconds: list[float]) -> None:
    report.title("Posting one by one: a commit each")
    ordered = sorted(seconds)
    report.table(
        [
            ("entries", "entries/s", "median ms", "p95 ms"),
            (
                len(ordered),
                f"{len(ordered) / sum(ordered):,.0f}",
                f"{statistics.median(ordered) * 1000:.1f}",
                f"{ordered[int(len(ordered) * 0.95)] * 1000:.1f}",
            ),
        ]
    )
    report.note(f"Target >= {TARGET_ALONE} a second with durable commits.")
