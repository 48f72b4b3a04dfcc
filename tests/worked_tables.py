"""Reads the worked tables of the documentation, so that tests can check each figure."""

from itertools import takewhile
from pathlib import Path

DOCS = Path(__file__).resolve().parent.parent / "docs"


def worked_tables(page: str) -> dict[str, list[dict[str, str]]]:
    """Return the tables of ``docs/<page>`` under its chapter "Worked table(s)".

    Each table is a list of rows as dicts, found by the heading above it.
    """
    text = (DOCS / page).read_text(encoding="utf-8")
    [chapter] = [part for part in text.split("\n## ") if part.startswith("Worked")]
    lines = chapter.splitlines()
    tables = {}
    heading = lines[0]
    for number, line in enumerate(lines):
        if line.startswith("#"):
            heading = line.lstrip("# ")
        elif line.startswith("|") and not lines[number - 1].startswith("|"):
            assert heading not in tables, f"two tables under {heading!r}"
            rows = takewhile(lambda row: row.startswith("|"), lines[number:])
            tables[heading] = _table(rows)
    return tables


def _table(lines):
    header, _rule, *rows = [
        [cell.strip() for cell in line.strip("|").split("|")] for line in lines
    ]
    return [dict(zip(header, row, strict=True)) for row in rows]
