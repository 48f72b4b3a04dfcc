"""How the law on consumer credit sees the loans: noted after each review by a lawyer."""

from datetime import date

from django.db import transaction

from koprogo.audit.services import record
from solidarity.errors.public import ReviewBackwards
from solidarity.models import LegalReview

__all__ = ["note_review"]


@transaction.atomic
def note_review(
    *, regime: str, note: str, since: date, until: date | None, by
) -> LegalReview:
    """Note a review; the earlier ones stay.

    Raises:
        ReviewBackwards: it would end before it begins.
    """
    if until is not None and until <= since:
        raise ReviewBackwards(until)
    row = LegalReview.objects.create(
        regime=regime, note=note, since=since, until=until, recorded_by=by
    )
    record("legal_review.noted", target=row, by=by, regime=regime)
    return row
