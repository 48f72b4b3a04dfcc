"""A long step: it reads one moment, and holds up nobody."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from koprogo.jobs import services
from koprogo.jobs.models import Job
from koprogo.jobs.services import DONE, enqueue, publish_due, run_step
from tests.sql import rows
from tests.together import PATIENCE

levels = []


@services.step("tests.moment", snapshot=True)
def moment(job):
    levels.extend(level for (level,) in rows("SHOW transaction_isolation"))
    return DONE


@pytest.fixture
def published(own_database, monkeypatch):
    """What reaches the broker, which these tests have none of."""
    sent = []
    monkeypatch.setattr(
        "koprogo.celery.app.send_task",
        lambda name, arguments, retry: sent.append((name, *arguments)),
    )
    return sent


def test_what_somebody_is_at_holds_up_nobody(published):
    at_work, waiting = (
        enqueue("tests.moment", tenant_id=None, by=None) for _each in range(2)
    )
    published.clear()

    def publish_meanwhile():
        many = publish_due(now=waiting.due_at)
        connection.close()
        return many

    with transaction.atomic(), ThreadPoolExecutor(1) as threads:
        Job.objects.select_for_update().get(pk=at_work.pk)
        assert threads.submit(publish_meanwhile).result(timeout=PATIENCE) == 1
    assert published == [("jobs.run", waiting.pk)]


def test_a_step_may_read_one_moment(published):
    wanted = enqueue("tests.moment", tenant_id=None, by=None)
    assert run_step(wanted.pk) is DONE
    assert levels == ["repeatable read"]
    wanted.refresh_from_db()
    assert wanted.finished_at is not None
