"""How a stored part was computed, for a reader who wants to redo it on paper. Pure.

From what was stored, never from today's keys: an explanation stays true when a key
changes. The figures are named as those of a call (finance/queries/explanation.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from finance.charging.charges import ChargedCost
from finance.charging.costs import Basis
from finance.charging.tenures import Piece, days_common
from koprogo.money import from_cents, to_cents


@dataclass(frozen=True, slots=True)
class Step:
    """amount × parts / total = exact, cut to whole cents, perhaps one cent more.

    EUR. ``exact``: four decimals, cut, not rounded.
    """

    amount: Decimal
    parts: int
    total: int
    exact: Decimal
    whole: Decimal
    extra_cent: bool
    part: Decimal


@dataclass(frozen=True, slots=True)
class ExplainedPart:
    """One piece in one cost.

    ``over_lots``: from the cost to the lot; None when the lot's amount was given, as
    in a private cost. ``over_holders``: from the lot to the piece, by days or by what
    was measured; None when the piece bears all that the lot does.
    """

    part: Decimal
    over_lots: Step | None
    over_holders: Step | None


def explain(
    pieces: Sequence[Piece], cost: ChargedCost, place: int, *, total: int | None = None
) -> ExplainedPart:
    """Explain ``cost.cents[place]``, the part of ``pieces[place]``.

    ``total``: the parts of all lots of the building, when ``pieces`` and the lists of
    ``cost`` hold only those of some lots.
    """
    lot_id = pieces[place].lot_id
    places = [other for other, piece in enumerate(pieces) if piece.lot_id == lot_id]
    lot_cents = sum(cost.cents[other] for other in places)
    over_lots = None
    if cost.basis in (Basis.KEY, Basis.METERS):
        parts = _lot_parts(pieces, cost)
        if total is None:
            total = sum(parts.values())
        over_lots = _step(to_cents(cost.amount), parts[lot_id], total, lot_cents)
    measures = {other: _measure(pieces[other], cost, other) for other in places}
    measured = sum(measures.values())
    over_holders = None
    if measures[place] != measured:
        over_holders = _step(lot_cents, measures[place], measured, cost.cents[place])
    return ExplainedPart(from_cents(cost.cents[place]), over_lots, over_holders)


def _lot_parts(pieces: Sequence[Piece], cost: ChargedCost) -> dict[int, int]:
    """Return the parts by lot: a quantity is measured for each piece of its own."""
    if cost.basis is Basis.KEY:
        return {
            piece.lot_id: part for piece, part in zip(pieces, cost.parts, strict=True)
        }
    found: dict[int, int] = {}
    for piece, part in zip(pieces, cost.parts, strict=True):
        found[piece.lot_id] = found.get(piece.lot_id, 0) + part
    return found


def _measure(piece: Piece, cost: ChargedCost, place: int) -> int:
    if cost.basis is Basis.METERS:
        return cost.parts[place]
    return days_common(piece.since, piece.until, cost.since, cost.until)


def _step(cents: int, parts: int, total: int, part: int) -> Step:
    sign = -1 if cents < 0 else 1
    whole = abs(cents) * parts // total
    return Step(
        amount=from_cents(cents),
        parts=parts,
        total=total,
        exact=Decimal(sign * (abs(cents) * parts * 100 // total)).scaleb(-4),
        whole=from_cents(sign * whole),
        extra_cent=abs(part) > whole,
        part=from_cents(part),
    )
