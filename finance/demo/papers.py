"""Papers of a building: written as plain text, filed in its library as PDF. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from buildings.models import LibraryDocument

Category = LibraryDocument.Category
Audience = LibraryDocument.Audience

HEADING, BULLET, CELL = "# ", "- ", " | "


@dataclass(frozen=True, slots=True)
class Version:
    """What a paper said until the next version; ``note``: what changed."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of the library; ``file`` is the name of its file.

    A text has paragraphs, headings (``# ``), bullets (``- ``) and tables (``a | b``),
    one on each line.
    """

    title: str
    file: str
    category: Category
    audience: Audience
    dated_on: date
    versions: tuple[Version, ...]
    withdrawn: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of one kind that stand together; a row of a table is its cells."""

    kind: str
    lines: list[str | list[str]]


def blocks(text: str) -> Iterator[Block]:
    """Yield what a text is made of: heading, list, table or paragraphs."""
    lines = [line.strip() for line in text.strip().splitlines() if line.strip()]
    for kind, group in groupby(lines, key=_kind):
        yield Block(kind, [_content(kind, line) for line in group])


def _kind(line: str) -> str:
    if line.startswith(HEADING):
        return "heading"
    if line.startswith(BULLET):
        return "list"
    return "table" if CELL in line else "paragraphs"


def _content(kind: str, line: str) -> str | list[str]:
    if kind == "table":
        return line.split(CELL)
    return line[2:] if kind in {"heading", "list"} else line
