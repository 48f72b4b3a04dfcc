"""Tells from its header what a table holds, whatever its name and column order."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from buildings.importing.fields import KEY_PREFIXES, LAYOUTS, WIDE_KINDS, Kind
from buildings.importing.problems import Code, Place, Report
from buildings.importing.tables import Table
from buildings.importing.text import clean, fold, plain

_HEADERS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table whose columns are understood.

    ``columns`` gives the header of each field that is there; ``keys`` the header of
    each allocation key that has a column of its own (``key:lift``).
    """

    table: Table
    kind: Kind
    columns: Mapping[str, str]
    keys: Mapping[str, str]


class Sheets:
    """The recognised tables by kind."""

    def __init__(self) -> None:
        self._by_kind: defaultdict[Kind, list[Sheet]] = defaultdict(list)

    def add(self, sheet: Sheet) -> None:
        self._by_kind[sheet.kind].append(sheet)

    def of(self, *kinds: Kind) -> Iterator[Sheet]:
        return (sheet for kind in kinds for sheet in self._by_kind[kind])

    def has(self, *kinds: Kind) -> bool:
        return any(self._by_kind[kind] for kind in kinds)


def recognise(tables: Iterable[Table], report: Report) -> Sheets:
    """Sort the tables by kind; report those that cannot be told or lack a column."""
    sheets = Sheets()
    for table in tables:
        if (kind := _kind(table, report)) and (sheet := _sheet(table, kind, report)):
            sheets.add(sheet)
    return sheets


def _kind(table: Table, report: Report) -> Kind | None:
    """Return the kind that explains most columns, or report why there is none."""
    fits = _best(table)
    if len(fits) > 1:
        words = set(plain(table.title).split())
        fits = [kind for kind in fits if LAYOUTS[kind].hints & words] or fits
    if len(fits) == 1:
        return fits[0]
    place = Place(table.name)
    if fits:
        report.problem(place, Code.AMBIGUOUS_TABLE)
    elif table.sheet:
        report.warn(place, Code.SHEET_IGNORED, sheet=table.sheet)
    else:
        header = ", ".join(table.header[:_HEADERS_SHOWN])
        report.problem(place, Code.UNKNOWN_TABLE, header=header)
    return None


def _best(table: Table) -> list[Kind]:
    """Return the kinds whose marks are there and that know most of the header."""
    scores = {}
    for kind, layout in LAYOUTS.items():
        fields = {layout.by_header.get(plain(name)) for name in table.header}
        if all(mark & fields for mark in layout.marks):
            scores[kind] = len(fields - {None})
    best = [kind for kind, score in scores.items() if score == max(scores.values())]
    # "lot, name, shares" could name owners, but then it would say more about them.
    return [Kind.LOTS] if set(best) == {Kind.LOTS, Kind.SIMPLE} else best


def _sheet(table: Table, kind: Kind, report: Report) -> Sheet | None:
    """Give each column its meaning; report doubles, gaps and what is left over."""
    meanings: dict[tuple[str, str], str] = {}
    sound = True
    for name in table.header:
        meaning = _meaning(name, kind)
        if meaning is None:
            _warn_ignored(table, name, report)
        elif meaning in meanings:
            place = Place(table.name, None, name)
            report.problem(place, Code.SAME_COLUMN_TWICE, other=meanings[meaning])
            sound = False
        else:
            meanings[meaning] = name
    for field in LAYOUTS[kind].needed:
        if ("field", field) not in meanings:
            place = Place(table.name)
            report.problem(place, Code.MISSING_COLUMN, kind=kind, field=field)
            sound = False
    fields = {
        field: name for (sort, field), name in meanings.items() if sort == "field"
    }
    keys = {
        _key_code(name): name for (sort, _), name in meanings.items() if sort == "key"
    }
    return Sheet(table, kind, fields, keys) if sound else None


def _meaning(name: str, kind: Kind) -> tuple[str, str] | None:
    """Return ``("field", …)`` or ``("key", …)`` for a header that is known."""
    if kind in WIDE_KINDS and (key := _key_code(name)):
        return "key", fold(key)
    field = LAYOUTS[kind].by_header.get(plain(name))
    return ("field", field) if field else None


def _key_code(name: str) -> str:
    """Return ``lift`` for a header such as ``key:lift``, ``Clé : lift``; else nothing."""
    prefix, _, code = name.partition(":")
    return clean(code) if plain(prefix) in KEY_PREFIXES else ""


def _warn_ignored(table: Table, name: str, report: Report) -> None:
    """Say that a column is left out, unless nobody filled it in."""
    if any(row.cells[name] for row in table.rows):
        report.warn(Place(table.name, None, name), Code.COLUMN_IGNORED)
