"""Excel workbooks, read as if each cell had been typed. They are untrusted input."""

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import datetime, time
from fractions import Fraction

from buildings.importing.csv_text import Record
from buildings.importing.problems import Code, Problem, TableError
from buildings.importing.text import clean

MAX_UNPACKED_BYTES = 50 * 1024 * 1024
MAX_PARTS = 1000
MAX_SHEETS = 50
_LINES_OF_EXCEL = 1_048_576
_SIMPLEST_DENOMINATOR = 1000


def sheets(
    data: bytes, file: str, *, max_columns: int
) -> list[tuple[str, list[Record]]]:
    """Return ``(title, records)`` of each visible sheet, blank lines left out.

    What lies beyond column ``max_columns + 1`` is not read: one more than allowed is
    enough for the caller to refuse.

    Raises:
        TableError: not a workbook, or one that unpacks to far more than it should.
    """
    try:
        code = _refusal(data)
        if code is None:
            return list(_sheets(data, file, max_columns + 1))
    except TableError:
        raise
    except Exception as error:
        # openpyxl answers damaged or hostile bytes with whatever it stumbles over.
        raise TableError(Problem(file, None, None, Code.NOT_A_WORKBOOK)) from error
    limit = {"limit": MAX_UNPACKED_BYTES // 1024 // 1024}
    raise TableError(Problem(file, None, None, code, limit))


def _refusal(data: bytes) -> Code | None:
    """Look at the archive before anything is parsed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        size = sum(part.file_size for part in parts)
        if size > MAX_UNPACKED_BYTES or len(parts) > MAX_PARTS:
            return Code.UNPACKED_TOO_LARGE
        if any(_declares_entities(archive.read(part)) for part in parts):
            return Code.NOT_A_WORKBOOK
    return None


def _declares_entities(part: bytes) -> bool:
    """Excel never writes a document type; an XML bomb needs one."""
    return b"<!DOCTYPE" in part.replace(b"\0", b"")  # also in UTF-16


def _sheets(
    data: bytes, file: str, max_column: int
) -> Iterator[tuple[str, list[Record]]]:
    import openpyxl  # ten megabytes that a web process seldom needs

    with warnings.catch_warnings():
        # A style that openpyxl does not know changes no share.
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        if len(book.worksheets) > MAX_SHEETS:
            limit = {"limit": MAX_SHEETS}
            raise TableError(Problem(file, None, None, Code.TOO_MANY_SHEETS, limit))
        for sheet in book.worksheets:
            if sheet.sheet_state != "visible":
                continue
            # Explicit limits: the size that a sheet states is often wrong, or a lie.
            rows = sheet.iter_rows(
                max_row=_LINES_OF_EXCEL, max_col=max_column, values_only=True
            )
            yield sheet.title, list(_records(rows))
        book.close()


def _records(rows: Iterator[tuple[object, ...]]) -> Iterator[Record]:
    """Yield the rows that are not blank, each as wide as its last filled cell."""
    blank: tuple[object, ...] | None = None
    for line, values in enumerate(rows, start=1):
        width = len(values)
        # openpyxl fills the gap above a stray cell with one and the same tuple.
        if values is blank or values.count(None) == width:
            blank = values
            continue
        while values[width - 1] is None:
            width -= 1
        yield line, [clean(_typed(value)) for value in values[:width]]


def _typed(value: object) -> str:
    """Return what a person would have typed to get this cell."""
    match value:
        case None:
            return ""
        case bool():
            return str(int(value))
        case float():
            return _number(value)
        case datetime() if value.time() == time.min:
            return value.date().isoformat()
        case _:
            return str(value)


def _number(value: float) -> str:
    """Return 163.0 as ``163``, and 0.3333333333333333 as the third it stands for.

    A cell holds a binary number of 15 digits: this is where it becomes exact again.
    """
    if value.is_integer():
        return str(int(value))
    nearest = Fraction(value).limit_denominator(_SIMPLEST_DENOMINATOR)
    digits = format(value, ".15g")
    if len(digits) > 12 and abs(nearest - Fraction(value)) < Fraction(1, 10**14):
        return str(nearest)
    return digits
