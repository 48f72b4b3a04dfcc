"""The terms in force on a day, as the assembly of the ASBL set them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from solidarity.models import FundTerms
from solidarity.parameters import differing, read, values_of
from solidarity.terms import Terms

__all__ = ["InForce", "Version", "terms_of", "terms_on", "versions"]


@dataclass(frozen=True, slots=True)
class InForce:
    """``row``: which version; ``terms``: what it says."""

    row: FundTerms
    terms: Terms


def terms_on(day: date) -> InForce:
    """Return what holds on a day: one statement.

    Raises:
        FundTerms.DoesNotExist: the fund had no terms yet.
    """
    row = FundTerms.objects.filter(since__lte=day).latest("since")
    return InForce(row, terms_of(row))


def terms_of(row: FundTerms) -> Terms:
    """Return the terms of a version: what it does not change is as it was founded.

    ``values`` names what differs (``solidarity.parameters``): {"loan.highest": "6000"}.
    """
    return read(row.values)


@dataclass(frozen=True, slots=True)
class Version:
    """A version of the terms; ``changes``: from and to, by name, against the one before.

    ``holds``: it is in force today; ``is_coming``: it will be.
    """

    row: FundTerms
    changes: dict[str, tuple[Decimal, Decimal]]
    holds: bool
    is_coming: bool


def versions(*, today: date) -> list[Version]:
    """Return the history of the terms, the latest first: one statement."""
    rows = list(FundTerms.objects.select_related("recorded_by").order_by("since"))
    begun = [row for row in rows if row.since <= today]
    found, before = [], values_of(read({}))
    for row in rows:
        values = values_of(terms_of(row))
        found.append(
            Version(
                row=row,
                changes=differing(values, before=before),
                holds=bool(begun) and row == begun[-1],
                is_coming=row.since > today,
            )
        )
        before = values
    return found[::-1]
