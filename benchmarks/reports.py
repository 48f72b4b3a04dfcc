"""Reports of the books by number of lots: pages, tables, and paper by the worker."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from benchmarks import report
from benchmarks.statements import Count, counted
from buildings.models import Building, Owner
from finance.exports.reports import MOST, report_pdf
from finance.queries.entries import Reader
from finance.reports import OWNERS, READABLE, Terms, whole_report
from koprogo.accounts.models import User
from koprogo.tenancy import enter

RUNS = 5
TARGET_STATEMENTS, TARGET_SECONDS = 12, 1
PAPER = "owners on paper, worker"


@dataclass(frozen=True, slots=True)
class Measured:
    """``seconds``: the best of a whole request; None where no statements are counted."""

    count: Count | None
    seconds: float


def measure(building: Building) -> dict[str, Measured]:
    """Ask for every report of the last year and a bit, as a syndic; one as a co-owner."""
    with enter(building.pk, by=None):
        owner = Owner.objects.filter(user__isnull=False).first().user
    lots = building.slug.removeprefix("lots-")
    syndic = User.objects.get(email=f"syndic@{lots}.example")
    today = timezone.localdate()
    since = today - timedelta(days=400)
    found = {
        name: _asked(user, f"{address}?since={since}&until={today}")
        for name, user, address in _addresses(building, syndic, owner)
    }
    return found | {PAPER: Measured(None, _paper(building))}


def _addresses(building: Building, syndic: User, owner: User):
    def url(name, *arguments):
        return reverse(f"finance:{name}", args=[building.slug, *arguments])

    year = timezone.localdate().year
    for name in READABLE:
        yield name, syndic, url("books-report", name)
    yield "owners", syndic, url("books-owners")
    yield "owners, CSV", syndic, url("books-owners-table", "csv")
    yield "account 551", syndic, url("books-account", "551")
    yield "account 551, co-owner", owner, url("books-account", "551")
    yield "account 4101", syndic, url("books-account", "4101")
    yield "account 4101, CSV", syndic, url("books-account-table", "4101", "csv")
    yield "journal of the bank", syndic, url("books-journal", "bank", year)
    yield "years", syndic, url("years")


def _asked(user: User, address: str) -> Measured:
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)

    def ask() -> None:
        if client.get(address).status_code != 200:
            raise RuntimeError(f"{address} did not answer")

    ask()
    with counted() as count:
        ask()
    return Measured(count, _best(ask))


def _paper(building: Building) -> float:
    """Return the seconds that the worker needs for the longest report of people."""
    today = timezone.localdate()
    with enter(building.pk, by=None):
        place = Building.objects.select_related("tenant").get()
        terms = Terms(OWNERS, today, today)
        made = whole_report(terms, reader=Reader(sees_people=True), most=MOST)
        start = time.perf_counter()
        report_pdf(made, place, on=today)
        return time.perf_counter() - start


def _best(act: Callable[[], None]) -> float:
    taken = []
    for _run in range(RUNS):
        start = time.perf_counter()
        act()
        taken.append(time.perf_counter() - start)
    return min(taken)


def print_table(measured: Mapping[int, Mapping[str, Measured]]) -> None:
    report.title("Reports of the books: SQL statements, best time, growth")
    sizes = list(measured)
    report.table(
        [
            ("report", *(c for n in sizes for c in (f"{n:,} lots", "")), "slope"),
            *((name, *_cells(measured, name)) for name in measured[sizes[0]]),
        ]
    )
    report.note(
        f"Best of {RUNS}. Target: <= {TARGET_STATEMENTS} statements and "
        f"< {TARGET_SECONDS} s for 2,000 lots; what takes longer is made by the worker."
    )


def _cells(measured: Mapping[int, Mapping[str, Measured]], name: str):
    for reports in measured.values():
        found = reports[name]
        yield found.count.work if found.count else "–"
        yield f"{found.seconds * 1000:,.0f} ms"
    slope = report.slope(
        {lots: found[name].seconds for lots, found in measured.items()}
    )
    yield f"{slope:.2f}"
