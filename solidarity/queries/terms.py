"""The terms in force on a day, as the assembly of the ASBL set them."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from solidarity.models import FundTerms
from solidarity.terms import DEFAULT_TERMS, Kind, Terms

__all__ = ["InForce", "terms_of", "terms_on"]


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

    ``values`` names a kind and what of it differs: {"loan": {"highest": "6000.00"}}.
    """
    kinds = {
        kind: replace(
            DEFAULT_TERMS.kinds[kind],
            **{name: Decimal(text) for name, text in row.values.get(kind, {}).items()},
        )
        for kind in Kind
    }
    return replace(DEFAULT_TERMS, kinds=MappingProxyType(kinds))
