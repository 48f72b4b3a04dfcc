"""Allocation keys: a table of keys, a table of parts, or a column per key."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from buildings.importing import values
from buildings.importing.columns import Sheets
from buildings.importing.fields import LAYOUTS, WIDE_KINDS, Kind
from buildings.importing.lines import Line, lines
from buildings.importing.lots import LotDrafts
from buildings.importing.problems import Code, Place, Report
from buildings.importing.rows import KeyRow
from buildings.importing.text import fold, plain

_DEED_WORDS = frozenset(
    {
        "acte",
        "acte de base",
        "akte",
        "basic deed",
        "basisakte",
        "basisurkunde",
        "deed",
        "shares",
        "shares of the deed",
        "stat",
        "statuten",
        "statutes",
        "statuts",
        "teilungserklarung",
    }
)


@dataclass(slots=True)
class KeyDraft:
    """A key as far as it is read: ``parts`` by folded lot code.

    ``total`` is None when no table states it; ``broken`` when one of its numbers could
    not be read, so that its sum says nothing.
    """

    place: Place
    code: str
    name: str
    total: int | None = None
    parts: dict[str, int] = field(default_factory=dict)
    broken: bool = False

    @property
    def is_deed(self) -> bool:
        """Whether the parts of this key are the lots' shares in the deed itself."""
        return not _DEED_WORDS.isdisjoint({plain(self.code), plain(self.name)})


KeyDrafts = dict[str, KeyDraft]
"""Keys by folded code."""


def read_keys(sheets: Sheets, lots: LotDrafts, report: Report) -> KeyDrafts:
    """Return every key with the parts of its lots, and report what is not a part."""
    keys: KeyDrafts = {}
    for line in lines(sheets, report, Kind.KEYS):
        if code := line.code("code"):
            _add(keys, line, code)
    listed = sheets.has(Kind.KEYS)
    for line in lines(sheets, report, Kind.PARTS):
        _read_part(keys, lots, line, may_add=not listed)
    for kind in sorted(WIDE_KINDS):
        _add_wide(keys, sheets, kind, report)
        for line in lines(sheets, report, kind):
            _read_wide(keys, lots, line)
    return keys


def _add(keys: KeyDrafts, line: Line, code: str) -> None:
    draft = KeyDraft(line.place("total"), code, line.text("name"))
    draft.total = line.parsed("total", values.whole)
    if draft.total is None:
        if not line.broken:
            line.problem(Code.MISSING_VALUE, "total")
        draft.broken = True
    first = keys.setdefault(fold(code), draft)
    if first is not draft:
        line.problem(Code.DUPLICATE_CODE, "code", value=code, first=first.place.line)


def _read_part(keys: KeyDrafts, lots: LotDrafts, line: Line, *, may_add: bool) -> None:
    code, lot, parts = (
        line.code("key"),
        line.code("lot"),
        line.parsed("parts", values.whole),
    )
    if parts is None and not line.broken:
        line.problem(Code.MISSING_VALUE, "parts")
    if code and may_add:
        keys.setdefault(fold(code), KeyDraft(line.place("key"), code, code))
    key = keys.get(fold(code))
    if code and key is None:
        line.problem(Code.UNKNOWN_KEY, "key", value=code)
    if lot and fold(lot) not in lots:
        line.problem(Code.UNKNOWN_LOT, "lot", value=lot)
    if key is None:
        return
    if fold(lot) in key.parts:
        line.problem(Code.DUPLICATE_PART, "lot", lot=lot, key=key.code)
    if line.broken or parts is None:
        key.broken = True
    else:
        key.parts[fold(lot)] = parts


def _add_wide(keys: KeyDrafts, sheets: Sheets, kind: Kind, report: Report) -> None:
    """A column headed ``key:lift`` makes the key, also when no cell is filled in."""
    limit = LAYOUTS[Kind.KEYS].limits["code"]
    for sheet in sheets.of(kind):
        for code, header in sheet.keys.items():
            place = Place(sheet.table.name, None, header)
            if len(code) > limit:
                report.problem(place, Code.TOO_LONG, limit=limit)
            keys.setdefault(fold(code), KeyDraft(place, code, code))


def _read_wide(keys: KeyDrafts, lots: LotDrafts, line: Line) -> None:
    """Read the key columns of one lot; a lot on two lines must say the same twice."""
    lot = fold(line.raw("code") or line.raw("lot"))
    for code, header in line.sheet.keys.items():
        key = keys[fold(code)]
        parts = line.key_part(header, values.whole)
        if parts is None or lot not in lots:
            key.broken = key.broken or line.broken
        elif key.parts.setdefault(lot, parts) != parts:
            line.report.problem(
                Place(line.sheet.table.name, line.number, header),
                Code.CONFLICT,
                value=parts,
                other=key.parts[lot],
            )
            key.broken = True


def checked_keys(keys: KeyDrafts, lots: LotDrafts, report: Report) -> Iterator[KeyRow]:
    """Yield the keys whose parts add up to their total; report the others.

    The parts of a key are never spread over more or fewer than its total.
    """
    for key in keys.values():
        total = sum(key.parts.values())
        if key.is_deed:
            continue
        if key.total == 0 or (key.total is None and total == 0):
            report.problem(key.place, Code.KEY_ZERO_TOTAL, key=key.code)
        elif key.broken:
            continue
        elif key.total not in (None, total):
            report.problem(
                key.place, Code.KEY_SUM, key=key.code, total=key.total, sum=total
            )
        else:
            yield KeyRow(
                code=key.code,
                name=key.name or key.code,
                total=total,
                parts={
                    draft.code: key.parts[code]
                    for code, draft in lots.items()
                    if key.parts.get(code)
                },
                line=key.place.line,
            )
