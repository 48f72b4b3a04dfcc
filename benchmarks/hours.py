"""Hours between neighbours: 8 clients at once, each with a connection of its own."""

import json
import random
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass

from django.db.models import Sum
from django.utils import timezone

from benchmarks import report
from benchmarks.database import refresh_statistics
from benchmarks.load import SEED
from benchmarks.statements import counted
from community.kinds import Kind
from community.models import HoursAccount, HoursExchange, HoursLeg, Neighbour, Post
from community.queries.hours.integrity import verify
from community.services.hours.ledger import transfer
from koprogo.accounts.models import User
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant

CLIENTS, NEIGHBOURS, EACH = 8, 60, 400
#: all clients in one building, or each in one of its own
BUILDINGS = (1, CLIENTS)
MINUTES = 15
TARGET = 600


@dataclass(frozen=True, slots=True)
class Measured:
    """``seconds``: from the first beginning to the last end, of all clients.

    ``client`` and ``database``: processor time of both ends, of all of them.
    """

    seconds: float
    taken: list[float]
    refused: int
    client: float
    database: float


def run() -> None:
    """Count exchanges at once: the transfer alone, and as who confirms it."""
    found, tenants = {}, []
    for many in BUILDINGS:
        made = [_building(f"hours-{many}-{number}") for number in range(many)]
        for what in ("transfer", "confirm"):
            work = [part for tenant in made for part in _work(tenant, what, many)]
            refresh_statistics()
            found[what, many] = _at_once(what, work)
        tenants += made
    _print(tenants, found)


def _building(slug: str) -> Tenant:
    tenant = Tenant.objects.create(
        slug=slug, name="Hours", kind=Tenant.Kind.CO_OWNERSHIP
    )
    with enter(tenant.pk, by=None):
        _neighbours(slug)
    return tenant


def _work(tenant: Tenant, what: str, many: int) -> list[tuple[Tenant, list[int]]]:
    """Return what each client of a building counts there; ``many``: buildings."""
    clients = CLIENTS // many
    with enter(tenant.pk, by=None):
        numbers = _exchanges(clients * EACH, is_over=what == "transfer")
    return [(tenant, numbers[first::clients]) for first in range(clients)]


def _neighbours(slug: str) -> None:
    users = User.objects.bulk_create(
        User(email=f"{slug}-{number}@example.org", name=f"Neighbour {number}")
        for number in range(NEIGHBOURS)
    )
    rows = Neighbour.objects.bulk_create(
        Neighbour(user=user, name=user.name) for user in users
    )
    HoursAccount.objects.bulk_create(HoursAccount(neighbour=row) for row in rows)
    Post.objects.create(
        module="hours", kind=Kind.OFFER, author=rows[0], title="Help", text="Any time."
    )


def _exchanges(many: int, *, is_over: bool) -> list[int]:
    """Write exchanges between any two, done or even confirmed; return their numbers."""
    chance = random.Random(SEED + many)
    people, post, now = (
        list(Neighbour.objects.all()),
        Post.objects.get(),
        timezone.now(),
    )
    rows = []
    for _each in range(many):
        giver, receiver = chance.sample(people, 2)
        rows.append(
            HoursExchange(
                post=post,
                giver=giver,
                receiver=receiver,
                asked_by=receiver,
                state="confirmed" if is_over else "done",
                ended_at=now if is_over else None,
                answered_at=now,
                minutes=MINUTES,
                done_on=timezone.localdate(),
                said_by=giver,
                said_at=now,
                giver_confirmed_at=now,
            )
        )
    return [row.pk for row in HoursExchange.objects.bulk_create(rows, batch_size=500)]


def _at_once(what: str, work: list[tuple[Tenant, list[int]]]) -> Measured:
    """Let processes begin together, each with a part of the exchanges."""
    clients = [_client(tenant, what, numbers) for tenant, numbers in work]
    for client in clients:
        client.stdout.readline()
    begun = time.perf_counter()
    for client in clients:
        client.stdin.write("go\n")
        client.stdin.flush()
    said = [json.loads(client.stdout.readline()) for client in clients]
    seconds = time.perf_counter() - begun
    for client in clients:
        client.communicate()
    taken = [one for part in said for one in part["taken"]]
    sums = {
        name: sum(part[name] for part in said)
        for name in ("refused", "client", "database")
    }
    return Measured(seconds, taken, **sums)


def _client(tenant: Tenant, what: str, numbers: list[int]) -> subprocess.Popen:
    client = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.hours_worker", what, str(tenant.pk)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    client.stdin.write(json.dumps(numbers) + "\n")
    client.stdin.flush()
    return client


def _print(tenants: list[Tenant], found: dict[tuple[str, int], Measured]) -> None:
    report.title(
        f"Hours: {CLIENTS} clients at once, {NEIGHBOURS} neighbours a building"
    )
    names = {"transfer": "a transfer", "confirm": "an exchange is confirmed"}
    rows = [
        (
            names[what],
            many,
            f"{len(one.taken):,}",
            f"{len(one.taken) / one.seconds:,.0f}",
            f"{statistics.median(one.taken) * 1000:.1f}",
            f"{statistics.quantiles(one.taken, n=100)[98] * 1000:.1f}",
            f"{one.client / len(one.taken) * 1000:.2f}",
            f"{one.database / len(one.taken) * 1000:.2f}",
            one.refused,
        )
        for (what, many), one in found.items()
    ]
    report.table(
        [
            (
                "what",
                "buildings",
                "done",
                "a second",
                "median ms",
                "p99 ms",
                "client core ms",
                "database core ms",
                "refused",
            ),
            *rows,
        ]
    )
    report.note(f"Target >= {TARGET} transfers a second, each in its own commit.")
    report.note(
        "Core ms: processor time of one, which a busy machine hardly changes; its cores "
        "divided by their sum is what it can do."
    )
    _print_what_stands(tenants)


def _print_what_stands(tenants: list[Tenant]) -> None:
    total = legs = wrong = 0
    for tenant in tenants:
        with enter(tenant.pk, by=None):
            total += HoursAccount.objects.aggregate(all=Sum("balance"))["all"]
            legs += HoursLeg.objects.count()
            wrong += len(verify())
    report.note(
        f"{legs:,} legs; all balances together: {total} minutes; {wrong} findings."
    )
    with enter(tenant.pk, by=None):
        [number] = _exchanges(1, is_over=True)
    with counted() as count, enter(tenant.pk, by=None):
        transfer(HoursExchange.objects.get(pk=number), by=None)
    report.note(f"{count.work - 2} statement a transfer, those of its tenant apart.")
