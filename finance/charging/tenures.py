"""Who bears the costs of a lot on which days: pieces of a statement of charges. Pure.

Current charges are split by days between the holders of a lot (law.md §6). Periods
are half-open, [since, until): the buyer has the day of the deed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from finance.deferral import EmptyPeriod
from finance.division import Unheld

ONE_DAY = timedelta(days=1)


class HeldTwice(ValueError):
    """Two holdings have the lot ``lot_id`` on ``day``: who would pay?"""

    def __init__(self, lot_id: int, day: date) -> None:
        super().__init__(f"two holders of the lot {lot_id} on {day}")
        self.lot_id = lot_id
        self.day = day


class UnheldOn(Unheld):
    """Nobody holds the lot ``lot_id`` on ``day``: its cost would have no debtor."""

    def __init__(self, lot_id: int, day: date) -> None:
        super().__init__(lot_id)
        self.day = day

    def __str__(self) -> str:
        return f"no holder of the lot {self.lot_id} on {self.day}"


@dataclass(frozen=True, slots=True)
class Tenure:
    """The holding has the lot from ``since`` to before ``until`` (None: still)."""

    lot_id: int
    holding_id: int
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A tenure inside the period of a statement: what a cost is finally put on."""

    lot_id: int
    holding_id: int
    since: date
    until: date

    @property
    def days(self) -> int:
        return (self.until - self.since).days


def cut(tenures: Iterable[Tenure], *, since: date, until: date) -> list[Piece]:
    """Return the pieces of [since, until), in the order of the deed, then of time.

    ``tenures`` come with the lots in the order of the deed: a lot has the place of its
    first tenure. A lot may be unheld for some days; it matters only when a cost falls
    on them. Raises ``EmptyPeriod`` and ``HeldTwice``.
    """
    require_days(since, until)
    places: dict[int, int] = {}
    found = []
    for tenure in tenures:
        places.setdefault(tenure.lot_id, len(places))
        begin = max(tenure.since, since)
        end = min(tenure.until or until, until)
        if begin < end:
            found.append(Piece(tenure.lot_id, tenure.holding_id, begin, end))
    found.sort(key=lambda piece: (places[piece.lot_id], piece.since))
    for piece, following in pairwise(found):
        if piece.lot_id == following.lot_id and following.since < piece.until:
            raise HeldTwice(piece.lot_id, following.since)
    return found


def require_days(since: date, until: date) -> None:
    if until <= since:
        raise EmptyPeriod(since, until)


def days_held(pieces: Sequence[Piece], since: date, until: date) -> list[int]:
    """Return the days of every piece in [since, until); they sum to all its days.

    ``pieces``: those of one lot, at least one, in the order of time. Raises
    ``UnheldOn`` with the first day without holder.
    """
    day = since
    for piece in pieces:
        if piece.since > day:
            break
        day = max(day, piece.until)
    if day < until:
        raise UnheldOn(pieces[0].lot_id, day)
    return [days_common(piece.since, piece.until, since, until) for piece in pieces]


def days_common(since: date, until: date, other_since: date, other_until: date) -> int:
    """Return how many days two periods have in common."""
    return max((min(until, other_until) - max(since, other_since)).days, 0)
