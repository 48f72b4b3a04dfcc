"""The terms of the fund, changed by a decision of the assembly: for later requests only."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from koprogo.audit.services import record
from solidarity.errors.public import (
    TermsThere,
    TermsTooSoon,
    TermsUnchanged,
    TermsWrong,
)
from solidarity.models import FundTerms
from solidarity.parameters import problems, values_of, written
from solidarity.queries.terms import terms_on

__all__ = ["write_terms"]


@transaction.atomic
def write_terms(
    *, since: date, values: Mapping[str, Decimal], decision_text: str, by
) -> FundTerms:
    """Write new terms that hold from ``since``; requests of earlier days keep theirs.

    ``values``: every number, by name (``solidarity.parameters``).

    Raises:
        TermsTooSoon: they would begin today or earlier.
        TermsWrong: a number makes no sense, or the least is above the most.
        TermsUnchanged: they say what holds on the day before.
        TermsThere: others begin on this day, perhaps since this very moment.
    """
    if since <= timezone.localdate():
        raise TermsTooSoon(since)
    if wrong := problems(values):
        raise TermsWrong(wrong)
    if dict(values) == values_of(terms_on(since).terms):
        raise TermsUnchanged(since)
    try:
        with transaction.atomic():
            row = FundTerms.objects.create(
                since=since,
                values=written(values),
                decision_text=decision_text,
                recorded_by=by,
            )
    except IntegrityError as error:
        if error.__cause__.diag.constraint_name != "fund_terms_since":
            raise
        raise TermsThere(since) from error
    record("fund_terms.written", target=row, by=by, since=since.isoformat())
    return row
