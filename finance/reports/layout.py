"""What every report is: sections of lines under named columns. Pages, tables, PDF and
API write the same thing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ZERO = Decimal("0.00")
Cell = str | Promise | date | Decimal | None

# Every column that a report may have, by the name that programs know.
LABELS = {
    "code": _("Account"),
    "name": _("Name"),
    "date": _("Date"),
    "entry": _("Entry"),
    "text": _("Description"),
    "of": _("Of"),
    "lots": _("Lots"),
    "opening": _("Opening balance"),
    "debit": _("Debit"),
    "credit": _("Credit"),
    "closing": _("Closing balance"),
    "balance": _("Balance"),
    "amount": _("Amount"),
    "working": _("For charges"),
    "reserve": _("For the reserve fund"),
    "fund": _("Fund"),
    "money": _("At the bank"),
    "receipts": _("Received"),
    "expenses": _("Paid"),
}
AMOUNTS = frozenset(
    [
        "opening",
        "debit",
        "credit",
        "closing",
        "balance",
        "amount",
        "working",
        "reserve",
        "fund",
        "money",
        "receipts",
        "expenses",
    ]
)
TITLES = ("text", "name")
# What a line comes to needs no label where it stands alone; of two sums, each has one.
VALUES = ("closing", "balance", "amount")


@dataclass(frozen=True, slots=True)
class Row:
    """A line: a cell for each column of its section, by name; what is left out is empty.

    ``page``: the page of it: the name of a URL and what follows the building in it.
    """

    cells: dict[str, Cell]
    page: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a title; ``columns``: their names, in order; ``totals``: of them all."""

    columns: Sequence[str]
    rows: Sequence[Row]
    title: str | Promise = ""
    totals: Sequence[Row] = ()

    @property
    def heads(self) -> list[tuple[str, Promise, bool]]:
        """Return (name, label, whether it is of amounts) of each column."""
        return [(name, LABELS[name], name in AMOUNTS) for name in self.columns]

    @property
    def lines(self) -> list["Line"]:
        return [self._line(row) for row in self.rows]

    @property
    def total_lines(self) -> list["Line"]:
        return [self._line(row) for row in self.totals]

    def _line(self, row: Row) -> "Line":
        title = next((name for name in TITLES if name in self.columns), "")
        value = next((name for name in VALUES if name in self.columns), "")
        return Line(
            row.page,
            [
                Place(
                    row.cells.get(name),
                    LABELS[name],
                    name in AMOUNTS,
                    name == title,
                    name == value,
                )
                for name in self.columns
            ],
        )


@dataclass(frozen=True, slots=True)
class Place:
    """A cell in its column. ``is_title``: names the line; ``is_value``: what it comes to."""

    value: Cell
    label: Promise
    is_amount: bool
    is_title: bool
    is_value: bool


@dataclass(frozen=True, slots=True)
class Line:
    page: tuple[str, ...]
    places: list[Place]


@dataclass(frozen=True, slots=True)
class Report:
    """``name``: of its file and address. ``since`` is None for a day: until the end of
    ``until``. ``notes``: what one must know to read it.
    """

    name: str
    title: str
    until: date
    sections: Sequence[Section]
    since: date | None = None
    notes: Sequence[str] = field(default=())

    @property
    def size(self) -> int:
        """How many lines it has."""
        return sum(len(section.rows) for section in self.sections)

    def cut(self, rows: Sequence[Row]) -> "Report":
        """Return the report with these lines of its only section."""
        [section] = self.sections
        return replace(self, sections=[replace(section, rows=rows)])

    def columns(self) -> list[str]:
        """Return the columns of all sections, each once, in their order."""
        return list(
            dict.fromkeys(name for one in self.sections for name in one.columns)
        )

    def cells(self) -> Iterator[tuple[Section, Row, bool]]:
        """Yield every line with its section, and whether it is a total."""
        for section in self.sections:
            yield from ((section, row, False) for row in section.rows)
            yield from ((section, row, True) for row in section.totals)


def day_after(until: date) -> date:
    """Return the day on which a period whose last day is ``until`` is over."""
    return until if until == date.max else until + timedelta(days=1)


def total_of(rows: Sequence[Row], columns: Sequence[str], label: str) -> Row:
    """Return the sums of the columns of amounts, under ``label``."""
    name = next(one for one in TITLES if one in columns)
    sums = {
        column: sum((row.cells.get(column) or ZERO for row in rows), ZERO)
        for column in columns
        if column in AMOUNTS
    }
    return Row({name: label, **sums})
