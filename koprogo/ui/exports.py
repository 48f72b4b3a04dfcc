"""A list as a file: CSV for programs, XLSX for people.

CSV is the same in every language: UTF-8 with a byte order mark, ``;`` between cells,
amounts as 1234.56, days as 2026-04-02, moments in Belgian time. XLSX has real numbers
and days, which a spreadsheet writes the way of its reader. Nothing in either is ever
run as a formula, whoever typed it.
"""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.http import HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _

CSV, XLSX = "csv", "xlsx"
CONTENT_TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# What makes a spreadsheet compute a text: OWASP, "CSV injection".
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# XML has no place for these, and nobody types them.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
# Formats that Excel and LibreOffice write in the manner of their reader's language.
AMOUNT, DAY, MOMENT = "#,##0.00", "mm-dd-yy", "m/d/yy h:mm"
NARROWEST, WIDEST = 9, 60
LIMIT = 20_000  # lines in one file: three seconds of work

Cell = str | Promise | int | Decimal | date | datetime | None


class TableEnding:
    """What a list's address may end in: ``lots.<table:ending>``."""

    regex = f"{CSV}|{XLSX}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


@dataclass(frozen=True, slots=True)
class Table:
    """A list ready to be written, in the active language.

    ``name`` stands in the name of the file. A ``Decimal`` is an amount in EUR. Rows
    above ``LIMIT`` are left out, and the last line says so: hand over one more, no more.
    """

    name: str
    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]

    @property
    def lines(self) -> Sequence[Sequence[Cell]]:
        """What stands under the header."""
        if len(self.rows) <= LIMIT:
            return self.rows
        text = _("Only the first %(count)s lines of the list are in this file.")
        return [*self.rows[:LIMIT], [text % {"count": LIMIT}]]


def send_table(table: Table, ending: str, *, place: str) -> HttpResponse:
    """Return the list as a file to save: ``acacias-lots-2026-04-02.csv``."""
    write = {CSV: to_csv, XLSX: to_workbook}[ending]
    name = f"{place}-{table.name}-{timezone.localdate()}.{ending}"
    return HttpResponse(
        write(table),
        content_type=CONTENT_TYPES[ending],
        headers={
            "Content-Disposition": content_disposition_header(True, name),
            "Cache-Control": "private, no-store",
        },
    )


def to_csv(table: Table) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow([_plain(label) for label in table.header])
    writer.writerows([_plain(cell) for cell in row] for row in table.lines)
    return text.getvalue().encode("utf-8-sig")


def to_workbook(table: Table) -> bytes:
    """Return one sheet, its headings bold and always in view."""
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    book.properties.creator = "KoproGo"
    book.properties.title = table.title
    book.properties.language = get_language()
    sheet = book.create_sheet(_sheet_title(table.title))
    sheet.freeze_panes = "A2"
    for number, width in enumerate(_widths(table), start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append(
        [_styled(sheet, str(label), font=Font(bold=True)) for label in table.header]
    )
    for row in table.lines:
        sheet.append([_cell(sheet, value) for value in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _plain(cell: Cell) -> str:
    """Return a cell as CSV has it."""
    match cell:
        case None:
            return ""
        case Decimal():
            return f"{cell:.2f}"
        case datetime():
            return f"{timezone.localtime(cell):%Y-%m-%d %H:%M:%S}"
        case date() | int():
            return str(cell)
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text


def _cell(sheet, value: Cell):
    """Return a cell of a workbook; most texts and numbers need no object of their own."""
    match value:
        case None | int():
            return value
        case Decimal():
            return _styled(sheet, value, number_format=AMOUNT)
        case datetime():
            local = timezone.localtime(value).replace(tzinfo=None, microsecond=0)
            return _styled(sheet, local, number_format=MOMENT)
        case date():
            return _styled(sheet, value, number_format=DAY)
    text = CONTROL.sub("", str(value))
    # openpyxl takes these for a formula or an error of Excel.
    return _styled(sheet, text) if text.startswith(("=", "#")) else text


def _styled(sheet, value, **style):
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"
    for name, wanted in style.items():
        setattr(cell, name, wanted)
    return cell


def _sheet_title(title: str) -> str:
    """Return what Excel takes as the name of a sheet."""
    return re.sub(r"[\[\]:*?/\\]", " ", title)[:31]


def _widths(table: Table) -> list[int]:
    """Return how wide each column must be, in characters, within reason."""
    widths = []
    for number, label in enumerate(table.header):
        cells = [label, *(row[number] for row in table.rows)]
        longest = max(len(_plain(cell)) for cell in cells)
        widths.append(min(max(longest + 2, NARROWEST), WIDEST))
    return widths
