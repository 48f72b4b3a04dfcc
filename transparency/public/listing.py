"""A published table as a page: which rows were asked for, their cells, their sums."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from transparency.public import parts, words
from transparency.public.labels import LABELS
from transparency.public.months import MONTH, Month
from transparency.public.tables import Column, Table, Tables

#: what adds up, of tables whose rows do
SUMS: Mapping[str, tuple[str, ...]] = {
    "costs": ("amount",),
    "revenue": ("amount",),
    "reserve": ("amount",),
    "endowments": ("amount",),
    "balance": ("amount",),
    "budget": ("amount", "spent"),
    "footprint": (
        *("requests", "cpu_seconds", "bytes_sent"),
        *("minutes_up", "minutes_possible"),
    ),
}
NUMBERS = {"decimal", "integer"}
#: what a row is about, where there is little room
VALUES = {"amount", "price", "value", "requests", "measured", "closed_on"}
IN_TIME = {"month", "date", "quarter"}


class WrongQuestion(ValueError):
    """What was asked for is no month, or no kind of this table."""

    def __init__(self, field: str, value: str) -> None:
        super().__init__(f"{field}: {value}")
        self.field = field
        self.value = value


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows: months from ``since`` to ``until``, of one ``kind``; empty: all."""

    since: str = ""
    until: str = ""
    kind: str = ""

    def __bool__(self) -> bool:
        return bool(self.since or self.until or self.kind)

    def wants(self, row: Any) -> bool:
        month = getattr(row, "month", "")
        return (
            (not self.since or month >= self.since)
            and (not self.until or month <= self.until)
            and (not self.kind or row.kind == self.kind)
        )


def asked(table: Table, query: Mapping[str, str]) -> Asked:
    """Return which rows are asked for.

    Raises:
        WrongQuestion: with the first thing that this table does not know.
    """
    by_name = {column.name: column for column in table.columns()}
    found = {name: query.get(name, "") for name in ("since", "until", "kind")}
    for name in ("since", "until"):
        if found[name] and not ("month" in by_name and MONTH.fullmatch(found[name])):
            raise WrongQuestion(name, found[name])
    kinds = by_name["kind"].choices if "kind" in by_name else ()
    if found["kind"] and found["kind"] not in kinds:
        raise WrongQuestion("kind", found["kind"])
    return Asked(**found)


def in_words(table: Table, rows: Asked) -> str:
    """Return which rows these are, as a sentence for people."""
    since, until = (
        words.month(Month(each)) if each else "" for each in (rows.since, rows.until)
    )
    kind = words.code(table.name, "kind", rows.kind) if rows.kind else ""
    if since and since == until:
        span = since
    elif since and until:
        span = _("%(since)s to %(until)s") % {"since": since, "until": until}
    elif since:
        span = _("from %(since)s on") % {"since": since}
    else:
        span = until and _("until %(until)s") % {"until": until}
    return ", ".join(filter(None, [kind, span]))


def rows_asked(table: Table, tables: Tables, wanted: Asked) -> list[Any]:
    """Return the rows, the latest first where they have a day."""
    found = [row for row in getattr(tables, table.name) if wanted.wants(row)]
    first = table.columns()[0]
    return found[::-1] if first.type in IN_TIME else found


@dataclass(frozen=True, slots=True)
class Heading:
    """A column, as people read it."""

    name: str
    label: str
    text: str
    is_number: bool


def headings(table: Table) -> list[Heading]:
    return [
        Heading(one.name, str(LABELS[one.name]), _(one.text), one.type in NUMBERS)
        for one in table.columns()
    ]


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell of a page. ``is_value``: what the row is about. ``kind``: empty, path (an
    address) or hash (to be compared).
    """

    label: str
    text: str
    is_number: bool
    is_value: bool = False
    kind: str = ""


def cells_of(table: Table, rows: Iterable[Any]) -> list[list[Shown]]:
    """Return the cells of each row, as people read them."""
    columns = table.columns()
    return [[_shown(table, column, row) for column in columns] for row in rows]


_SPECIAL: Mapping[tuple[str, str], Callable[[Any], str]] = {
    ("balance", "name"): lambda row: words.account(row.account, row.name),
    ("reports", "period"): lambda row: words.period(row.period),
    ("reports", "language"): lambda row: row.language,
}


def _shown(table: Table, column: Column, row: Any) -> Shown:
    special = _SPECIAL.get((table.name, column.name))
    value = getattr(row, column.name)
    text = special(row) if special else words.cell(table.name, column, value)
    return _in_column(table, column, text)


def _in_column(table: Table, column: Column, text: str) -> Shown:
    return Shown(
        label=str(LABELS[column.name]),
        text=text,
        is_number=column.type in NUMBERS,
        is_value=column.name in VALUES or column.name == table.name,
        kind={"path": "path", "sha256": "hash"}.get(column.name, ""),
    )


def sums(table: Table, rows: Sequence[Any]) -> list[list[Shown]]:
    """Return the last lines of the table; the first cell says of what.

    The two sides of a balance sheet are not added to each other.
    """
    adding = SUMS.get(table.name)
    if not adding or not rows:
        return []
    if table.name != "balance":
        return [_sums(table, adding, _("Total"), rows)]
    by_name = {column.name: column for column in table.columns()}
    return [
        _sums(
            table,
            adding,
            words.code(table.name, "side", side),
            [row for row in rows if row.side == side],
        )
        for side in by_name["side"].choices
    ]


def _sums(
    table: Table, adding: tuple[str, ...], title: str, rows: Sequence[Any]
) -> list[Shown]:
    first, *others = table.columns()
    return [
        _in_column(table, first, title),
        *(_in_column(table, one, _sum(table, one, adding, rows)) for one in others),
    ]


def _sum(
    table: Table, column: Column, adding: tuple[str, ...], rows: Sequence[Any]
) -> str:
    if column.name not in adding:
        return ""
    nothing: int | Decimal = 0 if column.type == "integer" else Decimal("0.00")
    found = sum((getattr(row, column.name) for row in rows), start=nothing)
    return words.cell(table.name, column, found)


@dataclass(frozen=True, slots=True)
class Offered:
    """A table by its name and its addresses."""

    title: str
    text: str
    page: str
    csv: str
    json: str


def offered(table: Table) -> Offered:
    return Offered(
        title=_(table.title),
        text=_(table.text),
        page=parts.rows(table.name),
        csv=parts.file(f"{table.name}.csv"),
        json=parts.file(f"{table.name}.json"),
    )
