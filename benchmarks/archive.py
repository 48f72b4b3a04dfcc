"""An archive of buildings of three sizes and of the demo: out, and in elsewhere."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from django.core.management import call_command

from benchmarks import report
from benchmarks.building import Made
from benchmarks.database import refresh_statistics
from deploy.local.database import database_url
from deploy.local.places import PROJECT
from finance.demo.bellevue import BELLEVUE
from tests import databases

Figures = Mapping[str, float]


def run(made: Mapping[int, Made]) -> None:
    """Have processes of their own write each archive and bring it in, and print it."""
    call_command("load_demo", verbosity=0)
    refresh_statistics()
    demo = BELLEVUE.tables.deed["slug"]
    slugs = {f"{lots:,} lots": one.building.slug for lots, one in made.items()}
    found = {
        name: _there_and_back(slug) for name, slug in [*slugs.items(), (demo, demo)]
    }
    _print(found)
    for what in ("out", "in"):
        seconds = {
            int(found[name][what]["rows"]): found[name][what]["seconds"]
            for name in slugs
        }
        report.note(
            f"Log-log slope over the rows, {what}: {report.slope(seconds):.2f}."
        )


def _there_and_back(slug: str) -> dict[str, Figures]:
    name = f"koprogo_bench_elsewhere_{os.getpid()}"
    elsewhere = database_url(os.environ["DATABASE_URL"], name=name)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.zip"
        found = {"out": _worker("out", slug, path, os.environ["DATABASE_URL"])}
        databases.clone(databases.migrated_template(), name)
        try:
            found["in"] = _worker("in", slug, path, elsewhere)
        finally:
            databases.drop(name)
    return found


def _worker(what: str, slug: str, path: Path, database: str) -> Figures:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.archive_worker", what, slug, path],
        cwd=PROJECT,
        env=os.environ | {"DATABASE_URL": database},
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return json.loads(done.stdout)


def _print(found: Mapping[str, Mapping[str, Figures]]) -> None:
    report.title("Archive: everything of a building as a signed ZIP, and in elsewhere")
    report.table(
        [
            ("building", "rows", "MB", "out s", "peak MB", "in s", "peak MB"),
            *(
                (
                    name,
                    f"{one['out']['rows']:,.0f}",
                    f"{one['out']['bytes'] / 1_000_000:.1f}",
                    *(
                        figure
                        for what in ("out", "in")
                        for figure in (
                            f"{one[what]['seconds']:.1f}",
                            f"{one[what]['peak_mb']:.0f}",
                        )
                    ),
                )
                for name, one in found.items()
            ),
        ]
    )
    before = next(iter(found.values()))["out"]["before_mb"]
    report.note(f"A process has {before:.0f} MB before it begins.")
