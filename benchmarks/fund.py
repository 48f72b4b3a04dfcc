"""The solidarity fund: its arithmetic, its list of requests, direct debits, keys."""

import os
import random
import statistics
from base64 import b64encode
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from time import perf_counter

from django.conf import settings
from django.db import connection
from django.test.utils import override_settings
from django.urls import reverse
from django.utils import timezone

from benchmarks import fund_making, report
from benchmarks.database import refresh_statistics
from benchmarks.members import asbl_with_members
from benchmarks.statements import Count, counted
from koprogo.tenancy import enter
from solidarity.analysis import Known, analyse
from solidarity.disclosure import publishable
from solidarity.instalments import schedule
from solidarity.models import DebitBatch, Request
from solidarity.scoring import score
from solidarity.services import debits
from solidarity.terms import DEFAULT_TERMS, Kind
from solidarity.vault import renew_encryption

RUNS = 5
SCORED, SCHEDULES, LOANS, OPEN, PAGES = 10_000, 1_000, 2_000, 500, 9
QUARTERS = 40
SEED = 1
DAY = date(2026, 6, 1)
TARGET_STATEMENTS = 15


def run() -> None:
    """Measure and print."""
    report.title("The solidarity fund")
    _print_arithmetic()
    asbl_with_members()
    fund = fund_making.fund()
    with enter(fund.pk, by=None):
        fund_making.requests(OPEN, state=Request.State.COMPLETE, prefix="R")
        client = fund_making.member()
    refresh_statistics()
    _print_page(client)
    with enter(fund.pk, by=None):
        fund_making.loans(LOANS)
    refresh_statistics()
    _print_debits(fund)
    _print_renewal()


def _best(work: Callable[[], object], runs: int = RUNS) -> float:
    taken = []
    for _run in range(runs):
        begun = perf_counter()
        work()
        taken.append(perf_counter() - begun)
    return min(taken)


# Without the database


def _print_arithmetic() -> None:
    said = [fund_making.answers(number) for number in range(SCORED)]
    rows = [
        (f"score of {SCORED:,} requests", lambda: [_scored(one) for one in said]),
        (
            f"conditions and score of {SCORED:,} requests",
            lambda: [_analysed(one) for one in said],
        ),
        (
            f"{SCHEDULES:,} plans of 84 months at 1.5 %",
            lambda: [_planned(number) for number in range(SCHEDULES)],
        ),
    ]
    for few, many in ((0, 3), (0, 40)):
        table = _table(few, many)
        rows.append(
            (
                f"suppression: {QUARTERS} quarters by kind, cells of {few} to {many}",
                lambda table=table: publishable(table),
            )
        )
    report.table(
        [("", "ms"), *((name, f"{_best(work) * 1000:,.1f}") for name, work in rows)]
    )


def _scored(said):
    return score(
        net_income=said.net_income,
        household=said.household,
        debt_ratio=said.debt_ratio,
        urgency=said.urgency,
    )


def _analysed(said):
    return analyse(said, Known(is_member=True), terms=DEFAULT_TERMS, on=DAY)


def _planned(number: int):
    amount = Decimal(12_000 + number)
    return schedule(amount, annual_percent=Decimal("1.5"), months=84, first_due=DAY)


def _table(few: int, many: int) -> dict[tuple[str, str], int]:
    numbers = random.Random(SEED)
    quarters = [f"Q{number:02}" for number in range(QUARTERS)]
    return {
        (quarter, kind.value): numbers.randint(few, many)
        for quarter, kind in product(quarters, Kind)
    }


# With it


def _print_page(client) -> None:
    path = reverse("solidarity:committee")
    for _warm_up in range(2):
        _fetch(client, path)
    with counted() as count:
        _fetch(client, path)
    taken = []
    for _page in range(PAGES):
        begun = perf_counter()
        _fetch(client, path)
        taken.append(perf_counter() - begun)
    milliseconds = statistics.median(taken) * 1000
    report.table(
        [
            (f"the committee's list, {OPEN} requests open", "statements", "median ms"),
            ("first page", f"{count.work} (+{count.control})", f"{milliseconds:.1f}"),
        ]
    )
    report.note(f"Target: <= {TARGET_STATEMENTS} statements, however many are open.")


def _fetch(client, path: str) -> None:
    response = client.get(path)
    if response.status_code != 200:
        raise RuntimeError(f"{path} answered {response.status_code}")


def _print_debits(fund) -> None:
    today, by = timezone.localdate(), fund_making.somebody("treasurer")
    steps = [_step(fund, lambda: debits.announce(day=today + timedelta(days=3), by=by))]
    with enter(fund.pk, by=None):
        batch = DebitBatch.objects.get()
    size = 0

    def write() -> None:
        nonlocal size
        size = len(debits.make_file(batch, by=by))

    steps.append(_step(fund, write))
    with enter(fund.pk, by=None):
        DebitBatch.objects.update(day=today)
    steps.append(_step(fund, lambda: debits.collected(batch, by=by)))
    names = ("announced, with the mails", f"file of {size / 1000:,.0f} kB", "booked")
    report.table(
        [
            (f"direct debits of {LOANS:,} loans", "statements", "s"),
            *(
                (name, count.work, f"{seconds:.2f}")
                for name, (count, seconds) in zip(names, steps, strict=True)
            ),
        ]
    )


def _step(fund, work: Callable[[], object]) -> tuple[Count, float]:
    with counted() as count:
        begun = perf_counter()
        with enter(fund.pk, by=None):
            work()
        seconds = perf_counter() - begun
    connection.queries_log.clear()
    return count, seconds


def _print_renewal() -> None:
    key = b64encode(os.urandom(32)).decode()
    with override_settings(ENCRYPTION_KEYS=f"newer:{key},{settings.ENCRYPTION_KEYS}"):
        begun = perf_counter()
        keys = renew_encryption()
        seconds = perf_counter() - begun
    requests = LOANS + OPEN
    report.facts(
        [
            (
                f"keys of {requests:,} requests renewed",
                f"{seconds:.2f} s, {keys:,} keys",
            ),
            ("for 1,000 requests", f"{seconds / requests * 1000:.2f} s"),
        ]
    )
