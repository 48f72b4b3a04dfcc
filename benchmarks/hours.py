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
    tenant = Tenant.objects.create(
        slug="hours", name="Hours", kind=Tenant.Kind.CO_OWNERSHIP
    )
    with enter(tenant.pk, by=None):
        _neighbours()
    found = {}
    for what in ("transfer", "confirm"):
        with enter(tenant.pk, by=None):
            numbers = _exchanges(CLIENTS * EACH, is_over=what == "transfer")
        refresh_statistics()
        found[what] = _at_once(tenant, what, numbers)
    _print(tenant, found)


def _neighbours() -> None:
    users = User.objects.bulk_create(
        User(email=f"hours{number}@example.org", name=f"Neighbour {number}")
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


def _at_once(tenant: Tenant, what: str, numbers: list[int]) -> Measured:
    """Let processes begin together, each with a part of the exchanges."""
    clients = [
        _client(tenant, what, numbers[first::CLIENTS]) for first in range(CLIENTS)
    ]
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


def _print(tenant: Tenant, found: dict[str, Measured]) -> None:
    report.title(f"Hours: {CLIENTS} clients at once, {NEIGHBOURS} neighbours")
    names = {"transfer": "a transfer", "confirm": "an exchange is confirmed"}
    rows = [
        (
            names[what],
            f"{len(one.taken):,}",
            f"{len(one.taken) / one.seconds:,.0f}",
            f"{statistics.median(one.taken) * 1000:.1f}",
            f"{statistics.quantiles(one.taken, n=100)[98] * 1000:.1f}",
            f"{one.client / len(one.taken) * 1000:.2f}",
            f"{one.database / len(one.taken) * 1000:.2f}",
            one.refused,
        )
        for what, one in found.items()
    ]
    report.table(
        [
            (
                "what",
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
    with enter(tenant.pk, by=None):
        total = HoursAccount.objects.aggregate(all=Sum("balance"))["all"]
        legs, wrong = HoursLeg.objects.count(), len(verify())
        [number] = _exchanges(1, is_over=True)
    report.note(
        f"{legs:,} legs; all balances together: {total} minutes; {wrong} findings."
    )
    with counted() as count, enter(tenant.pk, by=None):
        row = HoursExchange.objects.select_related("giver", "receiver").get(pk=number)
        transfer(
            giver=row.giver, receiver=row.receiver, minutes=15, exchange=row, by=None
        )
    report.note(f"{count.work - 2} statements a transfer, those of its tenant apart.")
