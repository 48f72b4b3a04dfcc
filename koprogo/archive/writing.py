"""Out: every row, every file and every part that people read, of the tenant entered."""

import csv
import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import TextIOWrapper
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import IO
from zipfile import ZipFile

from django.conf import settings
from django.contrib.auth import get_user_model
from django.template.loader import render_to_string
from django.utils import translation

from koprogo import slots
from koprogo.archive import signing
from koprogo.archive.catalogue import Role, Table, tables
from koprogo.archive.descriptor import PERSON_COLUMNS, PERSONS, descriptor
from koprogo.archive.package import Package, as_json
from koprogo.archive.values import MOMENT, as_cell, write
from koprogo.documents.models import File
from koprogo.documents.services import open_kept
from koprogo.slots import ArchivePart
from koprogo.tenancy.models import Tenant

__all__ = ["write_archive"]

FETCHED = 2_000  # rows at a time


class _Persons:
    """People whom rows name get numbers: the archive knows them by name only."""

    def __init__(self) -> None:
        self.numbers: dict[int, int] = {}

    def number(self, pk: int | None) -> int | None:
        if pk is None:
            return None
        return self.numbers.setdefault(pk, len(self.numbers) + 1)

    def rows(self) -> Iterator[tuple[int, str]]:
        people = get_user_model().objects.filter(pk__in=self.numbers)
        names = dict(people.values_list("pk", "name"))
        return ((number, names[pk]) for pk, number in self.numbers.items())


def write_archive(
    tenant: Tenant, target: IO[bytes], *, made_at: datetime, site: str
) -> None:
    """Write everything of ``tenant``, which is entered, as one signed ZIP.

    What people read is in the active language. ``site``: what the sender is called.
    Nothing is in memory as a whole; the whole must be read in one snapshot.

    Raises:
        Damaged: the storage lost a file: it must come back from a backup first.
    """
    with ZipFile(target, "w") as archive:
        _write(Package(archive), tenant, made_at=made_at.strftime(MOMENT), site=site)


def _write(package: Package, tenant: Tenant, *, made_at: str, site: str) -> None:
    found, persons = tables(), _Persons()
    parts = [part for app in slots.archive_part for part in app()]
    for part in parts:
        with package.file(part.path) as into:
            part.write(into)
    rows = {table.label: _write_rows(package, table, persons) for table in found}
    _write_persons(package, persons)
    _write_files(package)
    about = {
        "made_at": made_at,
        "site": site,
        "tenant": {
            "uuid": str(tenant.uuid),
            "slug": tenant.slug,
            "name": tenant.name,
            "kind": tenant.kind,
        },
        "rows": rows,
        "proofs": proofs(),
    }
    _write_readmes(package, tenant, parts, about)
    described = descriptor(
        found, package.files, name=tenant.slug, title=tenant.name, created=made_at
    )
    package.add("datapackage.json", as_json(described))
    package.finish(about, secret=settings.SECRET_KEY)


def proofs() -> dict[str, object]:
    """Return what must be the same in the tenant that comes in."""
    return {name: prove() for name, prove in slots.archive_proofs.items()}


def _write_rows(package: Package, table: Table, persons: _Persons) -> int:
    """Write a table as JSON lines and as CSV; return how many rows it has."""
    names = [column.name for column in table.columns]
    people = [column.role is Role.PERSON for column in table.columns]
    columns = [column.field.attname for column in table.columns]
    found = table.rows().values_list(*columns).iterator(chunk_size=FETCHED)
    rows = (
        [
            persons.number(value) if person else value
            for value, person in zip(row, people, strict=True)
        ]
        for row in found
    )
    return _write_table(package, table.path, names, rows)


def _write_persons(package: Package, persons: _Persons) -> None:
    _write_table(package, f"data/{PERSONS}", PERSON_COLUMNS, persons.rows())


def _write_table(
    package: Package, path: str, names: Sequence[str], rows: Iterator[Sequence[object]]
) -> int:
    many = 0
    with TemporaryFile() as aside:
        # A ZIP takes one file after the other: the CSV grows beside it.
        text = TextIOWrapper(aside, "utf-8", newline="", write_through=True)
        table = csv.writer(text)
        table.writerow(names)
        with package.file(f"{path}.jsonl") as into:
            for row in rows:
                values = dict(zip(names, map(write, row), strict=True))
                line = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
                into.write(f"{line}\n".encode())
                table.writerow(map(as_cell, row))
                many += 1
        text.flush()
        aside.seek(0)
        with package.file(f"{path}.csv") as into:
            copyfileobj(aside, into)
        text.detach()
    return many


def _write_files(package: Package) -> None:
    """Write the bytes of all files once; what a part has brought is there already."""
    there = {known["sha256"] for known in package.files.values()}
    [files] = [table for table in tables() if table.model is File]
    for file in files.rows().iterator(chunk_size=FETCHED):
        if file.sha256 in there:
            continue
        there.add(file.sha256)
        with (
            open_kept(file) as stored,
            package.file(f"files/{file.sha256}", packed=False) as into,
        ):
            copyfileobj(stored, into)


def _write_readmes(
    package: Package, tenant: Tenant, parts: Sequence[ArchivePart], about: dict
) -> None:
    """Say in each language what is in here, what is not, and how to check it."""
    context = {
        "tenant": tenant,
        "made_at": about["made_at"],
        "site": about["site"],
        "key": signing.public_key(settings.SECRET_KEY),
        "parts": _by_folder(parts),
        "stays": [*dict.fromkeys(slots.archive_stays.values())],
    }
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            text = render_to_string("archive/readme.txt", context)
        package.add(f"README.{language}.txt", text.encode())


def _by_folder(parts: Sequence[ArchivePart]) -> list[tuple[str, object]]:
    """Return (path, what it is): files of one folder that are alike stand once."""
    found: dict[object, list[str]] = {}
    for part in parts:
        found.setdefault(part.about, []).append(part.path)
    return [
        (paths[0] if len(paths) == 1 else f"{paths[0].partition('/')[0]}/", about)
        for about, paths in found.items()
    ]
