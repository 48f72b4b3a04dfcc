"""What the ASBL begins with: its books and the tariff of its founders."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction

from koprogo.ledger.services import open_books
from transparency.chart import ACCOUNTS
from transparency.models import Audience, Schedule
from transparency.services.tariffs import adopt_founding
from transparency.tariff import DEFAULT_GRID, Tier

__all__ = ["open_asbl"]

#: EUR a month (transparency.md §2); a person's is a decision of ours
FOUNDING_PRICES: Mapping[str, Decimal] = {
    Audience.PERSON: Decimal("1.00"),
    Audience.AI: Decimal("2.00"),
    Audience.IOT: Decimal("1.00"),
    Audience.ANCHORING: Decimal("1.00"),
    Audience.ENERGY: Decimal("0.00"),
}


@transaction.atomic
def open_asbl(*, since: date, by) -> None:
    """Open the books of the ASBL entered, with the founders' tariff from ``since``."""
    open_books(accounts=ACCOUNTS)
    adopt_founding(
        audience=Audience.CO_OWNERSHIP,
        kind=Schedule.Kind.GRID,
        since=since,
        tiers=DEFAULT_GRID,
        by=by,
    )
    for audience, price in FOUNDING_PRICES.items():
        adopt_founding(
            audience=audience,
            kind=Schedule.Kind.VOTED,
            since=since,
            tiers=[Tier(0, price)],
            by=by,
        )
