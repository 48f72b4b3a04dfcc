"""kill -9 in the middle of a long import, and an empty broker: it is booked once."""

import signal
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone

from finance.models import BankMovement, BankStatement, Payment
from finance.services.bank_import import import_file, places_here
from koprogo.jobs import services as jobs
from koprogo.jobs.models import Job
from koprogo.ledger.models import Entry
from koprogo.ledger.queries import account_balances, findings
from koprogo.tenancy import enter
from tests import cast
from tests.finance.banking.statements import (
    RESERVE,
    coda,
    moved,
    statement,
    states,
    vcs,
)
from tests.finance.factories import issued
from tests.workers import wait_for, worker

PATIENCE = 120  # seconds
SETTINGS = {"DJANGO_SETTINGS_MODULE": "tests.finance.letter_worker_settings"}
MANY = 3_000


@pytest.fixture
def files(tmp_path, settings):
    """A folder that workers and test share."""
    settings.MEDIA_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    }
    return tmp_path


def is_writing():
    """Whether another connection of this database writes movements of the bank."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND state <> 'idle' AND query ~ %s",
            ["ledger_post|ledger_line|finance_bankmovement"],
        )
        return cursor.fetchone()[0] > 0


def test_a_worker_is_killed_and_another_finishes(own_database, files, broker):
    with enter(cast.tenant().pk, by=None):
        issued(due_in=0)
        paid = [moved("1.00", vcs=vcs("H1")) for _ in range(MANY)]
        long = statement(*paid, number="1")
        short = statement(moved("5.00"), iban=RESERVE, number="2")
        results = import_file(coda(short, long), places=places_here(), by=None)
        assert states(results) == ["imported", "waiting"]
    job = Job.objects.get(name="finance.import_statements")
    environment = SETTINGS | {"MEDIA_ROOT": str(files)}

    with worker(own_database, broker, **environment) as process:
        wait_for(is_writing, seconds=PATIENCE)
        process.send_signal(signal.SIGKILL)
        assert process.wait() == -signal.SIGKILL
    wait_for(lambda: not is_writing(), seconds=PATIENCE)
    with enter(cast.tenant().pk, by=None):
        assert BankMovement.objects.filter(amount=1).count() == 0
    job.refresh_from_db()
    assert job.is_open

    broker.empty()
    jobs.publish_due(now=timezone.now() + timedelta(hours=1))
    with worker(own_database, broker, **environment):
        wait_for(lambda: not Job.objects.get(pk=job.pk).is_open, seconds=PATIENCE)
    job.refresh_from_db()
    assert (job.finished_at is not None, job.done) == (True, job.total)
    with enter(cast.tenant().pk, by=None):
        assert BankStatement.objects.count() == 2
        assert Payment.objects.count() == MANY
        assert Entry.objects.filter(source__startswith="bank:").count() == MANY + 1
        assert account_balances("551", "550") == {
            "551": Decimal(MANY),
            "550": Decimal("5.00"),
        }
        assert findings() == []
