"""``datapackage.json``: what each file and each column is, for any program.

Frictionless Data Package 1: https://specs.frictionlessdata.io/
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from koprogo.archive.catalogue import Column, Role, Table
from koprogo.archive.values import MOMENT, kind_of

__all__ = ["PERSONS", "PERSON_COLUMNS", "descriptor"]

PERSONS = "persons"
PERSON_COLUMNS = ("id", "name")
MEDIA_TYPES = {".csv": "text/csv", ".jsonl": "application/x-ndjson"}
Files = Mapping[str, Mapping[str, object]]


def descriptor(
    tables: Iterable[Table], files: Files, *, name: str, title: str, created: str
) -> dict[str, object]:
    """Return the descriptor of an archive with these ``files``.

    A table is described as CSV with its schema; all other files by path, size and hash.
    """
    schemas = {f"{table.path}.csv": _schema(table) for table in tables}
    schemas[f"data/{PERSONS}.csv"] = _schema_of_persons()
    return {
        "profile": "data-package",
        "name": name,
        "title": title,
        "created": created,
        "resources": [
            _resource(path, known, schemas.get(path)) for path, known in files.items()
        ],
    }


def _resource(
    path: str, known: Mapping[str, object], schema: Mapping[str, object] | None
) -> dict[str, object]:
    ending = PurePosixPath(path).suffix
    found: dict[str, object] = {
        "name": _name(path, table=schema is not None),
        "path": path,
        "format": ending.removeprefix(".") or "bin",
        "mediatype": MEDIA_TYPES.get(ending, "application/octet-stream"),
        "bytes": known["bytes"],
        "hash": f"sha256:{known['sha256']}",
    }
    if schema is not None:
        found |= {
            "profile": "tabular-data-resource",
            "encoding": "utf-8",
            "dialect": {"delimiter": ",", "header": True},
            "schema": schema,
        }
    return found


def _name(path: str, *, table: bool) -> str:
    """Return a name that Frictionless allows; tables are called as their models."""
    if table:
        return PurePosixPath(path).name.removesuffix(".csv")
    small = path.lower()
    return "".join(
        c if c.isascii() and (c.isalnum() or c in "-._/") else "-" for c in small
    )


def _schema(table: Table) -> dict[str, object]:
    columns = table.columns
    found: dict[str, object] = {
        "fields": [_field(column) for column in columns],
        "missingValues": [""],
        "foreignKeys": [*_foreign_keys(table, columns)],
    }
    if any(column.role is Role.ID for column in columns):
        found["primaryKey"] = "id"
    return found


def _field(column: Column) -> dict[str, object]:
    plain = column.role is Role.PLAIN
    kind = kind_of(column.field) if plain else "integer"
    found: dict[str, object] = {
        "name": column.name,
        "title": str(column.field.verbose_name),
        "type": kind,
    }
    if kind == "datetime":
        found["format"] = MOMENT
    if not column.field.null and kind != "string":
        found["constraints"] = {"required": True}
    return found


def _foreign_keys(table: Table, columns: Sequence[Column]):
    for column in columns:
        if column.role is Role.PERSON:
            yield _key(column.name, PERSONS)
        elif column.role is Role.KEY:
            own = column.target == table.label
            yield _key(column.name, "" if own else column.target.lower())


def _key(field: str, resource: str) -> dict[str, object]:
    return {"fields": field, "reference": {"resource": resource, "fields": "id"}}


def _schema_of_persons() -> dict[str, object]:
    return {
        "fields": [
            {"name": "id", "title": "ID", "type": "integer"},
            {"name": "name", "title": "name", "type": "string"},
        ],
        "missingValues": [""],
        "foreignKeys": [],
        "primaryKey": "id",
    }
