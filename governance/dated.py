"""Rules of law by the day from which they hold. Pure.

A reform adds a row; a row that was used is never changed. So every meeting keeps the
rules of its day.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

V = TypeVar("V")

#: Civil Code, Book 3, in force since (law of 4 February 2020, art. 39)
BOOK_3 = date(2021, 9, 1)
#: Code of companies and associations, in force since (law of 23 March 2019, art. 38)
ASSOCIATIONS_CODE = date(2019, 5, 1)


class NoRuleYet(LookupError):
    """No row of the table holds on that day: nothing can be said of it."""


@dataclass(frozen=True, slots=True)
class Dated(Generic[V]):
    """What holds from a day on, and where it is written.

    ``article``: of the Civil Code ("3.87 §3"), or of the Code of companies and
    associations ("CSA 9:21"), or "statutes".
    """

    valid_from: date
    value: V
    article: str


def in_force(table: Sequence[Dated[V]], on: date) -> Dated[V]:
    """Return the row that holds on a day: the latest that has begun.

    Raises:
        NoRuleYet: all rows begin later.
    """
    begun = [row for row in table if row.valid_from <= on]
    if not begun:
        raise NoRuleYet(on)
    return max(begun, key=lambda row: row.valid_from)
