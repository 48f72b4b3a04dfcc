"""What of the surplus can be divided: by the rule, and from the rows, of the public page."""

from datetime import date

from transparency.public.derivation import Divisible, divisible
from transparency.public.tables import Tables
from transparency.queries.gathering_books import budget, costs, reserve, revenue

__all__ = ["distributable_on"]


def distributable_on(day: date) -> Divisible:
    """Return what of the surplus can be divided on a day: six statements."""
    tables = Tables(
        costs=tuple(costs()),
        revenue=tuple(revenue()),
        reserve=tuple(reserve()),
        budget=tuple(budget()),
    )
    return divisible(tables, today=day)
