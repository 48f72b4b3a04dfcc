#!/usr/bin/env python3
"""Derives every published figure again from the tables, and compares.

    python rederive.py             the folder in which it lies
    python rederive.py FOLDER      another folder with the unpacked files
    python rederive.py FILE.zip    the package as it was downloaded

It needs Python 3.11 or later and nothing else: no network, nothing to install. What it
computes with lies in the folder ``transparency`` beside it, to be read.

It ends with "All agrees." and 0, or with a list of the differences and 1. The digest that
it prints of datapackage.json is that of the public page: who alters all the files so that
they agree with each other, cannot alter that one.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from zipfile import BadZipFile
from zipfile import Path as ZipPath

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent))

from transparency.public.cells import WrongTable, from_files, sha256
from transparency.public.derivation import derive
from transparency.public.tables import TwiceTheSame

DESCRIPTION = "datapackage.json"
FIGURES = "figures.json"


def main(arguments: list[str]) -> int:
    """Print what was found; return 0 if all agrees, 1 if not."""
    where = Path(arguments[0]) if arguments else Path(__file__).resolve().parent
    try:
        differences = list(compare(read(where)))
    except (BadZipFile, OSError) as error:
        differences = [f"{where} cannot be read: {error}"]
    except (LookupError, TypeError, ValueError) as error:
        differences = [f"not whole: {error!r}"]
    for one in differences:
        say(f"DIFFERENCE {one}")
    say("Something differs." if differences else "All agrees.")
    return 1 if differences else 0


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def read(where: Path) -> dict[str, bytes]:
    """Return the files of a folder or of a zip, by name: those that it describes.

    Raises:
        OSError: it is not there, or not to be read.
        BadZipFile: it is neither folder nor zip.
    """
    inside = where if where.is_dir() else ZipPath(where)
    described = (inside / DESCRIPTION).read_bytes()
    files = {DESCRIPTION: described}
    for one in each_file(described):
        if (inside / one["path"]).is_file():
            files[one["path"]] = (inside / one["path"]).read_bytes()
    return files


def each_file(described: bytes) -> list[dict[str, str]]:
    """Return what datapackage.json says of each file."""
    found = json.loads(described)
    return [*found["resources"], *found["others"]]


def compare(files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield each difference: of the files, then of the figures."""
    say(f"{DESCRIPTION}: sha256 {sha256(files[DESCRIPTION])}")
    yield from compare_files(files)
    if FIGURES in files:
        yield from compare_figures(files, json.loads(files[FIGURES]))


def compare_files(files: Mapping[str, bytes]) -> Iterator[str]:
    """Yield each file that is not the one that datapackage.json describes."""
    for one in each_file(files[DESCRIPTION]):
        name = one["path"]
        if name not in files:
            yield f"{name} is missing"
        elif one["hash"] != f"sha256:{sha256(files[name])}":
            yield f"{name} is not the file that {DESCRIPTION} describes"


def compare_figures(
    files: Mapping[str, bytes], published: dict[str, str]
) -> Iterator[str]:
    """Yield each figure that does not follow from the tables."""
    today, as_of = date.fromisoformat(published["today"]), published["as_of"]
    try:
        derived = derive(from_files(files), today=today, as_of=as_of)
    except (TwiceTheSame, WrongTable) as error:
        yield str(error)
        return
    yield from unlike("", published, json.loads(derived.to_json()))


def unlike(path: str, published: Any, derived: Any) -> Iterator[str]:
    """Yield where two values differ: ``months.3.costs: published …, derived …``."""
    if isinstance(published, list) and isinstance(derived, list):
        published, derived = dict(enumerate(published)), dict(enumerate(derived))
    if isinstance(published, dict) and isinstance(derived, dict):
        for name in {**published, **derived}:
            below = f"{path}.{name}".lstrip(".")
            yield from unlike(below, published.get(name), derived.get(name))
    elif published != derived:
        yield f"{path}: published {published}, derived {derived}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
