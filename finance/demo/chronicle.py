"""What happens in a building, done in the order of its days."""

from collections.abc import Callable
from datetime import date
from heapq import heappop, heappush
from itertools import count


class Chronicle:
    """Acts, each on its day; what is done on a day may add others on it and later.

    Acts of the same day keep the order in which they were added.
    """

    def __init__(self) -> None:
        self._acts: list[tuple[date, int, Callable[[], object]]] = []
        self._number = count()

    def at(self, day: date, act: Callable[[], object]) -> None:
        heappush(self._acts, (day, next(self._number), act))

    def play(self, *, until: date) -> None:
        """Do what happens up to a day, which is included; the rest never does."""
        while self._acts and self._acts[0][0] <= until:
            _day, _number, act = heappop(self._acts)
            act()
