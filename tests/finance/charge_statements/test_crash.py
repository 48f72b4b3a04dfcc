"""kill -9 in the middle of computing and of the letters: all of it is there, once."""

import signal
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection, transaction
from django.utils import timezone

from buildings.models import Holding
from buildings.services.letters import LONG_LETTERS_PER_STEP as LETTERS_PER_STEP
from buildings.services.letters import make_letters as order_letters
from finance.models import ChargeLetter, ChargeLetterRun, ChargePiece
from finance.services import charge_computing
from koprogo.documents.models import File
from koprogo.documents.services import read
from koprogo.jobs import services as jobs
from koprogo.jobs.models import Job
from koprogo.tenancy import enter
from tests import cast
from tests.finance.charge_statements.books import cost, drafted, posted
from tests.finance.test_letters_crash import PATIENCE, SETTINGS, large_building, stored
from tests.workers import wait_for, worker

LATER = timedelta(hours=1)


def somebody_waits():
    """Whether another session waits for what this one holds."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks"
            " WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
        )
        return cursor.fetchone()[0] > 0


def test_a_worker_is_killed_while_it_computes(own_database, broker, monkeypatch):
    """It has written pieces and waits for a holder that somebody else holds."""
    monkeypatch.setattr(charge_computing, "MOST_AT_ONCE", 3)
    inside = partial(enter, cast.tenant().pk, by=None)
    with inside():
        cost("1000.01")
        statement = drafted()
        charge_computing.start_computing(statement, by=None)
    job = Job.objects.get()
    with worker(own_database, broker) as process, inside(), transaction.atomic():
        list(Holding.objects.select_for_update())
        wait_for(somebody_waits, seconds=PATIENCE)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    with inside():
        assert not ChargePiece.objects.exists()
    job.refresh_from_db()
    assert job.is_open

    broker.empty()
    jobs.publish_due(now=timezone.now() + LATER)
    with worker(own_database, broker):
        wait_for(lambda: not Job.objects.get(pk=job.pk).is_open, seconds=PATIENCE)
    with inside():
        statement.refresh_from_db()
        assert statement.computed_at is not None
        assert (statement.pieces.count(), statement.costs.count()) == (4, 1)
        assert sum(statement.costs.get().cents) == 100_001


@pytest.fixture
def files(tmp_path, settings):
    """A folder that workers and test share."""
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    }
    return tmp_path


def test_a_worker_is_killed_while_it_writes_letters(own_database, files, broker):
    lots = LETTERS_PER_STEP + 10
    building = large_building(lots)
    with enter(building.pk, by=None):
        cost("1000.00")
        order_letters(posted(), by=None)
    job = Job.objects.get(name="finance.make_charge_letters")
    environment = SETTINGS | {"MEDIA_ROOT": str(files)}
    with worker(own_database, broker, **environment) as process:
        # In the second step: some letters of it are written, none is committed.
        wait_for(lambda: stored(files) >= LETTERS_PER_STEP + 3, seconds=PATIENCE)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    with enter(building.pk, by=None):
        made = list(ChargeLetter.objects.order_by("pk").values_list("pk", "file"))
        assert len(made) == LETTERS_PER_STEP

    broker.empty()
    jobs.publish_due(now=timezone.now() + LATER)
    with worker(own_database, broker, **environment):
        wait_for(lambda: not Job.objects.get(pk=job.pk).is_open, seconds=PATIENCE)
    with enter(building.pk, by=None):
        found = ChargeLetter.objects.order_by("pk")
        assert list(found.values_list("pk", "file")[: len(made)]) == made
        assert found.count() == found.values("document").distinct().count() == lots
        pdfs = File.objects.filter(content_type="application/pdf")
        assert set(pdfs.values_list("pk", flat=True)) == {one.file_id for one in found}
        assert all(read(one.file).startswith(b"%PDF-") for one in found)
        assert ChargeLetterRun.objects.get().zip is not None
