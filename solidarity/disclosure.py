"""What can be published of requests so that nobody is found in it (solidarity.md §6).

A table has cells by one or two properties, such as quarter and kind; the cell of
``TOTAL`` is the sum along a property. Fewer than ``k`` requests are never shown, and
neither is what would give them away, so that other cells are hidden with them
(complementary suppression): a cell that follows from the published ones, since no number
is below zero, and a few that a total less what is shown of it would tell.

Why it is enough: every cell, totals too, is an edge of a graph whose nodes are rows and
columns, and what flows into a node flows out of it. Published edges stand still. A
hidden one is known exactly if it lies on no cycle along which one request more could
flow: forward through any hidden edge, backward through one that is not empty.

Quarters are published once, each in a table of its own or together with those before
that were too small (``periods``): two publications differ by whole published periods, so
their difference shows nothing new.

Pure: no Django.
"""

from collections import deque
from collections.abc import Iterator, Mapping, Sequence

TOTAL = "*"
#: fewer requests than this are never shown
SMALLEST = 5

Key = tuple[str, ...]
Node = tuple[str, str]
Edge = tuple[Node, Node]


class NotATable(ValueError):
    """Cells of which the totals are no sums, that are below zero, or of another shape."""


def publishable(
    cells: Mapping[Key, int], *, k: int = SMALLEST
) -> dict[Key, int | None]:
    """Return every cell that may be shown, and None for those that may not.

    ``cells``: by one or two properties. Totals that are not given are added, so that
    none can be worked out from what is shown without having been looked at.

    Raises:
        NotATable: see there.
    """
    table = with_totals(cells)
    hidden = {key for key, many in table.items() if many < k}
    while leak := next(_leaks(table, hidden, k), None):
        hidden.add(_cheapest(table, set(table) - hidden, leak))
    return {key: None if key in hidden else many for key, many in table.items()}


def periods(
    quarters: Sequence[tuple[str, int]], *, k: int = SMALLEST
) -> list[tuple[str, ...]]:
    """Return which quarters are told together, in their order; the last may still wait.

    ``quarters``: with the number of requests in each, the oldest first. A period is
    closed as soon as it has ``k``, and never changes afterwards.
    """
    found: list[tuple[str, ...]] = []
    waiting: list[str] = []
    many = 0
    for name, count in quarters:
        waiting.append(name)
        many += count
        if many >= k:
            found.append(tuple(waiting))
            waiting, many = [], 0
    return found


def with_totals(cells: Mapping[Key, int]) -> dict[Key, int]:
    """Return the cells with each total along each property.

    Raises:
        NotATable: a given total is no sum; a cell is below zero; no cell, or cells of
            different or more than two properties.
    """
    sizes = {len(key) for key in cells}
    if len(sizes) != 1 or not sizes <= {1, 2} or any(n < 0 for n in cells.values()):
        raise NotATable
    inner = {key: many for key, many in cells.items() if TOTAL not in key}
    names = [sorted({key[place] for key in inner}) for place in range(max(sizes))]
    table = {key: inner.get(key, 0) for key in _product(names)}
    for key, many in inner.items():
        for above in _above(key):
            table[above] = table.get(above, 0) + many
    if not inner or any(table.get(key) != many for key, many in cells.items()):
        raise NotATable
    return table


def _product(names: Sequence[Sequence[str]]) -> Iterator[Key]:
    if len(names) == 1:
        yield from ((name,) for name in names[0])
    else:
        yield from ((row, column) for row in names[0] for column in names[1])


def _above(key: Key) -> list[Key]:
    """Return the totals in which a cell is counted."""
    if len(key) == 1:
        return [(TOTAL,)]
    return [(key[0], TOTAL), (TOTAL, key[1]), (TOTAL, TOTAL)]


# What follows from what is shown


def _edge(key: Key) -> Edge:
    """Return between which nodes the requests of a cell flow.

    Of one property: all cells from one node to the other, their total back. Of two: from
    the node of the row to that of the column; the total of a row flows into it, that of a
    column out of it.
    """
    if len(key) == 1:
        ends: Edge = (("row", TOTAL), ("column", TOTAL))
        return ends[::-1] if key == (TOTAL,) else ends
    row, column = key
    if row == TOTAL and column == TOTAL:
        return ("column", TOTAL), ("row", TOTAL)
    if column == TOTAL:
        return ("row", TOTAL), ("row", row)
    if row == TOTAL:
        return ("column", column), ("column", TOTAL)
    return ("row", row), ("column", column)


def _leaks(table: Mapping[Key, int], hidden: set[Key], k: int) -> Iterator[Key]:
    """Yield hidden cells that follow from what is shown, alone or as one of a few."""
    yield from _few_together(table, hidden, k)
    for key in sorted(hidden):
        if not _can_grow(key, table, hidden) and not _can_shrink(key, table, hidden):
            yield key


def _few_together(table: Mapping[Key, int], hidden: set[Key], k: int) -> Iterator[Key]:
    """Yield a hidden cell of each published total that less the rest of it is a few."""
    for total in sorted(set(table) - hidden):
        for parts in _parts(total, table):
            apart = [key for key in parts if key in hidden]
            if 0 < sum(table[key] for key in apart) < k:
                yield min(apart)


def _parts(total: Key, table: Mapping[Key, int]) -> Iterator[list[Key]]:
    """Yield of which cells a total is the sum: that of everything, in two ways."""
    for place in [place for place, name in enumerate(total) if name == TOTAL]:
        yield [
            key
            for key in table
            if key[place] != TOTAL
            and key[:place] + key[place + 1 :] == total[:place] + total[place + 1 :]
        ]


def _can_grow(key: Key, table: Mapping[Key, int], hidden: set[Key]) -> bool:
    begin, end = _edge(key)
    return _reaches(end, begin, table, hidden - {key})


def _can_shrink(key: Key, table: Mapping[Key, int], hidden: set[Key]) -> bool:
    begin, end = _edge(key)
    return table[key] > 0 and _reaches(begin, end, table, hidden - {key})


def _reaches(
    begin: Node, end: Node, table: Mapping[Key, int], hidden: set[Key]
) -> bool:
    """Return whether one request more can flow from a node to another."""
    ways: dict[Node, list[Node]] = {}
    for key in hidden:
        there, back = _edge(key)
        ways.setdefault(there, []).append(back)
        if table[key] > 0:
            ways.setdefault(back, []).append(there)
    seen, waiting = {begin}, deque([begin])
    while waiting:
        for node in ways.get(waiting.popleft(), ()):
            if node not in seen:
                seen.add(node)
                waiting.append(node)
    return end in seen


def _cheapest(table: Mapping[Key, int], shown: set[Key], leak: Key) -> Key:
    """Return which published cell to hide for one that leaks.

    The smallest of a line with it; totals last, that of everything at the very end.
    """

    def cost(key: Key) -> tuple[int, bool, int, Key]:
        beside = any(one == other for one, other in zip(key, leak, strict=True))
        return (key.count(TOTAL), not beside, table[key], key)

    return min(shown, key=cost)
