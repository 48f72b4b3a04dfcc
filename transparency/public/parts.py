"""What the public page is made of: sections with facts, charts and tables."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language

from koprogo.charts import Bars
from koprogo.line_charts import Lines

FEW_COLUMNS = 3


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure; ``link``: the rows that sum to it; ``note``: in small print."""

    label: str
    value: str
    link: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """``badge``: its level, where the cell is a state."""

    text: str
    link: str = ""
    badge: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. ``texts``: which columns are no numbers. ``value``: what a row is about,
    where there is little room. ``totals``: its last rows. ``folded``: it is opened by
    who wants it, as beside a chart.
    """

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    texts: Collection[int] = (0,)
    value: int = -1
    totals: Sequence[Sequence[Cell]] = ()
    folded: bool = False

    @property
    def is_wide(self) -> bool:
        """Whether a phone has no room for its columns."""
        return len(self.columns) > FEW_COLUMNS

    def laid_out(self, rows: Sequence[Sequence[Cell]]) -> list[list["Placed"]]:
        """Return the cells, each with what its column says."""
        value = self.value % len(self.columns)
        return [
            [
                Placed(
                    cell,
                    label=self.columns[place],
                    is_number=place not in self.texts,
                    is_value=place == value,
                )
                for place, cell in enumerate(row)
            ]
            for row in rows
        ]

    def body(self) -> list[list["Placed"]]:
        return self.laid_out(self.rows)

    def foot(self) -> list[list["Placed"]]:
        return self.laid_out(self.totals)


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell in its column."""

    cell: Cell
    label: str
    is_number: bool
    is_value: bool


@dataclass(frozen=True, slots=True)
class Section:
    """``note``: level and sentence. ``links``: label and address. ``extra``: a template
    with what only this section has, which gets ``about``.
    """

    name: str
    title: str
    text: str
    facts: Sequence[Fact] = ()
    note: tuple[str, str] | None = None
    lines: Lines | None = None
    bars: Bars | None = None
    grids: Sequence[Grid] = ()
    links: Sequence[tuple[str, str]] = ()
    extra: str = ""
    about: object = None


def cells(*texts: str) -> tuple[Cell, ...]:
    """Return a row of cells without links."""
    return tuple(Cell(text) for text in texts)


def page(name: str, *arguments: str, **query: object) -> str:
    """Return the address of a public page, in the language of this one."""
    address = reverse(f"transparency:{name}", args=arguments)
    return f"{address}?{urlencode({'lang': get_language(), **query})}"


def rows(table: str, **query: object) -> str:
    """Return where the rows of a table stand: ``since``, ``until``, ``kind``."""
    return page("public-rows", table, **query)


def file(name: str) -> str:
    """Return where a file of the data is: the same in every language."""
    return reverse("transparency:public-data", args=[name])
