"""Turn pyproject.toml and uv.lock into pip's files, for machines without uv.

``python deploy/requirements.py FOLDER`` writes ``requirements.txt`` (what the project
asks for, with the development group) and ``constraints.txt`` (the locked versions).
It runs before anything is installed: standard library only.
"""

import sys
import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]


def requirements(pyproject: dict) -> list[str]:
    """Return the dependencies of the project and of its development group."""
    return pyproject["project"]["dependencies"] + pyproject["dependency-groups"]["dev"]


def constraints(lock: dict) -> list[str]:
    """Return ``name==version`` of every locked package that has one version."""
    versions: dict[str, set[str]] = {}
    for package in lock["package"]:
        if "registry" in package["source"]:
            versions.setdefault(package["name"], set()).add(package["version"])
    return [f"{name}=={v.pop()}" for name, v in versions.items() if len(v) == 1]


def main(folder: Path) -> None:
    pyproject = tomllib.loads((PROJECT / "pyproject.toml").read_text())
    lock = tomllib.loads((PROJECT / "uv.lock").read_text())
    for name, lines in (
        ("requirements.txt", requirements(pyproject)),
        ("constraints.txt", constraints(lock)),
    ):
        (folder / name).write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
