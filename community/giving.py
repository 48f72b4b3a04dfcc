"""Who is next to get a thing that was put up for the neighbours.

Without a draw: who asked first. With one: those who asked in time, as drawn; whoever
asks later stands behind them, in the order of asking.

Pure: no Django, no clock, no chance.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from community.drawing import drawn

__all__ = ["Asked", "line"]


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody wants it since ``at``; ``uuid``: the number of his ask in the draw."""

    uuid: UUID
    at: datetime


def line(
    asking: Collection[Asked], *, number: UUID, until: datetime | None = None
) -> list[UUID]:
    """Return all who ask, the next one first.

    ``number``: of the draw. ``until``: the last moment to take part in it; None: the
    thing goes to who asks first.
    """
    in_time = [one for one in asking if until is not None and one.at <= until]
    later = [one for one in asking if one not in in_time]
    first = drawn([one.uuid for one in in_time], number=number)
    return [*first, *(one.uuid for one in sorted(later, key=_since))]


def _since(one: Asked) -> tuple[datetime, UUID]:
    return one.at, one.uuid
