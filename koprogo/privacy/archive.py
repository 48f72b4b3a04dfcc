"""How personal data are written into a ZIP: one JSON, a CSV for each table, documents."""

import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from shutil import copyfileobj

from django.core.serializers.json import DjangoJSONEncoder

from koprogo.slots import Personal, PersonalFile
from koprogo.ui.exports import Cell, Table
from koprogo.ui.exports import to_csv as written

__all__ = ["to_csv", "to_json", "write_folder"]

Rows = Sequence[Mapping[str, object]]


def write_folder(
    archive: zipfile.ZipFile, folder: str, found: Iterable[Personal]
) -> None:
    """Write what was found into ``folder``; documents one at a time.

    An empty table is written as well: it says that nothing is known. Files of one name
    get a number in front.
    """
    tables: dict[str, Rows] = {}
    taken: set[str] = set()
    for each in found:
        if isinstance(each, PersonalFile):
            name = f"{len(taken) + 1}_{each.name}" if each.name in taken else each.name
            taken.add(name)
            with archive.open(f"{folder}/documents/{name}", "w") as into:
                copyfileobj(BytesIO(each.read()), into)
        else:
            tables[each.name] = [*each.rows]
    archive.writestr(f"{folder}/data.json", to_json(tables))
    for name, rows in tables.items():
        archive.writestr(f"{folder}/{name}.csv", to_csv(name, rows))


def to_json(tables: Mapping[str, Rows]) -> str:
    return json.dumps(tables, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)


def to_csv(name: str, rows: Rows) -> bytes:
    """Return a table for a spreadsheet; only the JSON holds more than 20,000 rows."""
    header = [*rows[0]] if rows else []
    lines = [[_cell(value) for value in row.values()] for row in rows]
    return written(Table(name, name, header, lines))


def _cell(value) -> Cell:
    if isinstance(value, dict | list):
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
    return value
