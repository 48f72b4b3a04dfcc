"""Whether two closed quarters left too much, and where the members are asked."""

from collections.abc import Iterator

from governance.queries.treatment import Treatment, treatment_of
from transparency.models import Quarter, SurplusQuestion
from transparency.public.derivation import derive
from transparency.public.figures import OfQuarter
from transparency.public.tables import Tables
from transparency.queries.gathering import closed_row
from transparency.queries.gathering_books import costs, revenue
from transparency.queries.quarters import closed_quarters

__all__ = ["asked_by", "is_settled", "waiting_questions"]


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


def is_settled(question: SurplusQuestion) -> bool:
    """Return whether the members have dealt with a question."""
    return treatment_of(question.item) is Treatment.SETTLED


def waiting_questions() -> Iterator[SurplusQuestion]:
    """Yield the questions that are on no agenda; there is one at most."""
    for question in SurplusQuestion.objects.select_related("quarter"):
        if treatment_of(question.item) is Treatment.WAITING:
            yield question
