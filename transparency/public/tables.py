"""The tables that the ASBL publishes: what each is, its columns, and their order.

What a cell of a row means stands in ``rows.py``. Where a group of fewer than five would
show, the cell is empty: ``canonical`` empties it. Pure.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal
from types import NoneType
from typing import Any, get_args, get_type_hints

from transparency.public.months import Month, Quarter
from transparency.public.rows import (
    BalanceLine,
    BudgetLine,
    Check,
    ClosedQuarter,
    Cost,
    Decision,
    Endowment,
    Goal,
    GridTier,
    Measured,
    Moment,
    Participants,
    Price,
    Report,
    ReserveMovement,
    Revenue,
    Row,
    Total,
)
from transparency.public.rows import gettext_noop as _

#: groups of fewer are not shown
SMALLEST_GROUP = 5

#: how a type of Python is called in the description of a column
TYPES = {
    date: "date",
    Month: "month",
    Quarter: "quarter",
    Moment: "moment",
    int: "integer",
    Decimal: "decimal",
    str: "string",
    bool: "boolean",
}


class TwiceTheSame(ValueError):
    """Two rows of a table with the same key."""

    def __init__(self, table: str, key: tuple[object, ...]) -> None:
        super().__init__(f"{table}: {', '.join(map(str, key))}")
        self.table = table
        self.key = key


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """All published rows; the field is the name of the table, and of its CSV."""

    participants: tuple[Participants, ...] = ()
    prices: tuple[Price, ...] = ()
    grid: tuple[GridTier, ...] = ()
    costs: tuple[Cost, ...] = ()
    revenue: tuple[Revenue, ...] = ()
    reserve: tuple[ReserveMovement, ...] = ()
    endowments: tuple[Endowment, ...] = ()
    balance: tuple[BalanceLine, ...] = ()
    budget: tuple[BudgetLine, ...] = ()
    decisions: tuple[Decision, ...] = ()
    quarters: tuple[ClosedQuarter, ...] = ()
    reports: tuple[Report, ...] = ()
    checks: tuple[Check, ...] = ()
    footprint: tuple[Measured, ...] = ()
    totals: tuple[Total, ...] = ()
    goals: tuple[Goal, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column as its row describes it. ``required``: it is never empty."""

    name: str
    type: str
    text: str
    required: bool
    choices: tuple[str, ...]
    group: bool


@dataclass(frozen=True, slots=True)
class Table:
    """What a published table is. ``key``: columns that no two rows have alike."""

    name: str
    row: type[Any]
    title: str
    text: str
    key: tuple[str, ...] = ()

    def columns(self) -> tuple[Column, ...]:
        hints = get_type_hints(self.row, include_extras=True)
        return tuple(self._column(name, hint) for name, hint in hints.items())

    def _column(self, name: str, hint: object) -> Column:
        kind, about = get_args(hint)
        optional = NoneType in get_args(kind)
        if optional:
            [kind] = [one for one in get_args(kind) if one is not NoneType]
        free = kind is str and not about.choices and name not in self.key
        required = not optional and not free
        return Column(
            name, TYPES[kind], about.text, required, about.choices, about.group
        )


TABLES = (
    Table(
        "participants",
        Participants,
        _("Participants by month"),
        _(
            "Co-ownerships with a running contribution at the end of each month; of the "
            "running month, as of now. Empty where there were fewer than five."
        ),
        ("month",),
    ),
    Table(
        "prices",
        Price,
        _("Prices"),
        _(
            "Every price that was or will be in force, with its first day and its reason."
        ),
        ("since", "audience", "place"),
    ),
    Table(
        "grid",
        GridTier,
        _("Tariff schedules"),
        _(
            "The schedules for co-ownerships: grids by number of participants, and prices "
            "that were voted. A schedule holds until the next one begins."
        ),
        ("since", "kind", "from_participants"),
    ),
    Table("costs", Cost, _("Costs"), _("What each month bears.")),
    Table("revenue", Revenue, _("Revenue"), _("What each month brings.")),
    Table(
        "reserve",
        ReserveMovement,
        _("Legal reserve"),
        _("What went into the legal reserve and out of it."),
    ),
    Table(
        "endowments",
        Endowment,
        _("Endowments of the solidarity fund"),
        _("What the ASBL gave to the solidarity fund."),
    ),
    Table(
        "balance",
        BalanceLine,
        _("Balance sheet"),
        _("The balance sheet of today."),
        ("account", "side"),
    ),
    Table(
        "budget",
        BudgetLine,
        _("Participatory budget"),
        _("The lines that the assembly voted, and what was spent of them."),
    ),
    Table("decisions", Decision, _("Decisions"), _("What the assemblies decided.")),
    Table(
        "quarters",
        ClosedQuarter,
        _("Closed quarters"),
        _("Quarters whose books are closed: nothing in them changes any more."),
        ("quarter",),
    ),
    Table(
        "reports",
        Report,
        _("Reports"),
        _("Published reports, every version and language."),
        ("period", "kind", "version", "language"),
    ),
    Table(
        "checks",
        Check,
        _("Integrity checks"),
        _("What the last nightly checks found."),
        ("name",),
    ),
    Table(
        "footprint",
        Measured,
        _("Measured work and uptime"),
        _("What was measured on the running servers."),
        ("month",),
    ),
    Table(
        "totals",
        Total,
        _("Totals of the fund and the community"),
        _("Counts and sums. Empty where fewer than five stand for it."),
        ("area", "name"),
    ),
    Table(
        "goals", Goal, _("Goals"), _("Dated goals beside what is measured."), ("name",)
    ),
)
BY_NAME = {table.name: table for table in TABLES}


def rows_of(tables: Tables) -> Iterator[tuple[Table, tuple[Row, ...]]]:
    """Yield each table with its rows, in the order of publication."""
    for table in TABLES:
        yield table, getattr(tables, table.name)


def canonical(tables: Tables) -> Tables:
    """Return the tables as they are published: small groups empty, rows in order.

    Raises:
        TwiceTheSame: two rows of a table have the same key.
    """
    found: dict[str, Any] = {
        table.name: _ordered(table, rows) for table, rows in rows_of(tables)
    }
    return Tables(**found)


def _ordered(table: Table, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    seen = set()
    for row in rows:
        key = tuple(getattr(row, name) for name in table.key)
        if key and key in seen:
            raise TwiceTheSame(table.name, key)
        seen.add(key)
    groups = [column.name for column in table.columns() if column.group]
    return tuple(sorted((_without_small(row, groups) for row in rows), key=_in_order))


def _without_small(row: Any, groups: list[str]) -> Row:
    empty = {
        name: None
        for name in groups
        if getattr(row, name) is not None and getattr(row, name) < SMALLEST_GROUP
    }
    shown: Row = replace(row, **empty) if empty else row
    return shown


def _in_order(row: Any) -> tuple[tuple[bool, Any], ...]:
    """Rows are sorted by their cells, from left to right; an empty one comes last."""
    cells = [getattr(row, field.name) for field in fields(row)]
    return tuple((cell is None, cell) for cell in cells)
