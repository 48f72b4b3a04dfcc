"""When a council of co-ownership is mandatory (art. 3.90 §1). Pure."""

from collections.abc import Iterable, Sequence
from datetime import date

from governance.dated import BOOK_3, Dated, in_force

#: the number of lots from which on
COUNCIL_LOTS = (Dated(BOOK_3, 20, "3.90 §1"),)
#: kinds of lots that are not counted
NOT_COUNTED = frozenset({"cellar", "garage", "parking"})


def needs_council(
    lot_kinds: Iterable[str], *, on: date, lots: Sequence[Dated[int]] = COUNCIL_LOTS
) -> bool:
    """Return whether a building with lots of these kinds must have a council on a day.

    ``lot_kinds``: one for each lot, a code of ``Lot.Kind``. Below, a council is optional.
    """
    counted = sum(kind not in NOT_COUNTED for kind in lot_kinds)
    return council_is_mandatory(counted, on=on, lots=lots)


def council_is_mandatory(
    counted: int, *, on: date, lots: Sequence[Dated[int]] = COUNCIL_LOTS
) -> bool:
    """Return whether so many lots, of kinds that count, ask for a council on a day."""
    return counted >= in_force(lots, on).value
