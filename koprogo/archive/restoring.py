"""In: the rows of an archive, through all guards of the database.

Rows are written in the order of the catalogue, unfrozen, as the guards want them, and
frozen in their order. Keys are new, uuids, numbers and moments stay. A guard that
refuses ends it all.
"""

import json
import secrets
from collections.abc import Iterator, Sequence
from itertools import islice

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection

from koprogo.archive.catalogue import Column, Role, Table, tables
from koprogo.archive.descriptor import PERSON_COLUMNS, PERSONS
from koprogo.archive.errors import (
    Malformed,
    NotTheSame,
    OtherFormat,
    RefusedByDatabase,
    Tampered,
)
from koprogo.archive.package import Opened
from koprogo.archive.values import read
from koprogo.archive.writing import proofs
from koprogo.documents.models import File
from koprogo.documents.services import put_back

__all__ = ["restore"]

BATCH = 1_000  # rows in one statement
MISFITS = (KeyError, TypeError, ValueError, ValidationError)
Row = dict[str, object]


def restore(opened: Opened) -> None:
    """Write all rows and files of an archive into the tenant entered, which is empty.

    Raises:
        Malformed: a row does not fit its model.
        RefusedByDatabase: rows that can never be true.
        NotTheSame: other numbers, counts or balances than in the archive.
        Tampered: a file that a row needs is missing.
    """
    restoring = _Restoring(opened)
    try:
        restoring.run()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except DatabaseError as error:
        raise RefusedByDatabase(str(error).splitlines()[0]) from error
    except MISFITS as error:
        raise Malformed(f"{restoring.at}: {error!r}") from error
    for name, found in proofs().items():
        # As it went through JSON, like the one of the archive.
        if json.loads(json.dumps(found)) != opened.manifest["proofs"].get(name):
            raise NotTheSame(name)


class _Restoring:
    """One archive on its way in. ``keys``: new primary keys by model and old ones.

    ``at``: the file that is being read.
    """

    def __init__(self, opened: Opened) -> None:
        self.opened = opened
        self.tables = tables()
        self.keys: dict[str, dict[int, int]] = {}
        self.persons: dict[int, int] = {}
        self.at = ""

    def run(self) -> None:
        self._check_catalogue()
        self._put_files_back()
        self._bring_persons()
        left = [table for table in self.tables if table.rule.frozen_by]
        done: set[str] = set()
        for table in self.tables:
            self._insert(table)
            done.add(table.label)
            for ready in [one for one in left if one.rule.parts]:
                if done.issuperset({ready.label, *ready.rule.parts}):
                    self._freeze(ready)
                    left.remove(ready)
        for table in left:
            self._freeze(table)

    def _check_catalogue(self) -> None:
        """A table that is not known here would be lost without a word.

        One that the archive does not have yet, or a column, was added since.
        """
        known = {table.label for table in self.tables}
        there = self.opened.manifest["rows"]
        if unknown := set(there) - known:
            raise OtherFormat(f"unknown tables: {', '.join(sorted(unknown))}")
        self.tables = [table for table in self.tables if table.label in there]

    def _put_files_back(self) -> None:
        paths = {known["sha256"]: path for path, known in self.opened.files.items()}
        [files] = [table for table in self.tables if table.model is File]
        for row in self._rows(files):
            if row["sha256"] not in paths:
                raise Tampered(f"the bytes of {row['name']} are missing")
            with self.opened.open(paths[row["sha256"]]) as source:
                put_back(source, sha256=row["sha256"], size=row["size"])

    def _bring_persons(self) -> None:
        """People come in as accounts that nobody can use: a name, nothing else.

        Rows say who prepared and who approved, and the database asks for two people.
        """
        users = get_user_model().objects
        for row in self._lines(f"data/{PERSONS}", set(PERSON_COLUMNS)):
            address = f"{secrets.token_hex(16)}@archive.invalid"
            user = users.create_user(address, name=row["name"], is_active=False)
            self.persons[row["id"]] = user.pk

    def _rows(self, table: Table) -> Iterator[Row]:
        names = {column.name for column in table.columns}
        return self._lines(table.path, names)

    def _lines(self, path: str, names: set[str]) -> Iterator[Row]:
        """Yield the rows of a file, whose columns are among ``names``."""
        self.at = f"{path}.jsonl"
        with self.opened.open(self.at) as source:
            for line in source:
                row = json.loads(line)
                if not isinstance(row, dict) or not names.issuperset(row):
                    raise ValueError("other columns")
                yield row

    def _insert(self, table: Table) -> None:
        model, many = table.model, 0
        # What is not carried begins anew here, as the model says.
        carried = [column.field for column in table.columns]
        fields = [*carried, *map(model._meta.get_field, table.rule.left_out)]
        keys = self.keys[table.label] = {}
        for rows in _batches(self._rows(table), table.rule.together):
            self._give_keys(table, rows, keys)
            objects = [self._unfrozen(table, row) for row in rows]
            # Raw: moments stay as they are, and nothing is computed anew.
            model._base_manager._insert(
                objects,
                fields=[model._meta.get_field("tenant"), *fields],
                using=connection.alias,
                raw=True,
            )
            many += len(rows)
        if many != self.opened.manifest["rows"][table.label]:
            raise NotTheSame(f"rows of {table.label}")

    def _give_keys(self, table: Table, rows: Sequence[Row], keys: dict) -> None:
        """Take new primary keys from the sequence before the rows are written."""
        if not any(column.role is Role.ID for column in table.columns):
            return
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id'))"
                " FROM generate_series(1, %s)",
                [table.model._meta.db_table, len(rows)],
            )
            fresh = [key for (key,) in cursor.fetchall()]
        keys.update(zip((row["id"] for row in rows), fresh, strict=True))

    def _unfrozen(self, table: Table, row: Row):
        """Return the row as it may be written: what freezes it comes later."""
        rule = table.rule
        later: set[str] = set()
        if rule.frozen_by and row.get(rule.frozen_by):
            later = {rule.frozen_by, *rule.frozen_with, *rule.given}
        if rule.settle is not None:
            rule.settle(row)
        values = self._values(
            table, row, [one for one in table.columns if one.name not in later]
        )
        return table.model(**values)

    def _values(self, table: Table, row: Row, columns: Sequence[Column]) -> dict:
        return {
            column.field.attname: self._value(table, column, row[column.name])
            for column in columns
            if column.name in row
        }

    def _value(self, table: Table, column: Column, value: object) -> object:
        if value is None or column.role is Role.PLAIN:
            return read(column.field, value)
        if column.role is Role.ID:
            return self.keys[table.label][value]
        if column.role is Role.PERSON:
            return self.persons[value]
        return self.keys[column.target][value]

    def _freeze(self, table: Table) -> None:
        """Set what freezes the rows, one after the other in the order of the archive."""
        rule = table.rule
        names = {rule.frozen_by, *rule.frozen_with}
        columns = [one for one in table.columns if one.name in names]
        frozen = (row for row in self._rows(table) if row.get(rule.frozen_by))
        for rows in _batches(frozen, ""):
            found = [self._values(table, row, columns) for row in rows]
            keys = [self.keys[table.label][row["id"]] for row in rows]
            _update(table, columns, found, keys)
            if rule.given:
                _compare_given(table, rows, keys)


def _update(
    table: Table, columns: Sequence[Column], rows: Sequence[dict], keys: Sequence[int]
) -> None:
    quote = connection.ops.quote_name
    assigned = ", ".join(f"{quote(one.field.column)} = %s" for one in columns)
    name = quote(table.model._meta.db_table)
    statement = f"UPDATE {name} SET {assigned} WHERE id = %s"  # noqa: S608 - our names
    values = [
        [
            *(
                one.field.get_db_prep_save(row[one.field.attname], connection)
                for one in columns
            ),
            key,
        ]
        for row, key in zip(rows, keys, strict=True)
    ]
    with connection.cursor() as cursor:
        cursor.executemany(statement, values)


def _compare_given(table: Table, rows: Sequence[Row], keys: Sequence[int]) -> None:
    """What the database gave must be what the archive says: numbers of entries."""
    names = table.rule.given
    found = table.model.objects.in_bulk(keys)
    for row, key in zip(rows, keys, strict=True):
        if any(getattr(found[key], name) != row[name] for name in names):
            raise NotTheSame(f"{', '.join(names)} of {table.label} {row.get('uuid')}")


def _batches(rows: Iterator[Row], together: str) -> Iterator[list[Row]]:
    """Yield up to 1,000 rows at a time; those of one value of ``together`` in one."""
    if together:
        yield from _groups(rows, together)
        return
    while batch := list(islice(rows, BATCH)):
        yield batch


def _groups(rows: Iterator[Row], together: str) -> Iterator[list[Row]]:
    group: list[Row] = []
    for row in rows:
        if group and row[together] != group[-1][together]:
            yield group
            group = []
        group.append(row)
    if group:
        yield group
