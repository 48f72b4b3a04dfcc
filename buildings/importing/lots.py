"""Lots: from their own table, or from the table that names their owners too."""

from collections.abc import Mapping
from dataclasses import dataclass

from buildings.importing import values
from buildings.importing.columns import Sheets
from buildings.importing.fields import Kind
from buildings.importing.lines import Line, fill, lines
from buildings.importing.problems import Code, Report
from buildings.importing.rows import LotKind, LotRow
from buildings.importing.text import fold

_DETAILS = (
    "name",
    "kind",
    "floor",
    "entrance",
    "cadastral_number",
    "primary",
    "shares",
)


@dataclass(slots=True)
class LotDraft:
    """A lot as far as it is read. ``shares`` is None when no column states them."""

    line: Line
    code: str
    name: str
    kind: LotKind | None
    floor: str
    entrance: str
    cadastral_number: str
    primary: str
    shares: int | None


LotDrafts = dict[str, LotDraft]
"""Lots by folded code, in deed order."""


def read_lots(sheets: Sheets, report: Report) -> LotDrafts:
    """Return every lot once. Lots of a simple table add to those of a lot table."""
    lots: LotDrafts = {}
    for line in lines(sheets, report, Kind.LOTS):
        if code := line.code("code"):
            _add(lots, _draft(line, code))
    for line in lines(sheets, report, Kind.SIMPLE):
        if code := line.code("lot"):
            draft = _draft(line, code)
            _fill_or_add(lots, draft, may_add=not sheets.has(Kind.LOTS))
    _check_primary_lots(lots)
    return lots


def _draft(line: Line, code: str) -> LotDraft:
    return LotDraft(
        line=line,
        code=code,
        name=line.text("name"),
        kind=line.parsed("kind", values.lot_kind),
        floor=line.text("floor"),
        entrance=line.text("entrance"),
        cadastral_number=line.text("cadastral_number"),
        primary=line.text("primary"),
        shares=line.parsed("shares", values.whole),
    )


def _add(lots: LotDrafts, draft: LotDraft) -> None:
    first = lots.setdefault(fold(draft.code), draft)
    if first is not draft:
        draft.line.problem(
            Code.DUPLICATE_CODE, "code", value=draft.code, first=first.line.number
        )


def _fill_or_add(lots: LotDrafts, draft: LotDraft, *, may_add: bool) -> None:
    """A lot stands on one line per owner: its details may be given on any of them."""
    known = lots.get(fold(draft.code))
    if known:
        fill(known, draft, _DETAILS, draft.line)
    elif may_add:
        lots[fold(draft.code)] = draft
    else:
        draft.line.problem(Code.UNKNOWN_LOT, "lot", value=draft.code)


def _check_primary_lots(lots: LotDrafts) -> None:
    """Report main lots that do not exist, and each circle of lots once."""
    settled: set[str] = set()
    for start in lots:
        walked: dict[str, None] = {}
        code = start
        while code and code not in settled and code not in walked:
            walked[code] = None
            code = _primary(lots, code)
        if code in walked:
            draft = lots[code]
            draft.line.problem(Code.CIRCULAR_PRIMARY, "primary", value=draft.primary)
        settled.update(walked)


def _primary(lots: LotDrafts, code: str) -> str:
    """Return the folded code of the lot's main lot, or nothing."""
    draft = lots[code]
    primary = fold(draft.primary)
    if primary and primary not in lots:
        draft.line.problem(Code.UNKNOWN_PRIMARY, "primary", value=draft.primary)
        return ""
    return primary


def finished_lots(
    lots: LotDrafts, shares: Mapping[str, int | None]
) -> tuple[LotRow, ...]:
    """Freeze the lots with their shares (by folded code)."""
    return tuple(
        LotRow(
            code=draft.code,
            name=draft.name,
            kind=draft.kind,
            floor=draft.floor,
            entrance=draft.entrance,
            cadastral_number=draft.cadastral_number,
            primary_code=lots[fold(draft.primary)].code
            if fold(draft.primary) in lots
            else "",
            shares=shares[code],
            position=position,
            line=draft.line.number,
        )
        for position, (code, draft) in enumerate(lots.items(), start=1)
    )
