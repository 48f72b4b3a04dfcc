"""The cells of a report: what is told of a period, and what is hidden in it.

Requests by kind and outcome. A kind is told whole or not at all. One is hidden that has
a cell of fewer than five; while what the totals leave for the hidden kinds is fewer than
five, accepted or refused, the next kind is hidden with them, in a fixed order: so that
what is hidden never says how large it is (solidarity.md §6). What is hidden is not in the
cells at all. Pure.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from decimal import Decimal
from typing import Any

from solidarity.counting import Money, Moves, Settled, repaid_percent
from solidarity.disclosure import SMALLEST
from solidarity.terms import Kind

ACCEPTED, REFUSED = "accepted", "refused"
OUTCOMES = (ACCEPTED, REFUSED)
#: in which kinds are hidden beside those that must be
ORDER = (Kind.EMERGENCY, Kind.DISPUTE, Kind.WORKS, Kind.LOAN)

Counts = Mapping[str, Mapping[str, int]]
Cells = dict[str, Any]


def counts_of(settled: Iterable[Settled]) -> dict[str, dict[str, int]]:
    """Return how many requests there are of each kind and outcome."""
    found = {kind.value: dict.fromkeys(OUTCOMES, 0) for kind in Kind}
    for one in settled:
        found[one.kind.value][ACCEPTED if one.accepted else REFUSED] += 1
    return found


def hidden_kinds(
    counts: Counts, *, k: int = SMALLEST, order: Sequence[str] = ORDER
) -> frozenset[str]:
    """Return which kinds are not told; the totals of both outcomes are."""
    hidden = {kind for kind in order if min(counts[kind][one] for one in OUTCOMES) < k}
    for kind in order:
        if not hidden or _enough(counts, hidden, k):
            break
        hidden.add(kind)
    return frozenset(hidden)


def _enough(counts: Counts, hidden: Iterable[str], k: int) -> bool:
    apart = list(hidden)
    return all(sum(counts[kind][one] for kind in apart) >= k for one in OUTCOMES)


def told_cells(
    counts: Counts, *, k: int = SMALLEST, order: Sequence[str] = ORDER
) -> Cells:
    """Return the numbers that are told: ``requests``, outcomes, and ``kinds``."""
    totals = {one: sum(row[one] for row in counts.values()) for one in OUTCOMES}
    cells: Cells = {"requests": sum(totals.values()), "kinds": {}}
    if min(totals.values()) < k:
        return cells
    hidden = hidden_kinds(counts, k=k, order=order)
    return (
        cells
        | totals
        | {"kinds": {kind: dict(counts[kind]) for kind in counts if kind not in hidden}}
    )


def cells_of(settled: Sequence[Settled], *, k: int = SMALLEST) -> Cells:
    """Return the cells of a period with the amounts that were granted.

    An amount is told where the number of requests behind it is.
    """
    cells = told_cells(counts_of(settled), k=k)
    granted = [one for one in settled if one.accepted]
    if ACCEPTED in cells:
        cells["amount"] = _sum(granted)
    for kind, row in cells["kinds"].items():
        row["amount"] = _sum(one for one in granted if one.kind == kind)
    return cells


def _sum(settled: Iterable[Settled]) -> str:
    return str(sum((one.amount for one in settled), start=Decimal("0.00")))


def money_cells(money: Money, *, k: int = SMALLEST) -> Cells:
    """Return what is told of the money, once it may be (``counting.may_tell_money``)."""
    cells: Cells = {
        "available": str(money.available),
        "outstanding": str(money.outstanding),
    }
    percent = repaid_percent(money, k=k)
    return cells if percent is None else cells | {"repaid": percent}


def leaves_room(periods: Iterable[Cells], moves: Moves, *, k: int = SMALLEST) -> bool:
    """Tell whether money can be told of these periods without telling hidden numbers.

    From the money it follows whether loans were promised, and grants, and help whose
    amount is not told; and then to ``k`` people at least. Where numbers are hidden there
    must be all of these, and more requests that could be so: else it would be known that
    none of what is hidden is, or all. How many requests those are is public.
    """
    rows = list(periods)
    hidden = sum(_accepted_and_hidden(cells) for cells in rows)
    unnamed = sum(cells["requests"] for cells in rows if ACCEPTED not in cells)
    promised = moves.loans | moves.grants
    return _is_among_more(hidden, 2 * k, moves.loans, moves.grants, k=k) and (
        _is_among_more(unnamed, k, promised - moves.accepted, k=k)
    )


def _is_among_more(
    hidden: int, most: int, *groups: AbstractSet[Hashable], k: int
) -> bool:
    return not hidden or (hidden > most and all(len(one) >= k for one in groups))


def _accepted_and_hidden(cells: Cells) -> int:
    """Return how many of the requests that are not told by kind can be accepted ones."""
    if ACCEPTED not in cells:
        return int(cells["requests"])
    told = sum(row[ACCEPTED] for row in cells["kinds"].values())
    return int(cells[ACCEPTED] - told)


# Several periods


def added(reports: Iterable[Cells]) -> Cells:
    """Return what several periods tell together: sums of what each of them tells.

    Outcomes are added of those periods that tell them; ``decided``: their requests.
    """
    total: Cells = {
        "requests": 0,
        "decided": 0,
        ACCEPTED: 0,
        REFUSED: 0,
        "amount": Decimal("0.00"),
        "kinds": {},
    }
    for cells in reports:
        total["requests"] += cells["requests"]
        if ACCEPTED not in cells:
            continue
        total["decided"] += cells["requests"]
        total["amount"] += Decimal(cells["amount"])
        for one in OUTCOMES:
            total[one] += cells[one]
        for kind, row in cells["kinds"].items():
            _add_kind(total["kinds"], kind, row)
    return total


def _add_kind(kinds: dict[str, Any], kind: str, row: Mapping[str, Any]) -> None:
    empty = {ACCEPTED: 0, REFUSED: 0, "amount": Decimal("0.00")}
    into = kinds.setdefault(kind, empty)
    into["amount"] += Decimal(row["amount"])
    for one in OUTCOMES:
        into[one] += row[one]


# A year


def floor_to_five(people: int, *, k: int = SMALLEST) -> int | None:
    """Return people in whole multiples of five, rounded down; None: fewer than five."""
    return people // k * k or None


def cost_each(costs: Decimal, people: int | None) -> Decimal | None:
    """Return the running costs by person helped, rounded up to the euro: at most that."""
    if not people:
        return None
    return (costs / people).quantize(Decimal(1), rounding="ROUND_CEILING")
