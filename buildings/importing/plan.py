"""Share tables to a plan of the building: checked, cross-referenced, exact. Pure.

Nothing is written and nothing is guessed: the plan says what an import would store,
and everything that is wrong or worth knowing, each at its file, line and column.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from buildings.importing.columns import Sheets, recognise
from buildings.importing.deed import read_deed
from buildings.importing.fields import Kind
from buildings.importing.holdings import (
    HoldingDraft,
    finished_holdings,
    read_holdings,
)
from buildings.importing.keys import checked_keys, read_keys
from buildings.importing.lots import LotDrafts, finished_lots, read_lots
from buildings.importing.people import People, finished_people, read_people
from buildings.importing.periods import (
    History,
    check_periods,
    read_periods,
)
from buildings.importing.problems import Code, Pile, Place, Problem, Report, TableError
from buildings.importing.rows import (
    HoldingRow,
    KeyRow,
    LotRow,
    PeriodRow,
    PersonRow,
)
from buildings.importing.simple import read_simple
from buildings.importing.tables import Table, read_tables
from buildings.importing.text import fold


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would store. With ``problems`` it must not be stored.

    ``deed_total`` is what the lots' shares add up to by the deed, or None when no
    table states it. ``keys`` leaves out the deed itself. At most 200 problems and 200
    warnings are kept; one more counts the rest.
    """

    lots: tuple[LotRow, ...] = ()
    keys: tuple[KeyRow, ...] = ()
    people: tuple[PersonRow, ...] = ()
    holdings: tuple[HoldingRow, ...] = ()
    periods: tuple[PeriodRow, ...] = ()
    deed_total: int | None = None
    problems: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()

    @property
    def is_sound(self) -> bool:
        return not self.problems


def plan_files(
    files: Iterable[tuple[str, bytes]], *, deed_total: int | None = None
) -> Plan:
    """Return the plan of ``(name, content)`` files.

    When one of them is not a table, nothing else is checked: every lot that it names
    would seem to be missing.
    """
    tables: list[Table] = []
    names: list[str] = []
    unreadable = Pile()
    for name, data in files:
        names.append(name)
        try:
            tables.extend(read_tables(data, name))
        except TableError as error:
            for problem in error.problems:
                unreadable.add(problem)
    if unreadable:
        return Plan(problems=unreadable.in_order(names))
    return build_plan(tables, deed_total=deed_total)


def build_plan(tables: Sequence[Table], *, deed_total: int | None = None) -> Plan:
    """Return the plan of ``tables``, in any order; all mistakes are reported at once.

    ``deed_total`` is the total of the deed as the building states it, if it does.
    """
    report = Report()
    sheets = recognise(tables, report)
    lots = read_lots(sheets, report)
    if not lots and not report.problems:
        report.problem(Place(""), Code.NO_LOTS)
    keys = read_keys(sheets, lots, report)
    deed = read_deed(sheets, lots, keys, total=deed_total, report=report)
    people = read_people(sheets, report)
    holdings, history = _read_ownership(sheets, lots, people, report)
    if sheets.has(Kind.PERIODS, Kind.SIMPLE):
        check_periods(history, lots)
    _warn_unused(holdings, history)
    plan = Plan(
        lots=finished_lots(lots, deed.shares),
        keys=tuple(checked_keys(keys, lots, report)),
        people=finished_people(people),
        holdings=finished_holdings(holdings),
        periods=tuple(span.row() for span in history.spans),
        deed_total=deed.total,
    )
    files = [table.name for table in tables]
    return replace(
        plan,
        problems=report.problems.in_order(files),
        warnings=report.warnings.in_order(files),
    )


def _read_ownership(
    sheets: Sheets, lots: LotDrafts, people: People, report: Report
) -> tuple[list[HoldingDraft], History]:
    """Return holdings and periods, from separate tables and from simple ones."""
    holdings = read_holdings(sheets, people, report)
    by_code = {fold(draft.code): draft for draft in holdings}
    history = read_periods(sheets, lots, by_code, report)
    simple_holdings, simple_history = read_simple(sheets, lots, people, report)
    return (
        holdings + simple_holdings,
        History(
            history.spans + simple_history.spans,
            history.mentioned | simple_history.mentioned,
        ),
    )


def _warn_unused(holdings: Iterable[HoldingDraft], history: History) -> None:
    """An ownership without a period owns nothing: perhaps a line is missing."""
    used = {fold(span.holding) for span in history.spans}
    for draft in holdings:
        if fold(draft.code) not in used:
            draft.line.warn(Code.HOLDING_UNUSED, "code", holding=draft.label)
