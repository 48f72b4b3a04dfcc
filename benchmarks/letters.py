"""Making the letters of a call: processor time of each, and the memory of the worker."""

import json
import subprocess
import sys
import tempfile
from datetime import timedelta

from django.utils import timezone

from benchmarks import report
from benchmarks.building import draft, make_building
from buildings.models import Building
from buildings.services.letters import LETTERS_PER_STEP
from deploy.local.places import PROJECT
from finance import services
from koprogo.jobs.models import Job
from koprogo.tenancy import enter

LOTS = 182
TARGET_MILLISECONDS, TARGET_MEGABYTES = 120, 250


def run() -> None:
    """Have a process of its own make the letters of 182 lots, and print what it took."""
    building = make_building(LOTS, users=0).building
    job = _ordered(building)
    with tempfile.TemporaryDirectory() as files:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.letter_worker", str(job.pk), files],
            cwd=PROJECT,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    _print(json.loads(done.stdout))


def _ordered(building: Building) -> Job:
    with enter(building.pk, by=None):
        call = draft(due_on=timezone.localdate() + timedelta(days=30))
        services.issue_call(call, by=None)
        services.make_letters(call, by=None)
    return Job.objects.open().get(name="finance.make_letters")


def _print(found: dict[str, float]) -> None:
    letters = int(found["letters"])
    report.title(f"Letters: {letters} of a call, two pages each, as tagged PDF")
    report.facts(
        [
            ("first letter", f"{found['first_ms']:.0f} ms, libraries loaded with it"),
            ("processor", f"{found['cpu_ms'] / letters:.0f} ms for each letter"),
            ("time", f"{found['wall_ms'] / letters:.0f} ms for each letter"),
            ("size", f"{found['bytes'] / letters / 1000:.0f} kB for each letter"),
            ("worker", f"{found['before_mb']:.0f} MB at the start"),
            ("", f"{found['peak_mb']:.0f} MB at the most"),
        ]
    )
    report.note(
        f"Steps of {LETTERS_PER_STEP}, with files, rows and the ZIP; targets:"
        f" <= {TARGET_MILLISECONDS} ms of processor, <= {TARGET_MEGABYTES} MB."
    )
