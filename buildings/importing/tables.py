"""Bytes to tables: a header and lines of text, whatever program wrote the file."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from buildings.importing import csv_text, xlsx
from buildings.importing.csv_text import Record
from buildings.importing.problems import (
    MOST_REPORTED,
    Code,
    FileTooLarge,
    Problem,
    TableError,
)

MAX_BYTES = 10 * 1024 * 1024
MAX_LINES = 100_000
MAX_COLUMNS = 200

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ERROR_VALUES = frozenset(
    [
        "#NULL!",
        "#DIV/0!",
        "#VALUE!",
        "#REF!",
        "#NAME?",
        "#NUM!",
        "#N/A",
        "#GETTING_DATA",
        "#SPILL!",
    ]
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table. ``cells`` has every header of the table as a key."""

    line: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV file or one sheet of a workbook, named as the reader knows it."""

    name: str
    header: tuple[str, ...]
    rows: tuple[Row, ...]
    sheet: str = ""

    @property
    def title(self) -> str:
        """The name of the sheet, or of the file when it has no sheets."""
        return self.sheet or self.name


def check_size(name: str, size: int) -> None:
    """Refuse a file by its size, before it is read into memory.

    Raises:
        FileTooLarge: more than 10 MB.
    """
    if size > MAX_BYTES:
        limit = {"limit": MAX_BYTES // 1024 // 1024}
        raise FileTooLarge(Problem(name, None, None, Code.FILE_TOO_LARGE, limit))


def read_tables(data: bytes, name: str) -> list[Table]:
    """Return the tables of a file, at least one, each with at least one row.

    The format is told from the content, never from the name.

    Raises:
        FileTooLarge: more than 10 MB.
        TableError: not a table; every bad line is listed.
    """
    check_size(name, len(data))
    if data.startswith(_OLD_OFFICE):
        raise TableError(Problem(name, None, None, Code.OLD_EXCEL))
    if data.startswith(_ZIP):
        tables = _workbook(data, name)
    else:
        tables = [_table(name, "", csv_text.records(data, name))]
    if not any(table.header for table in tables):
        raise TableError(Problem(name, None, None, Code.EMPTY_FILE))
    if not any(table.rows for table in tables):
        raise TableError(Problem(name, None, None, Code.NO_ROWS))
    return [table for table in tables if table.rows]


def _workbook(data: bytes, name: str) -> list[Table]:
    """Read every sheet, so that the bad lines of all of them are told at once."""
    tables: list[Table] = []
    problems: list[Problem] = []
    for title, records in xlsx.sheets(data, name, max_columns=MAX_COLUMNS):
        try:
            tables.append(_table(f"{name} › {title}", title, records))
        except TableError as error:
            problems.extend(error.problems)
    if problems:
        raise TableError(*problems)
    return tables


def _table(name: str, sheet: str, records: Iterable[Record]) -> Table:
    """Check the shape of the records; the first one that is not blank is the header."""
    filled = _filled(name, records)
    if not filled:
        return Table(name, (), (), sheet)
    (line, header), *body = filled
    header = _trimmed(header)
    width = len(header)
    shape = _Shape(name, header)
    shape.check_header(line, body)
    for line, cells in body:
        shape.check_row(line, cells, padded=bool(sheet))
    if shape.problems:
        raise TableError(*shape.problems[:MOST_REPORTED])
    rows = (
        Row(line, _named(header, cells + [""] * (width - len(cells))))
        for line, cells in body
    )
    return Table(name, tuple(filter(None, header)), tuple(rows), sheet)


def _filled(name: str, records: Iterable[Record]) -> list[Record]:
    """Return the records that are not blank, or refuse those below the last line."""
    filled = []
    for line, cells in records:
        if not any(cells):
            continue
        if line > MAX_LINES:
            limit = {"limit": MAX_LINES}
            raise TableError(Problem(name, line, None, Code.TOO_MANY_ROWS, limit))
        filled.append((line, cells))
    return filled


def _named(header: list[str], cells: list[str]) -> dict[str, str]:
    return {name: cell for name, cell in zip(header, cells, strict=False) if name}


def _trimmed(cells: list[str]) -> list[str]:
    """Return ``cells`` without the blank ones that Excel adds at the end of a line."""
    width = len(cells)
    while width and not cells[width - 1]:
        width -= 1
    return cells[:width]


class _Shape:
    """Collects what is wrong with the shape of one table."""

    def __init__(self, name: str, header: list[str]) -> None:
        self.name = name
        self.header = header
        self.problems: list[Problem] = []

    def check_header(self, line: int, body: list[Record]) -> None:
        if len(self.header) > MAX_COLUMNS:
            self._add(line, None, Code.TOO_MANY_COLUMNS, limit=MAX_COLUMNS)
        seen = Counter(name.casefold() for name in self.header if name)
        for name in dict.fromkeys(self.header):
            if seen.pop(name.casefold(), 1) > 1:
                self._add(line, name, Code.DUPLICATE_COLUMN)
        nameless = [index for index, name in enumerate(self.header) if not name]
        for index in nameless:
            if any(cells[index] for _, cells in body if len(cells) > index):
                self._add(line, None, Code.NAMELESS_COLUMN, position=index + 1)

    def check_row(self, line: int, cells: list[str], *, padded: bool) -> None:
        """A workbook leaves out blank cells at the end (``padded``), CSV does not."""
        found = len(cells)
        if found > len(self.header):
            found = max(len(_trimmed(cells)), len(self.header))
        if found > len(self.header) or (found < len(self.header) and not padded):
            self._add(
                line, None, Code.RAGGED_ROW, expected=len(self.header), found=found
            )
        for name, cell in zip(self.header, cells, strict=False):
            if cell in _ERROR_VALUES:
                self._add(line, name, Code.ERROR_CELL, value=cell)

    def _add(self, line: int, column: str | None, code: Code, **params: object) -> None:
        self.problems.append(Problem(self.name, line, column, code, params))
