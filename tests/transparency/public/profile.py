"""What Frictionless Data Package 1 demands of a tabular data package, written down here.

From specs.frictionlessdata.io: data-package, data-resource, tabular-data-resource,
table-schema, csv-dialect. The package ``frictionless`` checks the same and would bring some
twenty others with it.
"""

import csv
import io
import re
from datetime import date, datetime
from decimal import Decimal

NAME = {"type": "string", "pattern": r"^([-a-z0-9._/])+$"}
TEXT = {"type": "string", "minLength": 1}
BYTES = {"type": "integer", "minimum": 0}
HASH = {"type": "string", "pattern": r"^([^:]+:[a-fA-F0-9]+|[a-fA-F0-9]{32}|)$"}
# A path: no URL here, relative, never upwards.
PATH = {"type": "string", "pattern": r"^(?=^[^./~])(^((?!\.{2}).)*$).*$"}
MEDIATYPE = {"type": "string", "pattern": r"^(.+)/(.+)$"}
URL = {"type": "string", "pattern": r"^https?://"}
TYPES = ["date", "yearmonth", "datetime", "integer", "number", "boolean", "string"]

FIELD = {
    "type": "object",
    "required": ["name", "type"],
    "properties": {
        "name": TEXT,
        "type": {"enum": TYPES},
        "description": TEXT,
        "trueValues": {"type": "array", "minItems": 1, "items": {"type": "string"}},
        "falseValues": {"type": "array", "minItems": 1, "items": {"type": "string"}},
        "constraints": {
            "type": "object",
            "properties": {
                "required": {"type": "boolean"},
                "pattern": TEXT,
                "enum": {"type": "array", "minItems": 1, "uniqueItems": True},
            },
            "additionalProperties": False,
        },
    },
    "additionalProperties": False,
}
SCHEMA = {
    "type": "object",
    "required": ["fields"],
    "properties": {
        "fields": {"type": "array", "minItems": 1, "items": FIELD},
        "primaryKey": {
            "type": "array",
            "minItems": 1,
            "uniqueItems": True,
            "items": {"type": "string"},
        },
        "missingValues": {"type": "array", "items": {"type": "string"}},
    },
    "additionalProperties": False,
}
DIALECT = {
    "type": "object",
    "required": ["delimiter", "doubleQuote"],
    "properties": {
        "delimiter": TEXT,
        "doubleQuote": {"type": "boolean"},
        "lineTerminator": TEXT,
        "quoteChar": TEXT,
        "header": {"type": "boolean"},
    },
    "additionalProperties": False,
}
RESOURCE = {
    "type": "object",
    "required": ["name", "path", "schema", "profile"],
    "properties": {
        "profile": {"const": "tabular-data-resource"},
        "name": NAME,
        "path": PATH,
        "title": TEXT,
        "description": TEXT,
        "format": TEXT,
        "mediatype": MEDIATYPE,
        "encoding": TEXT,
        "bytes": BYTES,
        "hash": HASH,
        "dialect": DIALECT,
        "schema": SCHEMA,
    },
    "additionalProperties": False,
}
TABULAR_DATA_PACKAGE = {
    "type": "object",
    "required": ["profile", "resources"],
    "properties": {
        "profile": {"const": "tabular-data-package"},
        "name": NAME,
        "title": TEXT,
        "description": TEXT,
        "homepage": URL,
        "created": {
            "type": "string",
            "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$",
        },
        "licenses": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "anyOf": [{"required": ["name"]}, {"required": ["path"]}],
                "properties": {
                    "name": {"type": "string", "pattern": r"^([-a-zA-Z0-9._])+$"},
                    "path": URL,
                    "title": TEXT,
                },
            },
        },
        "contributors": {
            "type": "array",
            "minItems": 1,
            "items": {"type": "object", "required": ["title"]},
        },
        "resources": {"type": "array", "minItems": 1, "items": RESOURCE},
    },
}

# Table schema: what each type takes.
READ = {
    "date": date.fromisoformat,
    "yearmonth": lambda text: date.fromisoformat(f"{text}-01"),
    "datetime": lambda text: datetime.strptime(text, "%Y-%m-%dT%H:%M:%S%z"),
    "integer": int,
    "number": Decimal,
    "string": str,
}


def cells_that_are_wrong(resource, data):
    """Return what is not of its column, by name of column, as the standard reads a CSV."""
    schema = resource["schema"]
    header, *rows = csv.reader(io.StringIO(data.decode(), newline=""), strict=True)
    if header != [field["name"] for field in schema["fields"]]:
        return ["header"]
    wrong = [
        field["name"]
        for row in rows
        for field, cell in zip(schema["fields"], row, strict=True)
        if not is_of(field, cell, resource, key=schema.get("primaryKey", ()))
    ]
    places = [header.index(name) for name in schema.get("primaryKey", ())]
    keys = [tuple(row[place] for place in places) for row in rows]
    return wrong + ["primaryKey"] * (bool(places) and len(set(keys)) < len(keys))


def is_of(field, cell, resource, key):
    rules = field.get("constraints", {})
    if cell in resource["schema"]["missingValues"]:
        return not rules.get("required") and field["name"] not in key
    if "enum" in rules and cell not in rules["enum"]:
        return False
    if "pattern" in rules and not re.fullmatch(rules["pattern"], cell):
        return False
    if field["type"] == "boolean":
        return cell in field["trueValues"] + field["falseValues"]
    try:
        READ[field["type"]](cell)
    except (ArithmeticError, ValueError):
        return False
    return True
