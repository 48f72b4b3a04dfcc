"""kill -9 in the middle of many letters, and an empty broker: each is made once."""

import io
import signal
import zipfile
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from buildings import services as buildings
from buildings.models import Building, Firm
from buildings.services import letters
from buildings.services.imports import apply_import, upload_tables
from finance.models import CallDocument, CallLetter, LetterRun
from koprogo.documents.models import File
from koprogo.documents.services import read
from koprogo.jobs import services as jobs
from koprogo.jobs.models import Job
from koprogo.tenancy import enter
from tests.finance.factories import issued
from tests.workers import wait_for, worker

PATIENCE = 240  # seconds; a letter takes a tenth of one on a machine at rest
SETTINGS = {"DJANGO_SETTINGS_MODULE": "tests.finance.letter_worker_settings"}


@pytest.fixture
def files(tmp_path, settings):
    """A folder that workers and test share."""
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    }
    return tmp_path


def large_building(lots: int) -> Building:
    """A building of so many lots, each with its own holder, that Lambert runs."""
    building = buildings.create_building(
        name="Large",
        slug="large",
        deed_total=lots,
        kbo="0999001416",
        working_iban="BE85999001400106",
        by=None,
    )
    heading = "lot;shares;owner code;owner;language;from"
    lines = (f"{n};1;p{n};Peeters An;nl;2020-01-01" for n in range(1, lots + 1))
    table = "\n".join([heading, *lines]).encode()
    today = timezone.localdate()
    with enter(building.pk, by=None):
        apply_import(upload_tables([("building.csv", table)], by=None), by=None)
        buildings.start_mandate(
            building,
            firm=Firm.objects.get(name="Lambert Syndic"),
            since=today - timedelta(days=1),
            until=today + timedelta(days=1),
            by=None,
        )
    return building


def stored(folder: Path) -> int:
    return sum(path.is_file() for path in folder.rglob("*"))


@pytest.mark.parametrize(
    ("lots", "steps"), [(55, 1), pytest.param(182, 3, marks=pytest.mark.matrix)]
)
def test_a_worker_is_killed_and_another_finishes(
    own_database, files, broker, lots, steps
):
    """After so many steps; the last one is not full."""
    building = large_building(lots)
    made_before = steps * letters.LETTERS_PER_STEP
    with enter(building.pk, by=None):
        call = issued()
        letters.make_letters(call, by=None)
    job = Job.objects.get(name="finance.make_letters")
    environment = SETTINGS | {"MEDIA_ROOT": str(files)}

    with worker(own_database, broker, **environment) as process:
        # In the next step: some letters of it are written, none is committed.
        wait_for(lambda: stored(files) >= made_before + 3, seconds=PATIENCE)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    with enter(building.pk, by=None):
        made = list(CallLetter.objects.order_by("pk").values_list("pk", "file"))
        assert len(made) == made_before
    job.refresh_from_db()
    assert (job.is_open, job.done) == (True, made_before)

    broker.empty()
    jobs.publish_due(now=timezone.now() + timedelta(hours=1))
    with worker(own_database, broker, **environment):
        wait_for(lambda: not Job.objects.get(pk=job.pk).is_open, seconds=PATIENCE)
    job.refresh_from_db()
    assert (job.finished_at is not None, job.done, job.total) == (True, lots, lots)
    with enter(building.pk, by=None):
        found = CallLetter.objects.order_by("pk")
        assert list(found.values_list("pk", "file")[: len(made)]) == made
        assert sorted(found.values_list("document", flat=True)) == sorted(
            CallDocument.objects.values_list("pk", flat=True)
        )
        pdfs = File.objects.filter(content_type="application/pdf")
        assert set(pdfs.values_list("pk", flat=True)) == {one.file_id for one in found}
        assert all(read(one.file).startswith(b"%PDF-") for one in found)
        with zipfile.ZipFile(io.BytesIO(read(LetterRun.objects.get().zip))) as archive:
            assert len(archive.namelist()) == lots
