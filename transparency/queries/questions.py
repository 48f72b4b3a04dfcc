"""Whether two closed quarters left too much, and where the members are asked."""

from collections.abc import Iterator
from enum import Enum, auto

from governance.models import AgendaItem, Assembly, Decision
from transparency.models import Quarter, SurplusQuestion
from transparency.public.derivation import derive
from transparency.public.figures import OfQuarter
from transparency.public.tables import Tables
from transparency.queries.gathering import closed_row
from transparency.queries.gathering_books import costs, revenue
from transparency.queries.quarters import closed_quarters

__all__ = ["Standing", "asked_by", "drafts", "standing_of", "waiting_questions"]


class Standing(Enum):
    """Where a question is. WAITING: on no agenda that will still be voted on."""

    WAITING = auto()
    ON_AGENDA = auto()
    SETTLED = auto()


def asked_by(quarter: Quarter) -> tuple[OfQuarter, OfQuarter] | None:
    """Return a closed quarter and the one before if both left too much.

    By the rule of the published figures, as if no later quarter were closed.
    """
    until = closed_quarters().filter(until__lte=quarter.until)
    tables = Tables(
        costs=tuple(costs()),
        revenue=tuple(revenue()),
        quarters=tuple(map(closed_row, until)),
    )
    figures = derive(tables, today=quarter.until, as_of="")
    if not figures.asks_members:
        return None
    first, second = [one for one in figures.quarters if one.closed_on][-2:]
    return first, second


def standing_of(question: SurplusQuestion) -> Standing:
    """Return where a question is. A second session that was held settles it too."""
    items = AgendaItem.objects.select_related("assembly__cancellation")
    item = items.filter(uuid=question.item).first() if question.item else None
    if item is None:
        return Standing.WAITING
    if Decision.objects.filter(item=item).exists():
        return Standing.SETTLED
    if item.assembly.is_cancelled:
        return Standing.WAITING
    if item.assembly.ended_at is None:
        return Standing.ON_AGENDA
    later = list(Assembly.objects.standing().filter(after=item.assembly))
    if not later:
        return Standing.WAITING
    is_over = all(one.ended_at for one in later)
    return Standing.SETTLED if is_over else Standing.ON_AGENDA


def waiting_questions() -> Iterator[SurplusQuestion]:
    """Yield the questions that are on no agenda; there is one at most."""
    for question in SurplusQuestion.objects.select_related("quarter"):
        if standing_of(question) is Standing.WAITING:
            yield question


def drafts():
    """Return the assemblies that are prepared, the first to be held first."""
    return Assembly.objects.standing().filter(convened_at=None).order_by("starts_at")
