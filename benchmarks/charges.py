"""A statement of charges, the arithmetic alone, by number of lots: no database."""

import random
import time
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks import report
from finance.charging.charges import Charges, charge, document
from finance.charging.costs import ByKey, ByLot, ByMeters, CostItem
from finance.charging.tenures import Tenure, cut
from koprogo.money import from_cents

RUNS = 5
KEYS, COSTS = 6, 120
SINCE, UNTIL = date(2025, 1, 1), date(2026, 1, 1)
SIZES = (20, 200, 2_000)
#: a usual year, and one in which every lot is sold
SOLD_PERCENT = (5, 100)
SEED = 1
TARGET_SECONDS, TARGET_SLOPE = "1.5 at 2,000", 1.1


@dataclass(frozen=True, slots=True)
class Measured:
    """``seconds``: each run; ``pieces``: lots and the parts of lots that were sold."""

    seconds: list[float]
    pieces: int
    exact: bool

    @property
    def best(self) -> float:
        return min(self.seconds)


def run() -> None:
    """Measure and print."""
    report.title(f"Statement of charges, arithmetic: {COSTS} costs by {KEYS} keys")
    measured = {
        (lots, percent): measure(lots, sold=percent / 100)
        for percent in SOLD_PERCENT
        for lots in SIZES
    }
    report.table(
        [
            ("lots", "sold %", "pieces", "best s", "worst s", "sums"),
            *(
                (
                    f"{lots:,}",
                    percent,
                    f"{found.pieces:,}",
                    f"{found.best:.3f}",
                    f"{max(found.seconds):.3f}",
                    "exact" if found.exact else "not exact",
                )
                for (lots, percent), found in measured.items()
            ),
        ]
    )
    report.note(f"Best of {RUNS}; target <= {TARGET_SECONDS} lots.")
    usual = {lots: measured[lots, SOLD_PERCENT[0]].best for lots in SIZES}
    slope = report.slope(usual)
    report.note(f"Log-log slope {slope:.2f}; target <= {TARGET_SLOPE}.")


def measure(lots: int, *, sold: float) -> Measured:
    """Charge a year of costs; ``sold``: which part of the lots is sold in it."""
    dice = random.Random(SEED)
    tenures = [one for lot in range(lots) for one in _tenures(dice, lot, sold)]
    costs = _costs(dice, lots, len(cut(tenures, since=SINCE, until=UNTIL)))
    seconds = []
    for _run in range(RUNS):
        start = time.perf_counter()
        pieces = cut(tenures, since=SINCE, until=UNTIL)
        charges = charge(pieces, costs, since=SINCE, until=UNTIL)
        documents = document(charges, {})
        seconds.append(time.perf_counter() - start)
    owed = sum(one.balance for one in documents)
    return Measured(seconds, len(pieces), _is_exact(charges, costs, owed))


def _tenures(dice: random.Random, lot: int, sold: float) -> list[Tenure]:
    # Three lots of a holding: a flat, its cellar and its garage.
    seller = lot // 3
    if dice.random() >= sold:
        return [Tenure(lot, seller, date(2000, 1, 1), None)]
    deed = SINCE + timedelta(days=dice.randrange(1, 365))
    return [
        Tenure(lot, seller, date(2000, 1, 1), deed),
        Tenure(lot, 1_000_000 + lot, deed, None),
    ]


def _costs(dice: random.Random, lots: int, pieces: int) -> list[CostItem]:
    """Return costs by five keys and by meter, every tenth a private one."""
    keys = [
        ByKey({lot: dice.randrange(0, 60) for lot in range(lots)})
        for _key in range(KEYS - 1)
    ]
    meters = ByMeters([dice.randrange(1, 200_000) for _piece in range(pieces)])
    bases = [*keys, meters]
    return [
        CostItem(
            id=number,
            amount=from_cents(dice.randrange(-1_000_000, 10_000_000)),
            by=ByLot(number % lots) if number % 10 == 0 else bases[number % KEYS],
            since=SINCE + timedelta(days=number),
            until=SINCE + timedelta(days=number + 60),
            occupant_percent=60,
        )
        for number in range(COSTS)
    ]


def _is_exact(charges: Charges, costs: list[CostItem], owed: object) -> bool:
    asked = [cost.amount for cost in costs]
    found = [from_cents(sum(one.cents)) for one in charges.costs]
    return found == asked and owed == sum(asked)
