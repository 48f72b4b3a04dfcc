"""Tables as CSV, and back: one form only, so that equal tables have equal bytes.

RFC 4180: commas, quotes where they are needed, lines that end with CR LF, the names of the
columns first. UTF-8. Days are 2026-03-01, months 2026-03, decimals 1234.50 (a point, at
least two digits after it, no zero more than that), truth is ``true`` or ``false``; an empty
cell is unknown or hidden. A text that a spreadsheet would run as a formula has an
apostrophe before it, which is no part of it. Pure.
"""

import csv
import hashlib
import io
import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from transparency.public.months import MONTH, QUARTER
from transparency.public.rows import Row
from transparency.public.tables import (
    TABLES,
    Column,
    Table,
    Tables,
    canonical,
    rows_of,
)

#: what a spreadsheet computes when a text begins with it
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")

_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
_DECIMAL = re.compile(r"-?[0-9]+\.[0-9]{2,}")
_INTEGER = re.compile(r"-?[0-9]+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class WrongTable(ValueError):
    """A CSV that is not the table, or a cell that is not of its column."""

    def __init__(self, table: str, line: int, what: str) -> None:
        super().__init__(f"{table}, line {line}: {what}")
        self.table = table
        self.line = line


def sha256(data: bytes) -> str:
    """Return the SHA-256 in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def decimal_text(number: Decimal) -> str:
    """Return a decimal in its one form: 1 is 1.00, 0.1250 is 0.125."""
    whole, _, part = format(number, "f").partition(".")
    text = f"{whole}.{part.rstrip('0').ljust(2, '0')}"
    return "0.00" if text == "-0.00" else text


# Writing


def to_csv(table: Table, rows: tuple[Row, ...]) -> bytes:
    """Return the CSV of rows that are in order; ``files`` puts them in order.

    Raises:
        WrongTable: a cell is not of its column.
    """
    columns = table.columns()
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(column.name for column in columns)
    for line, row in enumerate(rows, start=2):
        cells = [_written(getattr(row, column.name)) for column in columns]
        for column, cell in zip(columns, cells, strict=True):
            _read_cell(table, line, column, cell)
        writer.writerow(cells)
    return target.getvalue().encode()


def files(tables: Tables) -> dict[str, bytes]:
    """Return the CSV of every table by its file's name, small groups empty.

    Raises:
        TwiceTheSame: two rows of a table have the same key.
        WrongTable: a cell is not of its column.
    """
    published = rows_of(canonical(tables))
    return {f"{table.name}.csv": to_csv(table, rows) for table, rows in published}


def _written(cell: object) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case Decimal():
            return decimal_text(cell)
        case date():
            return cell.isoformat()
        case str():
            return f"'{cell}" if _like_a_formula(cell) else cell
    return str(cell)


def _like_a_formula(text: str) -> bool:
    """Return whether a text, apostrophes before it aside, begins like a formula."""
    return text.lstrip("'").startswith(FORMULA)


# Reading


def from_files(found: Mapping[str, bytes]) -> Tables:
    """Return the tables of CSV files, by name; of one that is missing, no rows.

    Raises:
        WrongTable: one is not the table that its name says.
    """
    rows: dict[str, Any] = {
        table.name: from_csv(table, found[f"{table.name}.csv"])
        for table in TABLES
        if f"{table.name}.csv" in found
    }
    return Tables(**rows)


def from_csv(table: Table, data: bytes) -> tuple[Row, ...]:
    """Return the rows of a CSV.

    Raises:
        WrongTable: with the first line that is wrong.
    """
    columns = table.columns()
    try:
        text = data.decode("utf-8")
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error) as error:
        raise WrongTable(table.name, 1, str(error)) from None
    if lines[:1] != [[column.name for column in columns]]:
        raise WrongTable(table.name, 1, "other columns")
    rows = []
    for line, cells in enumerate(lines[1:], start=2):
        if len(cells) != len(columns):
            raise WrongTable(table.name, line, f"{len(cells)} cells")
        values = {
            column.name: _read_cell(table, line, column, cell)
            for column, cell in zip(columns, cells, strict=True)
        }
        rows.append(table.row(**values))
    return tuple(rows)


def _read_cell(table: Table, line: int, column: Column, cell: str) -> Any:
    if not cell and column.required:
        raise WrongTable(table.name, line, f"{column.name} is empty")
    if not cell:
        return "" if column.type == "string" else None
    if column.choices and cell not in column.choices:
        raise WrongTable(table.name, line, f"{column.name}: {cell}")
    pattern, read = _FORMS[column.type]
    if pattern and not pattern.fullmatch(cell):
        raise WrongTable(table.name, line, f"{column.name}: {cell}")
    try:
        return read(cell)
    except ValueError:
        raise WrongTable(table.name, line, f"{column.name}: {cell}") from None


def _without_apostrophe(cell: str) -> str:
    text = cell.removeprefix("'")
    return text if _like_a_formula(text) else cell


_FORMS: dict[str, tuple[re.Pattern[str] | None, Callable[[str], Any]]] = {
    "date": (_DAY, date.fromisoformat),
    "month": (MONTH, str),
    "quarter": (QUARTER, str),
    "moment": (_MOMENT, str),
    "integer": (_INTEGER, int),
    "decimal": (_DECIMAL, Decimal),
    "boolean": (re.compile("true|false"), "true".__eq__),
    "string": (None, _without_apostrophe),
}
