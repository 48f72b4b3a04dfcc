"""Numbers of many tables in one statement."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Expression, Max, Min, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject

from buildings.models import Building


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows, and the first and the last of their days; None: no row."""

    many: int
    first: date | None
    last: date | None

    @classmethod
    def read(cls, found: dict[str, Any]) -> "Tally":
        first, last = (
            date.fromisoformat(found[name]) if found[name] else None
            for name in ("first", "last")
        )
        return cls(found["many"], first, last)


def tally(rows: QuerySet, day: str | Expression) -> Subquery:
    """Count rows with the first and the last of a day: ``Tally.read`` reads it."""
    return scalar(rows, JSONObject(many=Count("pk"), first=Min(day), last=Max(day)))


def scalar(rows: QuerySet, aggregate: Expression) -> Subquery:
    """An aggregate of all these rows, to be asked together with others."""
    alone = rows.order_by().values(together=Value(1)).annotate(answer=aggregate)
    return Subquery(alone.values("answer"))


def ask(**answers: Expression) -> dict[str, Any]:
    """Return the answers of the tenant entered by name: one statement."""
    return Building.objects.annotate(**answers).values(*answers).get()
