"""An archive as a test compares it: rows whose keys are places in their tables."""

import json
from io import BytesIO
from zipfile import ZipFile

from koprogo.archive.catalogue import Role, tables
from koprogo.archive.descriptor import PERSONS


def files_of(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def lines(data: bytes) -> list[dict]:
    return [json.loads(line) for line in data.splitlines()]


def rows_of(data: bytes) -> dict[str, list[dict]]:
    """Return the rows of all tables; each key is the place of the row it points to."""
    files, found = files_of(data), tables()
    rows = {table.label: lines(files[f"{table.path}.jsonl"]) for table in found}
    places = {
        label: {row["id"]: place for place, row in enumerate(some) if "id" in row}
        for label, some in rows.items()
    }
    names = {row["id"]: row["name"] for row in lines(files[f"data/{PERSONS}.jsonl"])}
    for table in found:
        for row in rows[table.label]:
            for column in table.columns:
                value = row[column.name]
                if value is None or column.role is Role.PLAIN:
                    continue
                if column.role is Role.PERSON:
                    row[column.name] = names[value]
                else:
                    label = column.target or table.label
                    row[column.name] = places[label][value]
    return rows


def closed_or_not(rows: dict[str, list[dict]]) -> dict[str, list[dict]]:
    """When a year was closed is new elsewhere; that it was is not."""
    for row in rows["ledger.FiscalYear"]:
        row["closed_at"] = bool(row["closed_at"])
    return rows


def as_it_arrives(rows: dict[str, list[dict]]) -> dict[str, list[dict]]:
    """Return what an installation reads: no e-mail waits there any more."""
    for row in rows["notifications.Delivery"]:
        if (row["channel"], row["state"]) == ("email", "waiting"):
            row["state"] = "withdrawn"
    return closed_or_not(rows)
