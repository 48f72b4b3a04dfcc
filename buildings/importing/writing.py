"""Writes a plan as the tables that this package reads.

Headers and choices are in the given language (en, fr, nl, de); dates are ISO, parts
of a lot are fractions, so that reading them back gives the same plan.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from buildings.importing.fields import LAYOUTS, Kind
from buildings.importing.names import Names
from buildings.importing.plan import Plan
from buildings.importing.rows import (
    HoldingRow,
    KeyRow,
    LotRow,
    PeriodRow,
    PersonKind,
    PersonRow,
)
from buildings.importing.words import CHOICES

if TYPE_CHECKING:
    from openpyxl.cell import Cell as OneCell
    from openpyxl.worksheet.worksheet import Worksheet

Cell = str | int
Cells = tuple[Cell, ...]
_DEED = Names("Basic deed | Acte de base | Basisakte | Basisurkunde")
_COLUMN_WIDTH = 18
_TEXT = "@"


@dataclass(frozen=True, slots=True)
class Written:
    """A table ready to be written: its title, header and rows, in one language.

    ``kind``: None for a table that is not one of the share tables.
    """

    kind: Kind | None
    title: str
    header: tuple[str, ...]
    rows: tuple[Cells, ...]


def written(plan: Plan, language: str) -> tuple[Written, ...]:
    """Return the six tables of ``plan``, empty ones included."""
    contents: dict[Kind, Iterable[Cells]] = {
        Kind.LOTS: map(_lot, plan.lots),
        Kind.KEYS: _keys(plan, language),
        Kind.PARTS: _parts(plan.keys),
        Kind.PEOPLE: map(_person, plan.people),
        Kind.HOLDINGS: _holdings(plan.holdings),
        Kind.PERIODS: map(_period, plan.periods),
    }
    return tuple(_written(kind, rows, language) for kind, rows in contents.items())


def _written(kind: Kind, rows: Iterable[Cells], language: str) -> Written:
    layout = LAYOUTS[kind]
    return Written(
        kind,
        layout.names.title(language),
        tuple(names.title(language) for names in layout.fields.values()),
        tuple(tuple(_in_words(cell, language) for cell in row) for row in rows),
    )


def _in_words(cell: Cell, language: str) -> Cell:
    return CHOICES[cell].title(language) if isinstance(cell, StrEnum) else cell


def _lot(row: LotRow) -> Cells:
    return (
        row.code,
        row.name,
        row.kind or "",
        row.floor,
        row.entrance,
        row.cadastral_number,
        row.primary_code,
        "" if row.shares is None else row.shares,
    )


def _keys(plan: Plan, language: str) -> Iterator[Cells]:
    if plan.deed_total is not None:
        yield "deed", _DEED.title(language), plan.deed_total
    for key in plan.keys:
        yield key.code, key.name, key.total


def _parts(keys: Iterable[KeyRow]) -> Iterator[Cells]:
    for key in keys:
        for lot, parts in key.parts.items():
            yield key.code, lot, parts


def _person(row: PersonRow) -> Cells:
    is_company = row.kind is PersonKind.COMPANY
    return (
        row.code,
        row.kind,
        "" if is_company else row.last_name,
        row.first_name,
        row.last_name if is_company else "",
        row.kbo,
        row.language,
        row.email,
        row.phone,
        row.street,
        row.postal_code,
        row.city,
        row.country,
        row.channel or "",
    )


def _holdings(holdings: Iterable[HoldingRow]) -> Iterator[Cells]:
    for holding in holdings:
        for member in holding.members:
            rights = (member.full, member.bare, member.usufruct)
            parts = [str(Fraction(right, holding.parts)) for right in rights]
            yield (
                holding.code,
                member.owner_code,
                *("" if part == "0" else part for part in parts),
                holding.representative_code,
            )


def _period(row: PeriodRow) -> Cells:
    end = row.end.isoformat() if row.end else ""
    return row.lot_code, row.holding_code, row.start.isoformat(), end


def to_csv(
    table: Written, *, delimiter: str = ";", encoding: str = "utf-8-sig"
) -> bytes:
    """Return the table as CSV; the defaults are what a Belgian Excel opens well."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(table.header)
    writer.writerows(table.rows)
    return text.getvalue().encode(encoding)


def to_workbook(tables: Iterable[Written]) -> bytes:
    """Return the tables as an XLSX workbook, one sheet each.

    Cells have the format Text: Excel would make a date of 1/2.
    """
    import openpyxl  # ten megabytes that a web process seldom needs

    book = openpyxl.Workbook()
    book.remove(book.active)
    for table in tables:
        _fill_sheet(book.create_sheet(table.title), table)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _fill_sheet(sheet: "Worksheet", table: Written) -> None:
    sheet.freeze_panes = "A2"
    for number in range(1, len(table.header) + 1):
        column = sheet.column_dimensions[sheet.cell(1, number).column_letter]
        column.width = _COLUMN_WIDTH
        column.number_format = _TEXT
    for line, values in enumerate((table.header, *table.rows), start=1):
        for number, value in enumerate(values, start=1):
            if value != "":
                _fill_cell(sheet.cell(line, number), value)


def _fill_cell(cell: "OneCell", value: Cell) -> None:
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # also when it starts with an equals sign
        cell.number_format = _TEXT
