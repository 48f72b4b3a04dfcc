"""A row being read: its cells by field, and complaints at their place."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from buildings.importing.columns import Sheet, Sheets
from buildings.importing.fields import LAYOUTS, Kind
from buildings.importing.problems import BadValue, Code, Place, Report
from buildings.importing.tables import Row

_LONGEST = 254  # an e-mail address; whatever is longer is not one value

Value = TypeVar("Value")


class Line:
    """Reads one row. ``broken`` once something on it was reported."""

    def __init__(self, sheet: Sheet, row: Row, report: Report) -> None:
        self.sheet = sheet
        self.row = row
        self.report = report
        self.broken = False

    @property
    def number(self) -> int:
        return self.row.line

    def place(self, field: str | None = None) -> Place:
        """Return this line's place, and the column of ``field`` where there is one."""
        column = self.sheet.columns.get(field) if field else None
        return Place(self.sheet.table.name, self.row.line, column)

    def problem(self, code: Code, field: str | None = None, **params: object) -> None:
        self.broken = True
        self.report.problem(self.place(field), code, **params)

    def warn(self, code: Code, field: str | None = None, **params: object) -> None:
        self.report.warn(self.place(field), code, **params)

    def raw(self, field: str) -> str:
        """Return the cell's text, empty when it is blank or not a column."""
        return self.row.cells.get(self.sheet.columns.get(field, ""), "")

    def text(self, field: str) -> str:
        """Return the cell's text, but nothing when it is too long: that is reported."""
        value = self.raw(field)
        limit = LAYOUTS[self.sheet.kind].limits.get(field, _LONGEST)
        if len(value) > limit:
            self.problem(Code.TOO_LONG, field, limit=limit)
            return ""
        return value

    def code(self, field: str) -> str:
        """Return a code that must be there; report it and return nothing if not."""
        value = self.text(field)
        if not self.raw(field):
            self.problem(Code.MISSING_VALUE, field)
        return value

    def parsed(self, field: str, parse: Callable[[str], Value]) -> Value | None:
        """Return the cell's value, or None when it is blank or was reported."""
        text = self.text(field)
        if not text:
            return None
        try:
            return parse(text)
        except BadValue as bad:
            self.problem(bad.code, field, **bad.params)
            return None

    def key_part(self, header: str, parse: Callable[[str], Value]) -> Value | None:
        """Return the value below ``header``, the column of an allocation key."""
        text = self.row.cells[header]
        if not text:
            return None
        try:
            return parse(text)
        except BadValue as bad:
            self.broken = True
            place = Place(self.sheet.table.name, self.row.line, header)
            self.report.problem(place, bad.code, **bad.params)
            return None


def lines(sheets: Sheets, report: Report, *kinds: Kind) -> Iterator[Line]:
    """Yield the rows of all tables of these kinds, in the order they were given."""
    for sheet in sheets.of(*kinds):
        for row in sheet.table.rows:
            yield Line(sheet, row, report)


def fill(old: object, new: object, names: tuple[str, ...], line: Line) -> None:
    """Add to ``old`` what only ``new`` says; report where the two disagree.

    ``names`` are attributes of both and the fields of ``line`` they were read from.
    """
    for name in names:
        before, after = getattr(old, name), getattr(new, name)
        if after in (None, "") or before == after:
            continue
        if before in (None, ""):
            setattr(old, name, after)
        else:
            line.problem(Code.CONFLICT, name, value=after, other=before)
