"""The documents of a call or of a statement of charges that get a letter."""

from collections.abc import Sequence

from django.db.models import Count, Q

from buildings.mailings import Expected
from finance.models import Call, ChargeStatement

Told = Call | ChargeStatement


def expected(told: Told, tells: Q) -> Expected:
    """Count the documents; ``tells``: those that have something to tell."""
    return Expected(
        **told.documents.aggregate(
            letters=Count("pk", filter=tells), nothing=Count("pk", filter=~tells)
        )
    )


def without_letter(told: Told, many: int, tells: Q) -> Sequence:
    """Return what is still to be made, in the order in which it is made."""
    found = told.documents.filter(tells, letter=None)
    return list(found.order_by("pk")[:many])
