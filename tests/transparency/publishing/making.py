"""An ASBL that has run for some quarters: participants, vouchers, contributions, closings."""

from datetime import UTC, date, datetime
from decimal import Decimal

from tests.transparency.books.making import approved, closed
from tests.transparency.members import crowd
from transparency.months import add_months, months_between
from transparency.public.stored import read
from transparency.public.tables import Tables
from transparency.services.contributions import bill_missing

#: some days after the third quarter of 2025
NOW = datetime(2025, 10, 6, 10, tzinfo=UTC)


def at(text: str) -> datetime:
    """A moment in UTC: ``2025-04-05 08:00``."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def billed(until: date) -> None:
    while bill_missing(on=until, by=None):
        pass


def ran(*, since=date(2025, 1, 1), months=9, many=12, cost="9.00") -> None:
    """So many co-ownerships pay 1.00 € a month; the servers cost so much a month.

    The default leaves 25 % of the revenue: 12.00 − 9.00.
    """
    crowd(many, since=since)
    until = add_months(since, months)
    spend(since, until, cost)
    billed(add_months(until, -1))


def spend(since: date, until: date, cost: str) -> None:
    for month in months_between(since, until):
        approved(
            cost,
            dated=month,
            since=month,
            until=add_months(month, 1),
            description=f"Servers {month:%m/%Y}",
        )


def close(year: int, *numbers: int) -> None:
    for number in numbers:
        closed(year, number)


def rows(table: Tables, name: str) -> dict:
    """Of a table with a month or a day and one more column, by its first column."""
    found = {}
    for row in getattr(table, name):
        found.setdefault(str(row.month), Decimal(0))
        found[str(row.month)] += row.amount
    return found


def stored(publication) -> Tables:
    return read(Tables, publication.tables)
