"""The heart of the statement of charges (décompte, afrekening): every cost over the
lots, then over the holders of each lot; docs/rules/charges.md. Pure.

Law.md §6 (a sale splits current charges by days) and §8 (whole cents, by largest
remainder). What this returns is stored and never computed again.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import add

from finance.allocation import AllocationError, NegativeShare, apportion
from finance.charging.costs import (
    AmountsDiffer,
    Basis,
    ByMeters,
    CostItem,
    Kind,
    OutsideStatement,
    percent_of,
)
from finance.charging.tenures import Piece, UnheldOn, days_held, require_days
from koprogo.money import InvalidAmount, from_cents, to_cents

#: why a cost cannot be charged
REASONS = (AllocationError, AmountsDiffer, InvalidAmount, OutsideStatement, UnheldOn)


class CannotCharge(ValueError):
    """The cost ``cost_id`` cannot be charged; ``reason`` is one of ``REASONS``."""

    def __init__(self, cost_id: int, reason: Exception) -> None:
        super().__init__(f"cost {cost_id}: {reason}")
        self.cost_id = cost_id
        self.reason = reason


@dataclass(frozen=True, slots=True)
class ChargedCost:
    """One cost over the pieces. ``parts`` and ``cents`` are aligned with them.

    ``parts``: those of the lot in the key, 0 when exempt; 1 for the lot of a private
    cost; the cents of a fixed amount; the thousandths that were measured.
    ``cents`` sum to ``amount``. ``since`` and ``until``: the days that counted.
    """

    cost_id: int
    amount: Decimal
    kind: Kind
    basis: Basis
    since: date
    until: date
    occupant_percent: int
    parts: list[int]
    cents: list[int]

    @property
    def occupant_cents(self) -> list[int]:
        """Return what the occupants bear of ``cents``, aligned with the pieces."""
        return [percent_of(cents, self.occupant_percent) for cents in self.cents]


@dataclass(slots=True)
class HoldingCharges:
    """What one holding bears of all costs, in cents; ``occupant`` of the total."""

    holding_id: int
    ordinary: int = 0
    private: int = 0
    #: below zero: what the reserve fund pays
    reserve: int = 0
    occupant: int = 0

    @property
    def total(self) -> int:
        return self.ordinary + self.private + self.reserve

    @property
    def owner(self) -> int:
        return self.total - self.occupant


@dataclass(frozen=True, slots=True)
class Charges:
    """All costs over all pieces; the holdings in the order of their first lot."""

    pieces: Sequence[Piece]
    costs: list[ChargedCost]
    holdings: list[HoldingCharges]


@dataclass(frozen=True, slots=True)
class Document:
    """The statement of one holding: costs − provisions = balance, EUR.

    ``balance``: to pay; below zero, in favour.
    """

    holding_id: int
    costs: Decimal
    provisions: Decimal

    @property
    def balance(self) -> Decimal:
        return self.costs - self.provisions


def charge(
    pieces: Sequence[Piece], costs: Iterable[CostItem], *, since: date, until: date
) -> Charges:
    """Divide every cost of the statement of [since, until) over ``pieces`` of it.

    First over the lots by the basis of the cost, then each lot's amount over its
    pieces by the days that the cost covers; both by largest remainder. So a sale
    changes nothing for the other lots. Raises ``CannotCharge``, and ``EmptyPeriod``
    for the statement itself.
    """
    require_days(since, until)
    building = _Building(pieces, since, until)
    charged = []
    for cost in costs:
        try:
            charged.append(_charge(building, cost))
        except REASONS as reason:
            raise CannotCharge(cost.id, reason) from reason
    return Charges(pieces, charged, _totals(pieces, charged))


def document(charges: Charges, provisions: Mapping[int, Decimal]) -> list[Document]:
    """Deduct the provisions called, EUR by holding, from what each holding bears.

    Who was called but bears nothing, such as a holding that sold before the period,
    comes last and gets them back. The balances sum to costs − provisions.
    """
    borne = {holding.holding_id: holding.total for holding in charges.holdings}
    return [
        Document(
            holding_id,
            from_cents(borne.get(holding_id, 0)),
            from_cents(to_cents(provisions.get(holding_id, Decimal(0)))),
        )
        for holding_id in dict.fromkeys([*borne, *provisions])
    ]


class _Building:
    """The pieces by lot, read once for all costs; lots in the order of the deed."""

    def __init__(self, pieces: Sequence[Piece], since: date, until: date) -> None:
        self.pieces = pieces
        self.since = since
        self.until = until
        #: the places of each lot's pieces in the list
        self.places: dict[int, list[int]] = {}
        for place, piece in enumerate(pieces):
            self.places.setdefault(piece.lot_id, []).append(place)
        #: the lots that one holding does not have from the first day to the last
        self.shared = [
            lot_id
            for lot_id, places in self.places.items()
            if pieces[places[0]].days < (until - since).days
        ]


def _charge(building: _Building, cost: CostItem) -> ChargedCost:
    since, until = cost.window(building.since, building.until)
    shares = _lot_parts(building, cost, since)
    by_lot = _over_lots(cost, shares)
    # What is right for every lot that one holding has from the first day to the last.
    parts = [shares[piece.lot_id] for piece in building.pieces]
    cents = [by_lot[piece.lot_id] for piece in building.pieces]
    for lot_id in building.shared:
        if shares[lot_id]:
            places = building.places[lot_id]
            measures = _measures(building, cost, places, since, until)
            found = apportion(by_lot[lot_id], measures)
            for place, measure, part in zip(places, measures, found, strict=True):
                cents[place] = part
                if isinstance(cost.by, ByMeters):
                    parts[place] = measure
    return ChargedCost(
        cost_id=cost.id,
        amount=cost.amount,
        kind=cost.kind,
        basis=cost.by.basis,
        since=since,
        until=until,
        occupant_percent=cost.occupant_percent,
        parts=parts,
        cents=cents,
    )


def _lot_parts(building: _Building, cost: CostItem, since: date) -> dict[int, int]:
    """Return what each lot of the building counts for, in the order of the deed."""
    parts = dict.fromkeys(building.places, 0)
    for lot_id, part in cost.by.lot_parts(building.pieces).items():
        if part and lot_id not in cost.exempt:
            if lot_id not in parts:
                raise UnheldOn(lot_id, since)
            parts[lot_id] = part
    return parts


def _over_lots(cost: CostItem, parts: Mapping[int, int]) -> dict[int, int]:
    """Return the cents of each lot; ``parts`` are the cents when they are fixed."""
    cents = to_cents(cost.amount)
    if cost.by.basis is Basis.FIXED:
        if (found := sum(parts.values())) != cents:
            raise AmountsDiffer(cents, found)
        return dict(parts)
    for lot_id, part in parts.items():
        if part < 0:
            raise NegativeShare(lot_id, part)
    return dict(zip(parts, apportion(cents, list(parts.values())), strict=True))


def _measures(
    building: _Building, cost: CostItem, places: list[int], since: date, until: date
) -> list[int]:
    """Return what counts between the holders of one lot: days, or what they used."""
    if isinstance(cost.by, ByMeters):
        return [cost.by.quantities[place] for place in places]
    return days_held([building.pieces[place] for place in places], since, until)


def _totals(
    pieces: Sequence[Piece], costs: Iterable[ChargedCost]
) -> list[HoldingCharges]:
    """Sum the costs by piece, then the pieces by holding."""
    nothing = [0] * len(pieces)
    sums = dict.fromkeys(Kind, nothing)
    occupants = nothing
    for cost in costs:
        sums[cost.kind] = list(map(add, sums[cost.kind], cost.cents))
        if cost.occupant_percent:
            occupants = list(map(add, occupants, cost.occupant_cents))
    found: dict[int, HoldingCharges] = {}
    for place, piece in enumerate(pieces):
        one = found.setdefault(piece.holding_id, HoldingCharges(piece.holding_id))
        one.ordinary += sums[Kind.ORDINARY][place]
        one.private += sums[Kind.PRIVATE][place]
        one.reserve += sums[Kind.RESERVE][place]
        one.occupant += occupants[place]
    return list(found.values())
