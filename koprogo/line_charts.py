"""Charts of what changes from month to month, as SVG: the same on a page and in a PDF. Pure.

A month is one level, so a line goes in steps: what holds for a month is drawn as long as the
month, and nothing is shown between two of them that nobody measured. A month without an
amount is a gap. Time is in per cent of the width, as the bars of ``koprogo/charts.py`` are;
words, colours and classes are theirs too. A chart never stands without a table of the same
figures.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from html import escape
from itertools import groupby

from koprogo.charts import GRID, Scale, framed, paint, scale

HEAD, PLOT, FOOT = 46, 160, 24  # heights, in pixels
LETTERS = 14
LEFT = Decimal(20)  # per cent of the width, for the amounts
#: pale below and wide, dark above and thin: both are seen where they are equal
THICK = (5, 2)
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Point:
    """A month: an amount for each of the series; None where there is none."""

    label: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """A chart of one or two lines over months.

    ``name``, ``title``, ``description`` and ``series`` as of ``koprogo.charts.Bars``.
    ``counts``: the amounts are whole numbers, not money.
    """

    name: str
    title: str
    description: str
    series: tuple[str, ...]
    points: Sequence[Point]
    counts: bool = False


def draw(chart: Lines, *, write: Callable[[Decimal], str]) -> str:
    """Return the chart as SVG. ``write``: how an amount is written in words.

    Raises:
        ValueError: a month has not one amount for each series, or there are more than two.
    """
    if len(chart.series) > len(THICK):
        raise ValueError(f"{len(chart.series)} series")
    if any(len(point.values) != len(chart.series) for point in chart.points):
        raise ValueError("not an amount for each series")
    fit = scale([v for point in chart.points for v in point.values if v is not None])
    drawn = [*_levels(chart, fit, write), *_labels(chart.points)]
    for number in range(len(chart.series)):
        values = [point.values[number] for point in chart.points]
        drawn += _line(paint(number, chart.series), THICK[number], values, fit)
    return framed(chart, HEAD + PLOT + FOOT, "".join(drawn))


def _x(place: int, places: int) -> Decimal:
    """Return where a month begins, in per cent of the width."""
    return (LEFT + (100 - LEFT) * place / places).quantize(Decimal("0.01"))


def _y(amount: Decimal, fit: Scale) -> Decimal:
    """Return how far down an amount is, in pixels."""
    return (HEAD + PLOT * (100 - fit.at(amount)) / 100).quantize(Decimal("0.1"))


def _levels(chart: Lines, fit: Scale, write: Callable[[Decimal], str]) -> Iterator[str]:
    """Yield zero, the end, the lowest and half way: each that is not too near another."""
    half = fit.high / 2
    levels = [ZERO, fit.high, fit.low]
    if not chart.counts or half == int(half):
        levels.append(half)
    drawn: list[Decimal] = []
    for amount in levels:
        y = _y(amount, fit)
        if all(abs(y - other) >= LETTERS for other in drawn):
            drawn.append(y)
            yield (
                f'<line class="grid" x1="0" x2="100%" y1="{y}" y2="{y}"'
                f' stroke="{GRID}"/>'
                f'<text x="0" y="{y - 3}">{escape(write(amount))}</text>'
            )


def _labels(points: Sequence[Point]) -> Iterator[str]:
    """Yield the first month and the last: what 320 pixels have room for."""
    ends = {0: ("start", LEFT), len(points) - 1: ("end", Decimal(100))}
    for place, (anchor, x) in ends.items() if points else ():
        yield (
            f'<text x="{x}%" y="{HEAD + PLOT + 17}" text-anchor="{anchor}">'
            f"{escape(points[place].label)}</text>"
        )


def _line(
    colour: str, thick: int, values: Sequence[Decimal | None], fit: Scale
) -> Iterator[str]:
    """Yield a level for months that are alike, and what leads to it from those before."""
    place = 0
    before: Decimal | None = None
    for value, months in groupby(values):
        x, place = _x(place, len(values)), place + len(list(months))
        if value is not None:
            y = _y(value, fit) - Decimal(thick) / 2
            width = _x(place, len(values)) - x
            yield f'<rect {colour} x="{x}%" y="{y}" width="{width}%" height="{thick}"/>'
        if value is not None and before is not None:
            top, bottom = sorted((_y(before, fit), _y(value, fit)))
            yield (
                f'<rect {colour} x="{x}%" y="{top - Decimal(thick) / 2}"'
                f' width="{thick}" height="{bottom - top + thick}"/>'
            )
        before = value
