"""Ownership periods of each lot: half-open, one after the other, never two at once."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from buildings.importing import values
from buildings.importing.columns import Sheets
from buildings.importing.fields import Kind
from buildings.importing.holdings import HoldingDraft
from buildings.importing.lines import Line, lines
from buildings.importing.lots import LotDrafts
from buildings.importing.problems import Code, Report
from buildings.importing.rows import PeriodRow
from buildings.importing.text import fold


@dataclass(frozen=True, slots=True)
class Span:
    """A lot belongs to a holding from ``start`` until the day before ``end``."""

    line: Line
    lot: str
    holding: str
    start: date
    end: date | None

    def row(self) -> PeriodRow:
        return PeriodRow(
            lot_code=self.lot,
            holding_code=self.holding,
            start=self.start,
            end=self.end,
            line=self.line.number,
        )


@dataclass(slots=True)
class History:
    """The periods that were read, and the lots that some line speaks about."""

    spans: list[Span]
    mentioned: set[str]


def read_periods(
    sheets: Sheets,
    lots: LotDrafts,
    holdings: Mapping[str, HoldingDraft],
    report: Report,
) -> History:
    """Return the periods of the tables of periods; ``holdings`` by folded code."""
    history = History([], set())
    for line in lines(sheets, report, Kind.PERIODS):
        lot, holding = line.code("lot"), line.code("holding")
        if lot and fold(lot) not in lots:
            line.problem(Code.UNKNOWN_LOT, "lot", value=lot)
        if holding and fold(holding) not in holdings:
            line.problem(Code.UNKNOWN_HOLDING, "holding", value=holding)
        dates = read_dates(line)
        history.mentioned.add(fold(lot))
        if dates and not line.broken:
            codes = lots[fold(lot)].code, holdings[fold(holding)].code
            history.spans.append(Span(line, *codes, *dates))
    return history


def read_dates(line: Line) -> tuple[date, date | None] | None:
    """Return the two dates of a line, or None when they are not a period."""
    start = line.parsed("start", values.day)
    end = line.parsed("end", values.day)
    if start is None:
        if not line.raw("start"):
            line.problem(Code.MISSING_VALUE, "start")
        return None
    if line.raw("end") and end is None:
        return None
    if end is not None and end <= start:
        line.problem(Code.PERIOD_REVERSED, "end", start=start, end=end)
        return None
    return start, end


def check_periods(history: History, lots: LotDrafts) -> None:
    """Report what overlaps; warn about gaps and about lots that nobody owns."""
    by_lot: defaultdict[str, list[Span]] = defaultdict(list)
    for span in history.spans:
        by_lot[fold(span.lot)].append(span)
    for code, lot in lots.items():
        if spans := by_lot.get(code):
            _check_lot(sorted(spans, key=lambda span: span.start))
        elif code not in history.mentioned:
            lot.line.warn(Code.LOT_WITHOUT_OWNER, lot=lot.code)


def _check_lot(spans: Iterable[Span]) -> None:
    """Compare each period with the one, among those before it, that ends last."""
    last: Span | None = None
    for span in spans:
        if last is not None:
            _check_pair(last, span)
        if last is None or _ends_later(span, last):
            last = span
    if last is not None and last.end is not None:
        last.line.warn(Code.LOT_OWNER_ENDS, "end", lot=last.lot, end=last.end)


def _ends_later(span: Span, other: Span) -> bool:
    if other.end is None:
        return False
    return span.end is None or span.end > other.end


def _check_pair(earlier: Span, later: Span) -> None:
    facts: Mapping[str, object] = {
        "lot": later.lot,
        "start": later.start,
        "end": earlier.end,
        "other": earlier.line.number,
    }
    if earlier.end is None and earlier.start < later.start:
        later.line.problem(Code.PERIOD_OPEN_FOLLOWED, "start", **facts)
    elif earlier.end is None or earlier.end > later.start:
        later.line.problem(Code.PERIOD_OVERLAP, "start", **facts)
    elif earlier.end < later.start:
        later.line.warn(Code.PERIOD_GAP, "start", **facts)
