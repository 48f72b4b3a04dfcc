"""Prints calm tables."""

import math
import statistics
from collections.abc import Mapping, Sequence


def title(text: str) -> None:
    print(f"\n{text}\n{'─' * len(text)}", flush=True)


def table(rows: Sequence[Sequence[object]]) -> None:
    """Print rows, the headings first: words on the left, numbers on the right."""
    cells = [[str(cell) for cell in row] for row in rows]
    columns = list(zip(*cells, strict=True))
    widths = [max(map(len, column)) for column in columns]
    numeric = [all(_is_number(cell) for cell in column[1:]) for column in columns]
    for row in cells:
        print(
            "  ".join(
                cell.rjust(width) if number else cell.ljust(width)
                for cell, width, number in zip(row, widths, numeric, strict=True)
            ).rstrip()
        )


def facts(pairs: Sequence[tuple[str, str]]) -> None:
    width = max(len(name) for name, _value in pairs)
    for name, value in pairs:
        print(f"{name:{width}}  {value}")


def note(text: str) -> None:
    print(text, flush=True)


def slope(seconds: Mapping[int, float]) -> float:
    """Return the exponent of growth by size: 1 is linear, 2 is quadratic."""
    return statistics.linear_regression(
        [math.log(size) for size in seconds],
        [math.log(taken) for taken in seconds.values()],
    ).slope


def _is_number(cell: str) -> bool:
    return cell[:1].isdigit()
