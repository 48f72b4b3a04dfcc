"""Somebody with everything that was ever published cannot work out a hidden number.

He knows every period, the sums by year and of all, the yearly reports, and the rule
itself. For each hidden cell of a random history another history is shown that he cannot
tell from it, in which the cell has another value: its publications are the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import accumulate

from hypothesis import example, given
from hypothesis import strategies as st

from solidarity.counting import (
    Moves,
    Settled,
    due_periods,
    from_to,
    last_day,
    may_tell_money,
    quarter_of,
)
from solidarity.publishing import (
    ACCEPTED,
    OUTCOMES,
    REFUSED,
    added,
    cells_of,
    counts_of,
    floor_to_five,
    leaves_room,
)
from solidarity.terms import Kind

QUARTERS = list(from_to("2026-Q1", "2027-Q3"))
TODAY = date(2028, 1, 5)
LENT = {Kind.LOAN, Kind.WORKS}
Cell = tuple[Kind, str]


def history(*quarters: dict[Kind, tuple[int, int]]) -> list[Settled]:
    """``quarters``: each kind → (accepted, refused). Each request is somebody else's."""
    found: list[Settled] = []
    for quarter, rows in zip(QUARTERS, quarters, strict=False):
        for kind, numbers in rows.items():
            for accepted, many in zip((True, False), numbers, strict=True):
                for _one in range(many):
                    amount = Decimal(1000 + len(found)) if accepted else Decimal(0)
                    number, on = len(found), last_day(quarter)
                    found.append(Settled(number, number, kind, accepted, amount, on))
    return found


small = st.one_of(st.integers(0, 3), st.integers(0, 9), st.just(5))
quarter = st.fixed_dictionaries({kind: st.tuples(small, small) for kind in Kind})
histories = st.lists(quarter, min_size=1, max_size=4)


def periods_of(settled: Sequence[Settled]) -> list[list[Settled]]:
    """Return what each published period is made of."""
    return [
        [one for one in settled if quarter_of(one.on) in period]
        for period in due_periods(settled, told=None, today=TODAY)
    ]


def published(settled: Sequence[Settled]) -> list[object]:
    """Return all that is told, of periods, years, and since the beginning."""
    quarters = due_periods(settled, told=None, today=TODAY)
    rows = periods_of(settled)
    cells = [cells_of(row) for row in rows]
    years = [period[-1][:4] for period in quarters]
    by_year = [
        added(one for one, year in zip(cells, years, strict=True) if year == this)
        for this in sorted(set(years))
    ]
    running = [added(cells[:many]) for many in range(1, len(cells) + 1)]
    return [
        quarters,
        cells,
        by_year,
        running,
        _helped(rows, cells),
        _money(rows, cells),
    ]


def _helped(rows, cells) -> list[object]:
    """What the yearly report tells of people, since the beginning."""
    people = accumulate(
        sum(one.accepted for one in row) if ACCEPTED in told else 0
        for row, told in zip(rows, cells, strict=True)
    )
    return [floor_to_five(many) for many in people]


def _money(rows, cells) -> list[object]:
    """What follows from the money: whether loans, and grants, were promised at all.

    Each was promised and paid in its quarter, and five at least are behind each.
    """
    told: list[object] = []
    waiting: list[Settled] = []
    window: list[dict] = []
    for row, one in zip(rows, cells, strict=True):
        waiting, window = [*waiting, *row], [*window, one]
        granted = {each.request: each for each in waiting if each.accepted}
        loans = frozenset(key for key, each in granted.items() if each.kind in LENT)
        named = frozenset(_named(rows, cells)) & granted.keys()
        moves = Moves(
            loans=loans,
            grants=frozenset(granted) - loans,
            paid=loans,
            accepted=named,
        )
        if not leaves_room(window, moves) or not may_tell_money(moves):
            told.append(None)
            continue
        sums = [sum(granted[key].amount for key in group) for group in (named,)]
        told.append((bool(loans), bool(moves.grants), sums))
        waiting, window = [], []
    return told


def _named(rows, cells) -> Iterator[int]:
    """Yield the requests whose amount is told."""
    for row, told in zip(rows, cells, strict=True):
        if "amount" in told:
            yield from (one.request for one in row if one.accepted)


# The attack


def hidden_cells(cells) -> list[Cell]:
    return [
        (kind, one) for kind in Kind if kind not in cells["kinds"] for one in OUTCOMES
    ]


def bounds(cells) -> dict[Cell, tuple[int, int]]:
    """Return between which numbers the equations leave each hidden cell (intervals)."""
    hidden = hidden_cells(cells)
    told = sum(row[one] for row in cells["kinds"].values() for one in OUTCOMES)
    sums = [(cells["requests"] - told, hidden)]
    if ACCEPTED in cells:
        for one in OUTCOMES:
            left = cells[one] - sum(row[one] for row in cells["kinds"].values())
            sums.append((left, [cell for cell in hidden if cell[1] == one]))
    found = dict.fromkeys(hidden, (0, cells["requests"]))
    for _round in range(3):
        for total, parts in sums:
            for cell in parts:
                low, high = found[cell]
                others = [found[other] for other in parts if other != cell]
                low = max(low, total - sum(one[1] for one in others))
                high = min(high, total - sum(one[0] for one in others))
                found[cell] = (low, high)
    return found


def moved(settled, place: int, cell: Cell) -> list[Settled]:
    """Return the history with one request in another cell of its period."""
    one = settled[place]
    kind, outcome = cell
    accepted = outcome == ACCEPTED
    amount = one.amount if accepted and one.accepted else Decimal(1777 * accepted)
    changed = replace(one, kind=kind, accepted=accepted, amount=amount)
    return [*settled[:place], changed, *settled[place + 1 :]]


def cell_of(one: Settled) -> Cell:
    return one.kind, ACCEPTED if one.accepted else REFUSED


def steps_of(settled, period, cells) -> list[tuple[int, Cell]]:
    """Return which requests of a period could be in which other hidden cell of it."""
    keys, hidden = {one.request for one in period}, hidden_cells(cells)
    first: dict[Cell, int] = {}
    for place, one in enumerate(settled):
        if one.request in keys and cell_of(one) in hidden:
            first.setdefault(cell_of(one), place)
    return [(place, to) for cell, place in first.items() for to in hidden if to != cell]


def others(settled, steps, all_steps) -> Iterator[list[Settled]]:
    """Yield histories in which one request, or two, are in another cell."""
    for step in steps:
        yield moved(settled, *step)
    for step in steps:
        once = moved(settled, *step)
        for place, to in all_steps:
            if place != step[0]:
                yield moved(once, place, to)


def worked_out(settled: Sequence[Settled]) -> list[tuple[int, Cell]]:
    """Return the hidden cells for which no other history gives the same publications."""
    told, rows = published(settled), periods_of(settled)
    steps = [
        steps_of(settled, row, cells) for row, cells in zip(rows, told[1], strict=True)
    ]
    all_steps = [step for each in steps for step in each]
    return [
        (number, cell)
        for number, row in enumerate(rows)
        for cell in sorted(_known(settled, told, number, row, steps[number], all_steps))
    ]


def _known(settled, told, number, row, steps, all_steps) -> set[Cell]:
    counts, unknown = counts_of(row), set(hidden_cells(told[1][number]))
    for other in others(settled, steps, all_steps):
        if not unknown:
            break
        changed = counts_of(periods_of(other)[number])
        differ = {cell for cell in unknown if _at(changed, cell) != _at(counts, cell)}
        if differ and published(other) == told:
            unknown -= differ
    return unknown


def _at(counts, cell: Cell) -> int:
    kind, one = cell
    return counts[kind][one]


@given(histories)
@example([{Kind.WORKS: (5, 0), Kind.EMERGENCY: (2, 5)}, {Kind.DISPUTE: (5, 0)}])
@example([{Kind.LOAN: (5, 0)}])
@example([{Kind.LOAN: (5, 0), Kind.EMERGENCY: (5, 0)}])
@example([{Kind.LOAN: (9, 9)}, {Kind.WORKS: (5, 0)}])
@example([{Kind.LOAN: (5, 5)}])
@example([{Kind.LOAN: (5, 5), Kind.EMERGENCY: (5, 0)}])
@example([{Kind.LOAN: (11, 0)}])
@example([{Kind.LOAN: (6, 6), Kind.DISPUTE: (5, 5), Kind.EMERGENCY: (0, 0)}])
def test_no_hidden_number_follows_from_all_that_was_ever_told(quarters):
    assert worked_out(history(*quarters)) == []


@given(histories)
def test_the_equations_leave_room_for_every_hidden_number(quarters):
    for period in periods_of(history(*quarters)):
        cells = cells_of(period)
        counts = counts_of(period)
        for (kind, one), (low, high) in bounds(cells).items():
            assert low <= counts[kind][one] <= high
            assert low < high, (cells, kind, one)


def test_the_attack_finds_what_is_told_wrongly(monkeypatch):
    """Without the rule for the money, it is known that none of five was refused."""
    settled = history({Kind.LOAN: (5, 0)})
    assert worked_out(settled) == []
    monkeypatch.setattr(f"{__name__}.leaves_room", lambda *args, **kwargs: True)
    assert (0, (Kind.LOAN, REFUSED)) in worked_out(settled)


def moves(loans: int, grants: int, *, told: int = 0) -> Moves:
    """So many loans and grants were promised; of ``told`` of them the amount is told."""
    people = [f"S-{number}" for number in range(loans + grants)]
    return Moves(
        loans=frozenset(people[:loans]),
        grants=frozenset(people[loans:]),
        accepted=frozenset(people[:told]),
    )


def test_money_waits_for_requests_enough_to_hide_among():
    all_told = {kind: {ACCEPTED: 5, REFUSED: 5} for kind in Kind}
    whole = {"requests": 40, ACCEPTED: 20, REFUSED: 20, "kinds": all_told}
    six = {"requests": 26, ACCEPTED: 13, REFUSED: 13, "kinds": {"loan": {ACCEPTED: 7}}}
    ten, eleven = {"requests": 10, "kinds": {}}, {"requests": 11, "kinds": {}}
    five = {"requests": 5, "kinds": {}}
    both = moves(5, 5)
    assert leaves_room([], moves(0, 0))
    assert leaves_room([whole], moves(10, 0))
    assert not leaves_room([ten], both)
    assert not leaves_room([whole, six], both)
    assert leaves_room([ten, six], both)
    assert leaves_room([eleven], both)
    assert not leaves_room([eleven], moves(11, 0))
    assert not leaves_room([eleven], moves(0, 11))
    # What was promised without an amount that is told: among more than five, or of none.
    assert not leaves_room([six, six, five], both)
    assert leaves_room([six, six, ten], both)
    assert not leaves_room([six, six, ten], moves(5, 5, told=6))
