"""A CODA file: read, matched and posted, with its memory, by number of movements."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils import timezone

from benchmarks import report
from benchmarks.building import make_building
from benchmarks.database import refresh_statistics
from buildings.models import Building, Holding
from deploy.local.places import PROJECT
from finance.bank import coda_writing
from finance.bank.statement import BankStatement, Movement
from finance.structured_reference import format_reference, normalise_reference
from koprogo.tenancy import enter

SIZES = (100, 1_000, 10_000)
LOTS = 2_000
IBAN = "BE85999001400106"
TARGET_SECONDS, TARGET_SLOPE = "10 at 10,000", 1.1


def run() -> None:
    """Import a file of each size into a building with a year of calls, and print."""
    building = make_building(LOTS, users=0).building
    refresh_statistics()
    with TemporaryDirectory() as folder:
        found = {size: _measure(building, size, folder) for size in SIZES}
    _print(found)


def _measure(building: Building, size: int, folder: str) -> dict[str, float]:
    """Import a file in a process of its own, as a worker does."""
    path = Path(folder) / f"{size}.cod"
    path.write_bytes(_file(building, size))
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.bank_worker", str(building.pk), str(path)],
        cwd=PROJECT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return json.loads(done.stdout)


def _file(building: Building, size: int) -> bytes:
    """Return a statement: most pay by their communication, some are not recognised."""
    with enter(building.pk, by=None):
        bases = list(Holding.objects.values_list("party__reference_base", flat=True))
    day = timezone.localdate()
    movements = tuple(_movement(number, bases, day) for number in range(size))
    statement = BankStatement(
        account=IBAN,
        currency="EUR",
        opening_balance=Decimal("0.00"),
        closing_balance=sum(one.amount for one in movements),
        movements=movements,
        opening_date=day - timedelta(days=1),
        closing_date=day,
        number="001",
        reference=f"BENCH{size}",
    )
    return coda_writing.write([statement])


def _movement(number: int, bases: Sequence[int], day) -> Movement:
    base = bases[number * 7 % len(bases)]
    recognised = number % 5 > 0
    return Movement(
        amount=Decimal(f"{80 + number % 97}.{number % 100:02d}"),
        booking_date=day,
        value_date=day,
        counterparty_name=f"Peeters {number}",
        counterparty_account=f"BE{number % 97:02d}{number:012d}",
        structured_reference=normalise_reference(format_reference(base))
        if recognised
        else "",
        message="" if recognised else f"charges of lot {number}, thank you",
        bank_reference=f"{day:%y%m%d}{len(bases)}{number:07d}",
    )


def _print(found: Mapping[int, dict[str, float]]) -> None:
    report.title(f"A CODA file into a building of {LOTS:,} lots")
    report.table(
        [
            (
                "movements",
                "read s",
                "all s",
                "a second",
                "statements",
                "start MB",
                "most MB",
            ),
            *(
                (
                    f"{size:,}",
                    f"{one['read']:.2f}",
                    f"{one['all']:.2f}",
                    f"{size / one['all']:,.0f}",
                    int(one["statements"]),
                    f"{one['before_mb']:.0f}",
                    f"{one['peak_mb']:.0f}",
                )
                for size, one in found.items()
            ),
        ]
    )
    slope = report.slope({size: one["all"] for size, one in found.items()})
    report.note(
        f"Read, matched and posted in one commit; target <= {TARGET_SECONDS} s."
    )
    report.note(f"Log-log slope {slope:.2f}; target <= {TARGET_SLOPE}.")
