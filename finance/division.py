"""Divide a call over the holders of the lots. Pure: what is called, what is owed.

The preview and the posting use this one function, so what was shown is what is booked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from finance.allocation import allocate
from koprogo.money import from_cents

ZERO = from_cents(0)


class Unheld(LookupError):
    """Nobody holds the lot ``lot_id``: its part would have no debtor."""

    def __init__(self, lot_id: int) -> None:
        super().__init__(lot_id)
        self.lot_id = lot_id


@dataclass(frozen=True, slots=True)
class Item:
    """An amount in EUR over ``parts`` by lot, in the order of the deed."""

    id: int
    amount: Decimal
    for_reserve: bool
    parts: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class LotPart:
    """What one lot owes of one item: ``parts`` of the key, EUR."""

    item_id: int
    lot_id: int
    parts: int
    amount: Decimal


@dataclass(slots=True)
class HolderPart:
    """What one holding owes: EUR for the working account and for the reserve."""

    holding_id: int
    working: Decimal = ZERO
    reserve: Decimal = ZERO
    lots: list[LotPart] = field(default_factory=list)

    @property
    def total(self) -> Decimal:
        return self.working + self.reserve


def divide(items: Sequence[Item], holders: Mapping[int, int]) -> list[HolderPart]:
    """Return what each holding owes, in the order of its first lot in the deed.

    ``holders``: the holding of each lot. Each item splits to the cent by its own key
    (allocation.py), so the parts of an item sum to its amount.

    Raises:
        Unheld: a lot with a part has no holder.
        AllocationError: a key has no parts or a negative one.
    """
    found: dict[int, HolderPart] = {}
    for item in items:
        for lot_id, amount in allocate(item.amount, item.parts).items():
            if lot_id not in holders:
                raise Unheld(lot_id)
            holding_id = holders[lot_id]
            part = found.setdefault(holding_id, HolderPart(holding_id))
            part.lots.append(LotPart(item.id, lot_id, item.parts[lot_id], amount))
            if item.for_reserve:
                part.reserve += amount
            else:
                part.working += amount
    return list(found.values())
