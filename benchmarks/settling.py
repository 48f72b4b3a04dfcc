"""A statement of charges of a year: computed and posted, by number of lots, with the database."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Sum

from benchmarks import report
from benchmarks.building import draft
from benchmarks.statements import Count, counted
from buildings.models import AllocationKey, Building, Lot
from buildings.services import create_key
from finance.models import Basis, CallItem, ChargeDocument, ChargeStatement
from finance.queries.charge_documents import shown_charges
from finance.services import issue_call
from finance.services.charge_statements import (
    compute_statement,
    draft_statement,
    post_statement,
)
from finance.services.costs import CostDraft, write_costs
from koprogo.ledger import services as ledger
from koprogo.tenancy import enter

COSTS, KEYS = 120, 6
SINCE, CALLED, UNTIL = date(2021, 1, 1), date(2021, 2, 1), date(2022, 1, 1)
ACCOUNTS = ("6101001", "6102002", "6103001", "6105000", "6106000")
TARGET_SECONDS, TARGET_SLOPE = "5 at 2,000", 1.1
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Measured:
    """``gap``: EUR, 0 when the balances are the costs to the cent."""

    compute: float
    post: float
    document: float
    computing: Count
    posting: Count
    reading: Count
    gap: Decimal

    @property
    def total(self) -> float:
        return self.compute + self.post


def measure(building: Building) -> Measured:
    """Settle a year of 120 costs by 6 keys, and one call for its provisions."""
    with enter(building.pk, by=None):
        total = _book() - _call()
    with enter(building.pk, by=None):
        statement = draft_statement(
            title="2021", since=SINCE, until=UNTIL, due_on=UNTIL, by=None
        )
    with counted() as computing:
        compute = _timed(building, lambda: compute_statement(statement, by=None))
    with counted() as posting:
        post = _timed(building, lambda: post_statement(statement, by=None, on=UNTIL))
    with counted() as reading:
        read = _timed(building, lambda: _read(statement))
    with enter(building.pk, by=None):
        owed = ChargeDocument.objects.aggregate(sum=Sum("balance"))["sum"]
    return Measured(compute, post, read, computing, posting, reading, abs(owed - total))


def _timed(building: Building, act) -> float:
    start = time.perf_counter()
    with enter(building.pk, by=None):
        act()
    return time.perf_counter() - start


def _book() -> Decimal:
    """Book a cost every third day, each by another key; return their sum."""
    lots = list(Lot.objects.order_by("position"))
    for number in range(1, KEYS):
        parts = {lot.pk: 1 + (place * number) % 60 for place, lot in enumerate(lots)}
        create_key(code=f"key-{number}", name=f"Key {number}", parts=parts, by=None)
    keys = list(AllocationKey.objects.order_by("pk"))
    total = Decimal("0.00")
    for number in range(COSTS):
        day = SINCE + number * 3 * ONE_DAY
        amount = Decimal(1_000_00 + number * 123_45) / 100
        account = ACCOUNTS[number % len(ACCOUNTS)]
        entry = ledger.post(
            journal="purchases",
            year=SINCE.year,
            date=day,
            text=f"Cost {number}",
            lines=[ledger.debit(account, amount), ledger.credit("499", amount)],
            by=None,
        )
        draft = CostDraft(
            account=account,
            amount=amount,
            label=f"Cost {number}",
            basis=Basis.KEY,
            key=keys[number % KEYS],
            since=day,
            until=day + 60 * ONE_DAY,
            occupant_percent=60,
        )
        write_costs(entry, [draft])
        total += amount
    return total


def _call() -> Decimal:
    """Call provisions and a reserve in that year; return the provisions, EUR."""
    call = issue_call(draft(due_on=CALLED), by=None, on=CALLED)
    provisions = call.items.filter(purpose=CallItem.Purpose.PROVISION)
    return provisions.aggregate(sum=Sum("amount"))["sum"]


def _read(statement: ChargeStatement) -> None:
    document = statement.documents.select_related("statement", "charge").order_by("pk")
    shown_charges(document[0])


def print_table(measured: Mapping[int, Measured]) -> None:
    report.title(f"Statement of charges of a year: {COSTS} costs by {KEYS} keys")
    report.table(
        [
            (
                "lots",
                "compute s",
                "post s",
                "together s",
                "statements",
                "one document s",
                "statements",
                "sums",
            ),
            *(
                (
                    f"{lots:,}",
                    f"{found.compute:.2f}",
                    f"{found.post:.2f}",
                    f"{found.total:.2f}",
                    found.computing.work + found.posting.work,
                    f"{found.document:.3f}",
                    found.reading.work,
                    "exact" if found.gap == 0 else f"€ {found.gap} off",
                )
                for lots, found in measured.items()
            ),
        ]
    )
    report.note(f"The commits included; target <= {TARGET_SECONDS} lots.")
    slope = report.slope({lots: found.total for lots, found in measured.items()})
    report.note(f"Log-log slope {slope:.2f}; target <= {TARGET_SLOPE}.")
