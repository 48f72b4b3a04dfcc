"""The data package of the public figures: what is downloaded, and how it is described.

``files_of`` gives all files by name, ``zipped`` puts them into one; the same tables give the
same bytes. ``catalogue`` describes them for catalogues of open data. Pure, but for reading
the program that it hands out from where this file lies.

Standards: Frictionless Data Package 1, profile tabular-data-package
(specs.frictionlessdata.io); DCAT 2 as JSON-LD (w3.org/TR/vocab-dcat-2).
"""

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from transparency.public import cells
from transparency.public.figures import Figures
from transparency.public.months import QUARTER
from transparency.public.tables import BY_NAME, Column, Table, Tables

ZIP = "figures.zip"
FIGURES = "figures.json"
DESCRIPTION = "datapackage.json"
README = "README.txt"
PROGRAM = "rederive.py"

LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}

_ROOT = Path(__file__).resolve().parents[2]
#: with what the program computes, in the zip as it lies here
_MODULES = (
    *("transparency/__init__.py", "transparency/accounts.py", "transparency/tariff.py"),
    "transparency/public/__init__.py",
    *(
        f"transparency/public/{name}.py"
        for name in (
            *("cells", "derivation", "figures", "footprint"),
            *("months", "rows", "tables"),
        )
    ),
)

#: how a type is called in a table schema; what more it says
_FIELDS: Mapping[str, dict[str, object]] = {
    "date": {"type": "date"},
    "month": {"type": "yearmonth"},
    "quarter": {"type": "string"},
    "moment": {"type": "datetime"},
    "integer": {"type": "integer"},
    "decimal": {"type": "number"},
    "string": {"type": "string"},
    "boolean": {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]},
}
_PATTERNS = {"quarter": QUARTER.pattern}

_MEDIA = {".csv": "text/csv", ".json": "application/json", ".zip": "application/zip"}


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who publishes. ``page``: the address of the public page."""

    name: str
    page: str


def files_of(
    tables: Tables, figures: Figures, *, publisher: Publisher
) -> dict[str, bytes]:
    """Return every file of the package by its path, datapackage.json the last.

    ``figures``: those that were derived from ``tables``.

    Raises:
        TwiceTheSame: two rows of a table have the same key.
        WrongTable: a cell is not of its column.
    """
    csvs = cells.files(tables)
    others = {
        FIGURES: figures.to_json(),
        README: _readme(publisher, figures),
        **_program(),
    }
    described = _description(csvs, others, publisher, figures)
    return {**csvs, **others, DESCRIPTION: described}


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return the files as a zip: the same files give the same bytes, anywhere."""
    target = io.BytesIO()
    with ZipFile(target, "w", ZIP_STORED) as archive:
        for name in sorted(files):
            entry = ZipInfo(name)  # 1 January 1980
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, files[name])
    return target.getvalue()


@cache
def _program() -> dict[str, bytes]:
    beside = {PROGRAM: (Path(__file__).parent / PROGRAM).read_bytes()}
    return beside | {name: (_ROOT / name).read_bytes() for name in _MODULES}


# The description


def _description(
    csvs: Mapping[str, bytes],
    others: Mapping[str, bytes],
    publisher: Publisher,
    figures: Figures,
) -> bytes:
    return _json(
        {
            "profile": "tabular-data-package",
            "name": "open-figures",
            "title": f"{publisher.name}: open figures",
            "description": "Tariff, accounts, participants and goals, as tables. "
            "Every figure of the public page follows from them.",
            "homepage": publisher.page,
            "created": figures.as_of,
            "licenses": [LICENCE],
            "contributors": [{"title": publisher.name, "role": "publisher"}],
            "resources": [
                _resource(BY_NAME[name.removesuffix(".csv")], name, data)
                for name, data in csvs.items()
            ],
            # Not tables, so no resources of this profile.
            "others": [{"path": name, **_size(data)} for name, data in others.items()],
        }
    )


def _resource(table: Table, name: str, data: bytes) -> dict[str, object]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": name,
        "title": table.title,
        "description": table.text,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\r\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
        },
        **_size(data),
        "schema": _schema(table),
    }


def _size(data: bytes) -> dict[str, object]:
    return {"bytes": len(data), "hash": f"sha256:{cells.sha256(data)}"}


def _schema(table: Table) -> dict[str, object]:
    schema: dict[str, object] = {
        "fields": [_field(column) for column in table.columns()],
        "missingValues": [""],
    }
    return schema | ({"primaryKey": list(table.key)} if table.key else {})


def _field(column: Column) -> dict[str, object]:
    rules: dict[str, object] = {}
    if column.required:
        rules["required"] = True
    if column.choices:
        rules["enum"] = list(column.choices)
    if column.type in _PATTERNS:
        rules["pattern"] = _PATTERNS[column.type]
    about = {"name": column.name, "description": column.text}
    return about | _FIELDS[column.type] | ({"constraints": rules} if rules else {})


def _json(value: object) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, indent=1)}\n".encode()


def _readme(publisher: Publisher, figures: Figures) -> bytes:
    text = f"""{publisher.name}: open figures, as of {figures.as_of}
{publisher.page}

*.csv             the published tables; datapackage.json says what each column means
figures.json      every figure of the public page
rederive.py       derives every figure again from the tables, and compares
transparency/     what it computes with

    python rederive.py

It needs Python 3.11 or later and nothing else, and no network. It ends with "All agrees.",
or lists each difference. The digest of datapackage.json that it prints is the one on the
public page.

An empty cell is unknown, or hidden because fewer than five stand for it. A text that a
spreadsheet would run as a formula has an apostrophe before it.

Figures: {LICENCE["name"]}. Program: AGPL-3.0-only.
"""
    return text.encode()


# For catalogues


def catalogue(
    files: Mapping[str, bytes],
    *,
    publisher: Publisher,
    figures: Figures,
    address: Callable[[str], str],
) -> bytes:
    """Return the DCAT description as JSON-LD.

    ``files``: those that can be downloaded, the zip too; ``address``: the URL of one.
    """
    return _json(
        {
            "@context": {
                "dcat": "http://www.w3.org/ns/dcat#",
                "dct": "http://purl.org/dc/terms/",
                "foaf": "http://xmlns.com/foaf/0.1/",
                "spdx": "http://spdx.org/rdf/terms#",
                "xsd": "http://www.w3.org/2001/XMLSchema#",
            },
            "@id": publisher.page,
            "@type": "dcat:Dataset",
            "dct:title": _english(f"{publisher.name}: open figures"),
            "dct:description": _english(
                "Tariff, accounts, participants and goals of an association that "
                "runs a platform for co-ownerships in Belgium."
            ),
            "dct:publisher": {"@type": "foaf:Agent", "foaf:name": publisher.name},
            "dct:license": {"@id": LICENCE["path"]},
            "dct:modified": {"@type": "xsd:dateTime", "@value": figures.as_of},
            "dct:spatial": {
                "@id": "http://publications.europa.eu/resource/authority/country/BEL"
            },
            "dcat:landingPage": {"@id": publisher.page},
            "dcat:keyword": [_english("co-ownership"), _english("open accounts")],
            "dcat:distribution": [
                _distribution(name, data, address(name), publisher.page)
                for name, data in files.items()
                if Path(name).suffix in _MEDIA
            ],
        }
    )


def _english(text: str) -> dict[str, str]:
    return {"@language": "en", "@value": text}


def _distribution(name: str, data: bytes, url: str, page: str) -> dict[str, object]:
    table = BY_NAME.get(Path(name).stem)
    media = f"https://www.iana.org/assignments/media-types/{_MEDIA[Path(name).suffix]}"
    return {
        "@id": url,
        "@type": "dcat:Distribution",
        "dct:title": _english(table.title if table else name),
        "dct:license": {"@id": LICENCE["path"]},
        "dcat:accessURL": {"@id": page},
        "dcat:downloadURL": {"@id": url},
        "dcat:mediaType": {"@id": media},
        "dcat:byteSize": {
            "@type": "xsd:nonNegativeInteger",
            "@value": str(len(data)),
        },
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {
                "@type": "xsd:hexBinary",
                "@value": cells.sha256(data),
            },
        },
    }
