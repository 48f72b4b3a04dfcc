"""How a line of the month is told: its state, its proof and the page of its work."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import get_language

from finance import cockpit
from finance.cockpit import MONTH, Found
from finance.queries.cockpit import Month
from finance.queries.tallies import Tally
from koprogo.ui import formatting


@dataclass(frozen=True, slots=True)
class Told:
    """``page``: the name of an address in the building, what follows, and a query."""

    found: Found
    proof: str
    page: tuple[object, ...]
    query: str = ""


def counted(
    left: Tally, done: Tally, *, waiting: str, was_done: str, nothing: str
) -> str:
    """Tell what is left, else what was done, with their numbers and days."""
    if left.many:
        return waiting % {"many": left.many, "day": day_of(left.first)}
    if done.many:
        return was_done % {"many": done.many, "day": day_of(done.last)}
    return nothing


def in_a_month(month: Month, left: Tally, done: Tally) -> Found:
    """Work that is late 35 days after the first day of what is left."""
    due_on = left.first and left.first + MONTH
    return cockpit.work(left.many, done=done.many, on=month.on, due_on=due_on)


def sentences(found: Iterable[str]) -> str:
    return " ".join(filter(None, found))


def money(amount: Decimal) -> str:
    return formatting.money(amount, get_language())


def day_of(when: date) -> str:
    return formatting.day(when, get_language())
