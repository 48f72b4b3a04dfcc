"""Who sits on the committee, who sat, and what is missing for it to sit."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from solidarity.deciding import Seat as Chair
from solidarity.deciding import can_sit, lacking
from solidarity.models import Seat
from solidarity.models.committee import CHAIRS

__all__ = ["Standing", "filled", "seats", "standing"]

LABELS = dict(CHAIRS)


@dataclass(frozen=True, slots=True)
class Standing:
    """``many``: seats to fill before it can sit; ``needed``: which of them, in words."""

    running: Sequence[Seat]
    coming: Sequence[Seat]
    over: Sequence[Seat]
    many: int
    needed: Sequence[str]

    @property
    def sits(self) -> bool:
        return not self.many


def standing(on: date) -> Standing:
    """Return the seats of a day, those that begin later, and those before: one statement."""
    rows = list(seats())
    running = [row for row in rows if row.since <= on < row.until]
    many, needed = lacking([Chair(row.chair) for row in running])
    return Standing(
        running=running,
        coming=[row for row in rows if row.since > on],
        over=[row for row in reversed(rows) if row.until <= on],
        many=many,
        needed=[str(LABELS[chair.value]) for chair in needed],
    )


def seats() -> QuerySet[Seat]:
    """Return all seats with their people and firms."""
    rows = Seat.objects.select_related("user", "firm")
    return rows.order_by("chair", "place", F("since").asc())


def filled(on: date) -> list[Seat]:
    """Return the seats of a day, with their people: one statement."""
    return list(seats().on(on))


def may_sit(rows: Sequence[Seat]) -> bool:
    return can_sit([Chair(row.chair) for row in rows])
