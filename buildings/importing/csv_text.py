"""CSV as offices really save it: four encodings, three delimiters, quoted lines."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import takewhile

from buildings.importing.problems import Code, Problem, TableError
from buildings.importing.text import clean

Record = tuple[int, list[str]]

_LONGEST_HEADER = 100_000
_DELIMITERS = ";\t,"
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_EXCEL_HINT = re.compile(r"sep=([;,\t])\r?\n", re.IGNORECASE)


def records(data: bytes, file: str) -> Iterator[Record]:
    """Yield ``(line, cells)`` for each record; a blank line is an empty record.

    ``line`` is where the record starts: a quoted cell may hold line breaks.

    Raises:
        TableError: the bytes are not text, or a quote is not closed.
    """
    text = _decoded(data, file)
    if hint := _EXCEL_HINT.match(text):
        delimiter, text = hint[1], "\n" + text[hint.end() :]
    else:
        delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise TableError(Problem(file, line, None, Code.BAD_QUOTES)) from error
        yield line, [clean(cell) for cell in cells]
        line = reader.line_num + 1


def _decoded(data: bytes, file: str) -> str:
    """Decode by the byte order mark, else as UTF-8, else as Windows-1252.

    Windows-1252 contains the printable part of Latin-1 and reads almost any bytes:
    what is left to tell a picture from a table is that text has no control characters.
    """
    marked = [name for mark, name in _BYTE_ORDER_MARKS if data.startswith(mark)]
    for encoding in marked or ["utf-8", "cp1252"]:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROL.search(text):
            return text
    raise TableError(Problem(file, None, None, Code.NOT_TEXT))


def _delimiter(text: str) -> str:
    """Return the delimiter seen most often in the header, outside quotes."""
    unquoted = re.sub(r'"[^"]*"', "", text.lstrip()[:_LONGEST_HEADER])
    header = "".join(takewhile(lambda character: character not in "\r\n", unquoted))
    return max(_DELIMITERS, key=header.count)
