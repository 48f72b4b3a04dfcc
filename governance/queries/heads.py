"""The owners of a day as those who decide, sign and answer: one head per holding."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Model

from buildings.access import Access
from buildings.models import Holding, Lot, Owner
from buildings.queries import named_holdings
from governance.queries.addressees import holdings_in_order

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Owning:
    """A holding that has lots on a day, with its members and their names at hand."""

    holding: Holding
    lots: tuple[Lot, ...]

    @property
    def shares(self) -> int:
        return sum(lot.shares for lot in self.lots)

    @property
    def codes(self) -> str:
        return ", ".join(lot.code for lot in self.lots)

    @property
    def suspended(self) -> bool:
        """Whether several holders have named nobody yet (art. 3.87 §1)."""
        return self.holding.vote_suspended


def heads_on(day: date) -> list[Owning]:
    """Return who holds lots on a day, in the order of the deed: four statements."""
    return [
        Owning(holding, tuple(period.lot for period in holding.running))
        for holding in holdings_in_order(on=day)
    ]


def own_heads(heads: Iterable[Owning], access: Access) -> list[Owning]:
    """Return those of ``heads`` for which this person answers: he represents them."""
    return [one for one in heads if _represents(access, one.holding.representative)]


def _represents(access: Access, owner: Owner | None) -> bool:
    return owner is not None and access.is_own(owner)


def with_holdings(rows: Iterable[Row], heads: Iterable[Owning]) -> list[Row]:
    """Return rows with the names of their holdings at hand.

    Nothing is read for those among ``heads``; for others, two statements.
    """
    found = list(rows)
    known = {one.holding.pk: one.holding for one in heads}
    others = {row.holding_id for row in found} - known.keys()
    if others:
        former = named_holdings(Holding.objects.filter(pk__in=others))
        known |= {holding.pk: holding for holding in former}
    for row in found:
        row.holding = known[row.holding_id]
    return found
