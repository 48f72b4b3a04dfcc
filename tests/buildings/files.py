"""Makes files to be read, and says what reading them gives."""

import io
import zipfile

import openpyxl
import pytest

from buildings.importing.problems import TableError
from buildings.importing.tables import read_tables
from tests.buildings.share_tables import told


def cells(data: bytes, name="lots.csv"):
    [table] = read_tables(data, name)
    return [(row.line, dict(row.cells)) for row in table.rows]


def complaints(data: bytes, name="lots.csv"):
    with pytest.raises(TableError) as refusal:
        read_tables(data, name)
    return told(refusal.value.problems)


def workbook(**sheets) -> bytes:
    """Return an XLSX file: a list of rows per sheet title."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    return saved(book)


def saved(book) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def rezipped(data: bytes, replace=None, add=None) -> bytes:
    """Return a workbook with parts replaced by the result of a function, or added."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            change = (replace or {}).get(part.filename, bytes)
            new.writestr(part.filename, change(old.read(part)))
        for name, content in (add or {}).items():
            new.writestr(name, content)
    return file.getvalue()


def is_told(data: bytes) -> bool:
    """Return whether reading gives tables or says why not, and never crashes."""
    try:
        return bool(read_tables(data, "x"))
    except TableError as refusal:
        return bool(refusal.problems)
