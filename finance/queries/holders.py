"""The list of account holders: who owes what, and how much of it is late."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects

from buildings.models import Holding, HoldingMember, Owner, Ownership
from buildings.queries import named
from finance import chart
from finance.queries.accounts import late_amounts
from finance.queries.opening import lots_by_holding
from finance.structured_reference import (
    InvalidReference,
    format_reference,
    normalise_reference,
)
from koprogo.ledger.queries import party_balances

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class HolderRow:
    """A holding with its lots (codes), what it owes by the ledger and what is late, EUR."""

    holding: Holding
    lots: Sequence[str]
    balance: Decimal
    overdue: Decimal

    @property
    def reference(self) -> str:
        return format_reference(self.holding.party.reference_base)


def holder_rows(
    holdings: QuerySet[Holding], *, on: date, late_only: bool = False
) -> list[HolderRow]:
    """Return these account holders, who owes most first: six statements.

    Names are not fetched yet: ``name_holders`` does it for those that are shown.
    """
    balances = party_balances(chart.OWNERS)
    late = late_amounts(on=on)
    lots = lots_by_holding(on=on)
    rows = [
        HolderRow(
            holding,
            lots.get(holding.pk, ()),
            balances.get(holding.party_id, ZERO),
            late.get(holding.pk, ZERO),
        )
        for holding in holdings.select_related("party").order_by("code", "pk")
        if holding.pk in late or not late_only
    ]
    return sorted(rows, key=lambda row: (-row.overdue, -row.balance))


class Held(Protocol):
    """Something of one holding: a row of a list, a document, a payment."""

    holding: Holding


def name_holders(rows: Iterable[Held]) -> None:
    """Fetch the names of the holders of these rows: one statement."""
    members = HoldingMember.objects.select_related("owner")
    holdings = [row.holding for row in rows]
    prefetch_related_objects(holdings, Prefetch("members", members))


def holdings_like(search: str, *, on: date) -> QuerySet[Holding]:
    """Return the holdings of somebody of this name, of this lot, with this code or
    with this structured communication.

    Accents and capitals do not count; all of them when nothing is searched.
    """
    if not search:
        return Holding.objects.all()
    try:
        base = int(normalise_reference(search)[:10])
    except InvalidReference:
        base = None
    people = named(Owner.objects.all(), search)
    members = HoldingMember.objects.filter(owner__in=people)
    held = Ownership.objects.on(on).filter(lot__code__iexact=search)
    return Holding.objects.filter(
        Q(code__iexact=search)
        | Q(party__reference_base=base, party__reference_base__isnull=False)
        | Q(pk__in=members.values("holding"))
        | Q(pk__in=held.values("holding"))
    )
