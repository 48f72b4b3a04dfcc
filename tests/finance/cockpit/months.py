"""A month made by hand, in which nothing happened; and what is put into it."""

from dataclasses import fields
from datetime import date, timedelta
from decimal import Decimal

from finance.queries.cockpit import Month
from finance.queries.cockpit_tallies import (
    Invoices,
    Letters,
    Meters,
    Movements,
    Owners,
)
from finance.queries.tallies import Tally
from finance.queries.transfers import ReserveTransfer

TODAY = date(2026, 11, 21)
ZERO = Decimal("0.00")


def ago(days):
    return TODAY - timedelta(days=days)


def some(many, first=0, last=None):
    """So many rows, from so many days ago until another."""
    return Tally(many, ago(first), ago(first if last is None else last))


def group(kind, **tallies):
    empty = {field.name: Tally(0, None, None) for field in fields(kind)}
    return kind(**empty | tallies)


def month(**given):
    """A month of nothing but what is given; groups of tallies as dicts."""
    kinds = {
        "movements": Movements,
        "invoices": Invoices,
        "letters": Letters,
        "owners": Owners,
        "meters": Meters,
    }
    groups = {name: group(kind, **given.pop(name, {})) for name, kind in kinds.items()}
    usual = {
        "on": TODAY,
        "bank": [],
        "transfer": ReserveTransfer(ZERO, ZERO, ZERO),
        "instalment": None,
        "requests": [],
        "read_on": date(2026, 1, 1),
        "is_read": False,
        "ended": None,
        "closed": 0,
    }
    return Month(**groups, **usual | given)


def told(line, **given):
    """(state, sentence, page and query, day) of a line in a month."""
    found = line(month(**given))
    page = "/".join(str(part) for part in found.page) + found.query
    return str(found.found.state), found.proof, page, found.found.due_on
