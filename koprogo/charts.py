"""Charts as SVG, drawn on the server: the same on a page and in a PDF. Pure.

Bars lie on their side, a group of them under each label. Along the line everything is in
per cent of the width: a chart fits a phone and a sheet of paper, and its letters stay as
large as those around it. Colours are classes of ``helpers.css``; a PDF, whose pictures
know no style sheet, takes the attributes that stand beside them. A chart never stands
without a table of the same figures.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from typing import Protocol

LABEL, BAR, GAP = 18, 9, 11  # heights, in pixels
HEAD = 46  # the legend and the scale
LONGEST = 38  # characters of a label: what 320 pixels have room for
INK, GRID = "#53616d", "#dde3df"
# What is meant and what came of it: pale and dark, told apart in grey too. A series that
# stands alone is dark: beside nothing, the pale one is hard to see on white.
FILLS = ("#a3b1bc", "#0b6b5d")
STEPS = (1, 2, 5)
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Group:
    """A line of the chart: an amount for each of its series."""

    label: str
    values: tuple[Decimal, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """A chart of grouped bars.

    ``name``: letters that no other chart of the page has. ``title`` and ``description``
    are read aloud; ``series``: the words of the legend, two at most.
    """

    name: str
    title: str
    description: str
    series: tuple[str, ...]
    groups: Sequence[Group]


@dataclass(frozen=True, slots=True)
class Scale:
    """From the least amount, or zero, to a round one that is not below the largest."""

    low: Decimal
    high: Decimal

    def at(self, amount: Decimal) -> Decimal:
        """Return where an amount stands, in per cent of the width."""
        share = (amount - self.low) * 100 / (self.high - self.low)
        return share.quantize(Decimal("0.01"))


def scale(amounts: Sequence[Decimal]) -> Scale:
    """Return the scale on which all these amounts fit."""
    return Scale(min([ZERO, *amounts]), _round_above(max([ZERO, *amounts])))


def draw(chart: Bars, *, write: Callable[[Decimal], str]) -> str:
    """Return the chart as SVG. ``write``: how an amount is written in words.

    Raises:
        ValueError: a group has not one amount for each series.
    """
    fit = scale([value for group in chart.groups for value in group.values])
    height = HEAD + len(chart.groups) * _height(chart)
    drawn = f"{''.join(_ticks(fit, height, write))}{''.join(_groups(chart, fit))}"
    return framed(chart, height, drawn)


class Told(Protocol):
    """What every chart says in words."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def description(self) -> str: ...
    @property
    def series(self) -> tuple[str, ...]: ...


def framed(chart: Told, height: int, drawn: str) -> str:
    """Return the SVG around what is drawn: its words for a screen reader, its legend."""
    words = f"chart-{chart.name}-title chart-{chart.name}-text"
    return (
        f'<svg class="chart" role="img" aria-labelledby="{words}"'
        f' width="100%" height="{height}" font-size="12" fill="{INK}">'
        f'<title id="chart-{chart.name}-title">{escape(chart.title)}</title>'
        f'<desc id="chart-{chart.name}-text">{escape(chart.description)}</desc>'
        f"{_legend(chart.series)}{drawn}</svg>"
    )


def paint(place: int, series: Sequence[str]) -> str:
    """Return the attributes that colour the series at a place, from 0."""
    number = place if len(series) > 1 else len(FILLS) - 1
    return f'class="bar-{number + 1}" fill="{FILLS[number]}"'


def _legend(series: Sequence[str]) -> str:
    words = (
        f"<tspan {paint(place, series)}>■</tspan> {escape(name)}  "
        for place, name in enumerate(series)
    )
    return f'<text x="0" y="13" xml:space="preserve">{"".join(words)}</text>'


def _ticks(fit: Scale, height: int, write: Callable[[Decimal], str]) -> Iterator[str]:
    """Yield the lines at zero, half way and at the end, with their amounts."""
    marks = ((ZERO, "start"), (fit.high / 2, "middle"), (fit.high, "end"))
    for amount, anchor in marks:
        x = fit.at(amount)
        yield (
            f'<line class="grid" x1="{x}%" x2="{x}%" y1="{HEAD - 8}" y2="{height}"'
            f' stroke="{GRID}"/>'
            f'<text x="{x}%" y="{HEAD - 14}" text-anchor="{anchor}">'
            f"{escape(write(amount))}</text>"
        )


def _groups(chart: Bars, fit: Scale) -> Iterator[str]:
    zero, y = fit.at(ZERO), HEAD
    for group in chart.groups:
        yield f'<text x="0" y="{y + 13}">{escape(_short(group.label))}</text>'
        pairs = zip(chart.series, group.values, strict=True)
        for place, (_name, value) in enumerate(pairs):
            end = fit.at(value)
            yield (
                f'<rect {paint(place, chart.series)} x="{min(zero, end)}%"'
                f' y="{y + LABEL + place * BAR}"'
                f' width="{abs(end - zero)}%" height="{BAR - 1}"/>'
            )
        y += _height(chart)


def _height(chart: Bars) -> int:
    return LABEL + len(chart.series) * BAR + GAP


def _short(label: str) -> str:
    return label if len(label) <= LONGEST else f"{label[: LONGEST - 1].rstrip()}…"


def _round_above(amount: Decimal) -> Decimal:
    """Return 1, 2 or 5 with zeros, in whole euros: not below ``amount``."""
    power = 1
    while True:
        for step in STEPS:
            if step * power >= amount:
                return Decimal(step * power)
        power *= 10
