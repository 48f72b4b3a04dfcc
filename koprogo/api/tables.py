"""Every list of the API as a file: CSV or XLSX, with the fields of its JSON as columns.

A column is named by the place of its value in the JSON: ``holding.code``. A list within
a row is JSON again, unless it is that whose entries are the lines of the file.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import reduce
from typing import Any

from drf_spectacular.drainage import get_override
from rest_framework import serializers
from rest_framework.renderers import JSONRenderer

from koprogo.api.fields import Money
from koprogo.ui.exports import CSV, XLSX, Cell, Table

Path = tuple[str, ...]


class CsvRenderer(JSONRenderer):
    """Offers a list as CSV. Rendered by it are problems only, and they stay JSON."""

    media_type = "text/csv"
    format = CSV


class XlsxRenderer(JSONRenderer):
    """The same for XLSX."""

    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    format = XLSX


RENDERERS = (CsvRenderer, XlsxRenderer)


def table_of(
    shape: type[serializers.Serializer],
    rows: Iterable[Mapping[str, Any]],
    *,
    name: str,
    lines: str = "",
) -> Table:
    """Return plain ``rows`` of ``shape`` as a table called ``name``.

    ``lines``: the list in each row whose entries are the lines; without any, one line.
    """
    columns = list(_columns(shape(), lines=lines))
    if lines:
        rows = [row | {lines: one} for row in rows for one in row[lines] or [None]]
    return Table(
        name,
        name,
        [".".join(path) for path, _field in columns],
        [[_cell(_value(row, path), field) for path, field in columns] for row in rows],
    )


def _columns(
    serializer: serializers.Serializer, *, lines: str = "", above: Path = ()
) -> Iterator[tuple[Path, serializers.Field]]:
    """Yield the place and the field of each single value, as they are described."""
    for name, field in serializer.fields.items():
        shown = _described(serializer, field)
        if name == lines:
            shown = shown.child
        if isinstance(shown, serializers.Serializer):
            yield from _columns(shown, above=(*above, name))
        else:
            yield (*above, name), shown


def _described(serializer, field) -> serializers.Field:
    """Return a field; what its method says that it gives, if a method gives it."""
    if isinstance(field, serializers.SerializerMethodField):
        said = get_override(getattr(serializer, field.method_name), "field")
        if isinstance(said, serializers.BaseSerializer | serializers.Field):
            return said
    return field


def _value(row: Mapping[str, Any], path: Path):
    return reduce(lambda found, name: found and found[name], path, row)


def _cell(value, field: serializers.Field) -> Cell:
    if value is None:
        return None
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    match field:
        case Money():
            return Decimal(value)
        case serializers.DateField():
            return date.fromisoformat(value)
        case serializers.DateTimeField():
            return datetime.fromisoformat(value)
    return value
