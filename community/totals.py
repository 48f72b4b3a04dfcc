"""What the ASBL's open figures take over from neighbours: sums of all buildings."""

from collections.abc import Iterator
from decimal import Decimal

from django.utils import timezone

from community.impact import FEWEST
from community.queries.impact import of_everybody
from koprogo.slots import PublishedTotal

__all__ = ["totals"]

AREA = "community"
HOUR = Decimal(60)


def totals() -> Iterator[PublishedTotal]:
    """Yield the sums of the last twelve months that were told; none before the first.

    Each building adds only what five people or more did in a month: so many stand for a
    sum at the least.
    """
    found = of_everybody(timezone.localdate())
    if not found.is_written:
        return
    facts, estimates = found.impact.facts, found.impact.estimates
    minutes = None if facts.minutes is None else facts.minutes / HOUR
    hours, things = found.hours_of * FEWEST, found.things_of * FEWEST
    for name, value, behind in (
        ("exchanges", facts.exchanges, hours),
        ("hours-exchanged", minutes, hours),
        ("things-shared", facts.things, things),
        ("pairs-met", facts.pairs, max(hours, things)),
        ("purchases-avoided-eur", estimates.euros, things),
        ("co2-avoided-kg", estimates.carbon, things),
    ):
        yield PublishedTotal(AREA, name, _written(value), behind)


def _written(value: Decimal | int | None) -> Decimal:
    return Decimal(value or 0).quantize(Decimal("0.01"))
