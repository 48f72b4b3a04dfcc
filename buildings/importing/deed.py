"""The basic deed: every lot's shares, and the total they must add up to (art. 3.85)."""

from collections.abc import Mapping
from dataclasses import dataclass

from buildings.importing.columns import Sheets
from buildings.importing.fields import Kind
from buildings.importing.keys import KeyDraft, KeyDrafts
from buildings.importing.lots import LotDraft, LotDrafts
from buildings.importing.problems import Code, Place, Report


@dataclass(frozen=True, slots=True)
class Deed:
    """Shares by folded lot code, None when no table says any; ``total`` is None when
    nobody states it.
    """

    shares: Mapping[str, int | None]
    total: int | None


def read_deed(
    sheets: Sheets,
    lots: LotDrafts,
    keys: KeyDrafts,
    *,
    total: int | None,
    report: Report,
) -> Deed:
    """Return the shares of the lots, checked against the deed's total.

    They come from the parts of the deed's own key (``stat``), from the column of
    shares, or from both when these agree. ``total`` is what the building says; the
    table of keys may say it too.
    """
    key = _deed_key(keys, report)
    if key is None and not any(lot.line.raw("shares") for lot in lots.values()):
        return Deed(dict.fromkeys(lots), total)
    shares = {code: _shares(code, lot, key) for code, lot in lots.items()}
    stated = _stated_total(key, total, report)
    if not _unreadable(lots, key):
        _check_sum(_place(sheets, key), sum(shares.values()), stated, report)
    return Deed(shares, stated)


def _deed_key(keys: KeyDrafts, report: Report) -> KeyDraft | None:
    deeds = [key for key in keys.values() if key.is_deed]
    for other in deeds[1:]:
        report.problem(other.place, Code.TWO_DEEDS, key=other.code, other=deeds[0].code)
    return deeds[0] if deeds else None


def _shares(code: str, lot: LotDraft, key: KeyDraft | None) -> int:
    """Return the lot's shares; a lot that the deed does not mention has none."""
    if key is None or not key.parts:
        return lot.shares or 0
    part = key.parts.get(code, 0)
    if lot.shares not in (None, part):
        lot.line.problem(
            Code.SHARES_DIFFER_FROM_DEED, "shares", value=lot.shares, other=part
        )
    return part


def _stated_total(
    key: KeyDraft | None, total: int | None, report: Report
) -> int | None:
    if key is None or key.total is None:
        return total
    if key.total == 0:
        report.problem(key.place, Code.KEY_ZERO_TOTAL, key=key.code)
    elif total not in (None, key.total):
        report.problem(key.place, Code.DEED_TOTAL_DIFFERS, value=key.total, other=total)
    return key.total


def _unreadable(lots: LotDrafts, key: KeyDraft | None) -> bool:
    """Whether a share could not be read, so that the sum says nothing."""
    if key is not None and key.broken:
        return True
    return any(lot.shares is None and lot.line.raw("shares") for lot in lots.values())


def _place(sheets: Sheets, key: KeyDraft | None) -> Place:
    """Return where the sum of the shares is best corrected."""
    if key is not None:
        return key.place
    for sheet in sheets.of(Kind.LOTS, Kind.SIMPLE):
        return Place(sheet.table.name, None, sheet.columns.get("shares"))
    return Place("")


def _check_sum(place: Place, found: int, stated: int | None, report: Report) -> None:
    if stated is None:
        report.warn(place, Code.DEED_TOTAL_UNKNOWN, sum=found)
    elif stated != found:
        report.problem(place, Code.DEED_SUM, total=stated, sum=found)
