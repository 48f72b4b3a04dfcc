"""The opening of the books: what each holding brought along, and what it is made of."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from django.db.models import Min, Sum

from buildings.models import Ownership
from finance.models import Opening, OpeningBalance
from finance.opening import Total
from koprogo.ledger.models import Entry, Line


class BroughtForward(NamedTuple):
    """What a holding brought along on a day, EUR: what it owed, or its credit."""

    date: date
    working: Decimal
    reserve: Decimal
    credit: Decimal

    @property
    def owed(self) -> Decimal:
        return self.working + self.reserve


def standing_opening() -> Opening | None:
    """Return the opening that counts, or None in books without a past."""
    return Opening.objects.standing().select_related("entry__journal").first()


def brought_forward() -> dict[int, BroughtForward]:
    """Return what the holdings (primary keys) brought along, if they did."""
    return {
        holding_id: BroughtForward(*balance)
        for holding_id, *balance in opening_rows().values_list(
            "holding_id", "opening__date", "working", "reserve", "credit"
        )
    }


def opening_rows(holdings: Collection[int] | None = None):
    """Return what these holdings, or all, have in the opening that counts."""
    rows = OpeningBalance.objects.filter(opening__in=Opening.objects.standing())
    return rows if holdings is None else rows.filter(holding__in=holdings)


def first_movement() -> date | None:
    """Return the day of the first entry that counts and is no opening, or None."""
    standing = Entry.objects.filter(reverses=None, mirror=None, opening=None)
    return standing.aggregate(first=Min("date"))["first"]


def entry_lines(entry: Entry) -> tuple[list[Total], list[tuple[str, Decimal]]]:
    """Return the totals of an entry by account, and (supplier, EUR owed): one statement."""
    rows = list(
        Line.objects.filter(entry=entry)
        .values_list("account__code", "party__supplier__name")
        .annotate(debit=Sum("debit"), credit=Sum("credit"))
        .order_by("account__code", "party__supplier__name")
    )
    totals = []
    for code, lines in groupby(rows, key=itemgetter(0)):
        sides = [(debit, credit) for _code, _name, debit, credit in lines]
        totals.append(Total(code, *map(sum, zip(*sides, strict=True))))
    return totals, [(name, credit - debit) for _, name, debit, credit in rows if name]


def lots_by_holding(*, on: date) -> dict[int, list[str]]:
    """Return the codes of the lots that each holding has on that day, in deed order."""
    found = defaultdict(list)
    rows = Ownership.objects.on(on).order_by("lot__position", "lot_id")
    for holding_id, code in rows.values_list("holding_id", "lot__code"):
        found[holding_id].append(code)
    return found
