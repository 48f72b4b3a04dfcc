"""Statements and time of pages, by number of lots, through Django's test client."""

import statistics
import time
from collections.abc import Mapping
from dataclasses import dataclass

from django.test import Client
from django.urls import reverse

from benchmarks import report
from benchmarks.statements import Count, counted
from buildings.models import Building, Owner
from finance.models import Call
from koprogo.accounts.models import User
from koprogo.tenancy import enter

RUNS = 15
TARGET_STATEMENTS = 12


@dataclass(frozen=True, slots=True)
class Measured:
    """``milliseconds``: the median of a whole request, templates included."""

    count: Count
    milliseconds: float
    kilobytes: float


def measure(building: Building) -> dict[str, Measured]:
    """Fetch each page as a person who reads it."""
    with enter(building.pk, by=None):
        slug = building.slug
        owner = Owner.objects.filter(user__isnull=False).first().user
        call = Call.objects.issued().first()
    syndic = User.objects.get(email=f"syndic@{slug.removeprefix('lots-')}.example")
    call_page = reverse("finance:call", args=[slug, call.uuid])
    return {
        name: _measure(user, path)
        for name, user, path in (
            ("overview, co-owner", owner, reverse("buildings:home", args=[slug])),
            ("overview, syndic", syndic, reverse("buildings:home", args=[slug])),
            ("own account, co-owner", owner, reverse("finance:account", args=[slug])),
            ("a call, co-owner", owner, call_page),
            ("a call, syndic", syndic, call_page),
            ("calls, co-owner", owner, reverse("finance:calls", args=[slug])),
            ("lots, co-owner", owner, reverse("buildings:lots", args=[slug])),
            ("co-owners, syndic", syndic, reverse("buildings:owners", args=[slug])),
            ("accounts, syndic", syndic, reverse("finance:accounts", args=[slug])),
            ("payments, syndic", syndic, reverse("finance:payments", args=[slug])),
        )
    }


def _measure(user: User, path: str) -> Measured:
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    _fetch(client, path)
    with counted() as count:
        response = _fetch(client, path)
    taken = []
    for _run in range(RUNS):
        start = time.perf_counter()
        _fetch(client, path)
        taken.append(time.perf_counter() - start)
    return Measured(
        count, statistics.median(taken) * 1000, len(response.content) / 1000
    )


def _fetch(client: Client, path: str):
    response = client.get(path)
    if response.status_code != 200:
        raise RuntimeError(f"{path} answered {response.status_code}")
    return response


def print_table(measured: Mapping[int, Mapping[str, Measured]]) -> None:
    report.title("Pages: SQL statements (+ those of the transaction), median time")
    sizes = list(measured)
    names = measured[sizes[0]]
    report.table(
        [
            ("page", *(cell for lots in sizes for cell in (f"{lots:,} lots", "", ""))),
            *((name, *_cells(measured, name)) for name in names),
        ]
    )
    report.note(
        f"Target: <= {TARGET_STATEMENTS} statements, as many for 2,000 lots as for 20."
    )


def _cells(measured, name):
    for pages in measured.values():
        page = pages[name]
        yield f"{page.count.work} (+{page.count.control})"
        yield f"{page.milliseconds:.1f} ms"
        yield f"{page.kilobytes:.0f} kB"
