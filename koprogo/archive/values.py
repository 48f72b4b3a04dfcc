"""Values of fields as an archive writes them: exact, the same on every installation."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BooleanField,
    DateField,
    DateTimeField,
    DecimalField,
    Field,
    IntegerField,
    JSONField,
)

from koprogo.ui.exports import FORMULA

__all__ = ["MOMENT", "as_cell", "kind_of", "read", "write"]

MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"
# Types of Frictionless Table Schema, the narrower first.
KINDS: Mapping[type[Field], str] = {
    BooleanField: "boolean",
    DateTimeField: "datetime",
    DateField: "date",
    DecimalField: "number",
    IntegerField: "integer",
    ArrayField: "array",
    JSONField: "object",
}


def write(value: object) -> object:
    """Return a value of a field as JSON has it: amounts, days and moments as text."""
    match value:
        case datetime():
            return value.astimezone(UTC).strftime(MOMENT)
        case date():
            return value.isoformat()
        case Decimal() | UUID():
            return str(value)
    return value


def read(field: Field, value: object) -> object:
    """Return what ``write`` was given.

    Raises:
        ValueError, TypeError, ValidationError: it is no value of this field.
    """
    if value is None or isinstance(field, JSONField | ArrayField):
        return value
    return field.to_python(value)


def as_cell(value: object) -> str:
    """Return a value of a field as CSV has it; text is never run as a formula."""
    match value:
        case None:
            return ""
        case bool() | list() | dict():
            return json.dumps(value, ensure_ascii=False, default=str)
        case str():
            return f"'{value}" if value.startswith(FORMULA) else value
    return str(write(value))


def kind_of(field: Field) -> str:
    """Return the type of a column for whoever reads the CSV."""
    kinds = (kind for cls, kind in KINDS.items() if isinstance(field, cls))
    return next(kinds, "string")
