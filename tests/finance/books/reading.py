"""What a report says, as figures by their words."""

from datetime import date

from finance.queries.entries import Reader
from finance.reports import make
from tests.finance.books.making import LAST, SINCE

EVERYBODY, OWNER = Reader(sees_people=True), Reader(sees_people=False)


def report(name, *, since=SINCE, until=LAST, reader=EVERYBODY):
    return make(name, since=since, until=until, reader=reader)


def figures(found):
    """Return the amounts of each line by its title, section by section."""
    return {
        str(section.title): {
            str(row.cells.get("name") or row.cells.get("text")): [
                str(row.cells[name])
                for name in section.columns
                if name in row.cells and not isinstance(row.cells[name], str | date)
            ]
            for row in [*section.rows, *section.totals]
        }
        for section in found.sections
    }
