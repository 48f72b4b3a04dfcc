"""The divided costs of a statement, each with its few numbers for some places only.

A statement of 2,000 lots keeps 2,000 numbers for each cost. The database picks the few
that a document needs.
"""

from collections.abc import Sequence

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BigIntegerField,
    Case,
    F,
    Func,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    When,
)
from django.db.models.functions import Coalesce

from buildings.models import KeyPart
from finance.models import Basis, ChargeCost, ChargeStatement, ExemptLot

NUMBERS = ArrayField(BigIntegerField())


class Picked(Func):
    """The elements of an array at these places, counted from 1, in their order."""

    template = (
        "ARRAY(SELECT (%(expressions)s)[place] FROM unnest(%(places)s::int[])"
        " WITH ORDINALITY AS asked (place, number) ORDER BY number)"
    )
    output_field = NUMBERS
    arity = 1

    def __init__(self, array: str, places: Sequence[int]):
        numbers = ", ".join(str(int(place)) for place in places)
        super().__init__(array, places=f"ARRAY[{numbers}]")


class Total(Func):
    """The sum of an array of numbers."""

    template = "(SELECT sum(number) FROM unnest(%(expressions)s) AS number)"
    output_field = BigIntegerField()
    arity = 1


def divisions_of(
    statement: ChargeStatement, places: Sequence[int]
) -> QuerySet[ChargeCost]:
    """Return the divided costs, each with its parts and cents at these places only."""
    measured = When(cost__basis=Basis.METERS, then=Total("parts"))
    return (
        ChargeCost.objects.filter(statement=statement)
        .defer("parts", "cents")
        .annotate(
            own_parts=Picked("parts", places),
            own_cents=Picked("cents", places),
            all_parts=Case(
                measured,
                default=F("cost__version__total") - _exempt_parts(),
                output_field=BigIntegerField(),
            ),
            exempt_lots=ArraySubquery(_exempt(OuterRef("cost"))),
        )
        .select_related(
            "cost__account",
            "cost__entry__journal",
            "cost__entry__reverses",
            "cost__key",
            "cost__meters",
            "cost__line__invoice__supplier",
        )
        .order_by("cost__entry__date", "cost__entry_id", "cost__position")
    )


def _exempt(cost: OuterRef) -> QuerySet:
    """Return the lots that a judgment exempts from ``cost``, and not from a withdrawal."""
    found = ExemptLot.objects.filter(line__costs=cost, line__costs__withdrawal=False)
    return found.values("lot_id")


def _exempt_parts() -> Coalesce:
    """Return the sum of their parts in the version of the cost's key."""
    parts = KeyPart.objects.filter(
        version=OuterRef("cost__version"), lot__in=_exempt(OuterRef(OuterRef("cost")))
    )
    sums = parts.order_by().values("version").values_list(Sum("parts"))
    return Coalesce(Subquery(sums), 0, output_field=BigIntegerField())
