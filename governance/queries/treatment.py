"""Where a point of an agenda is, for who put it there and waits for what comes of it."""

from enum import Enum, auto
from uuid import UUID

from governance.models import AgendaItem, Assembly, Decision

__all__ = ["Treatment", "treatment_of"]


class Treatment(Enum):
    """Where a point is. WAITING: on no agenda that will still be voted on."""

    WAITING = auto()
    ON_AGENDA = auto()
    SETTLED = auto()


def treatment_of(point: UUID | None) -> Treatment:
    """Return where a point is. A second session that was held settles it too.

    ``point``: its uuid; None, or that of a point that is no more: it waits.
    """
    items = AgendaItem.objects.select_related("assembly__cancellation")
    item = items.filter(uuid=point).first() if point else None
    if item is None:
        return Treatment.WAITING
    if Decision.objects.filter(item=item).exists():
        return Treatment.SETTLED
    if item.assembly.is_cancelled:
        return Treatment.WAITING
    if item.assembly.ended_at is None:
        return Treatment.ON_AGENDA
    later = list(Assembly.objects.standing().filter(after=item.assembly))
    if not later:
        return Treatment.WAITING
    is_over = all(one.ended_at for one in later)
    return Treatment.SETTLED if is_over else Treatment.ON_AGENDA
