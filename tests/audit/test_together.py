"""Writers and sealers at the same moment, slow ones, and a sealer that is killed."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

import pytest
from django.conf import settings
from django.db import connection, transaction

from koprogo.audit.models import AuditEvent, AuditLeaf, AuditSeal, Unsealed
from koprogo.audit.queries import verify
from koprogo.audit.services import record, seal
from koprogo.audit.tasks import seal_all
from koprogo.tenancy import enter
from tests import cast, databases
from tests.together import PATIENCE, at_once


@pytest.fixture
def tenant_id(own_database):
    """Les Acacias in a database of its own; nobody entered."""
    return cast.tenant().pk


def act(tenant_id):
    with enter(tenant_id, by=None):
        return record("lot.changed", target=cast.lot("A"), by=None).pk


def all_sealed_once(tenant_id):
    """Seal the rest; every event has its place, and the chain is sound."""
    seal_all()
    with enter(tenant_id, by=None):
        verdict = verify()
        assert (verdict.broken, verdict.waiting) == (None, 0)
        assert verdict.events == AuditEvent.objects.count() == AuditLeaf.objects.count()


def test_writers_and_sealers_at_once(tenant_id):
    """Four people record 15 acts each while three workers seal all the time."""

    def work(which):
        for _ in range(15):
            act(tenant_id) if which < 4 else seal_all()

    at_once(7, work)
    all_sealed_once(tenant_id)


@contextmanager
def slow_transaction(tenant_id):
    """Somebody records an act and has not committed until the block is left."""
    written, go_on = Event(), Event()

    def work():
        try:
            with enter(tenant_id, by=None):
                pk = record("lot.changed", target=cast.lot("B"), by=None).pk
                written.set()
                assert go_on.wait(timeout=PATIENCE)
            return pk
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as thread:
        late = thread.submit(work)
        assert written.wait(timeout=PATIENCE)
        try:
            yield late
        finally:
            go_on.set()


def test_an_event_that_commits_late_is_in_the_next_seal(tenant_id):
    with slow_transaction(tenant_id) as late:
        quick = act(tenant_id)
        assert seal_all() == 4
    assert late.result() < quick
    with enter(tenant_id, by=None):
        assert list(Unsealed.objects.values_list("pk", flat=True)) == [late.result()]
        assert verify().broken is None
    assert seal_all() == 1
    with enter(tenant_id, by=None):
        leaf = AuditLeaf.objects.select_related("seal").get(pk=late.result())
        assert (leaf.seal.number, leaf.seal.count) == (2, 1)
    all_sealed_once(tenant_id)


def test_whoever_writes_does_not_wait_for_the_sealer(tenant_id):
    """The sealer holds its lock while somebody records an act and commits it."""
    with enter(tenant_id, by=None):
        assert seal() is not None
        [pk] = at_once(1, lambda _: act(tenant_id))
    with enter(tenant_id, by=None):
        assert list(Unsealed.objects.filter(tenant=tenant_id)) == [Unsealed(pk)]


def test_a_second_sealer_goes_away(tenant_id):
    def try_to_seal(_):
        with enter(tenant_id, by=None):
            return seal()

    with enter(tenant_id, by=None):
        assert seal() is not None
        assert at_once(1, try_to_seal) == [None]
        assert at_once(1, lambda _: seal_all()) == [3]  # the other three tenants
    all_sealed_once(tenant_id)


def test_a_sealer_that_fails_at_the_last_moment_leaves_nothing(tenant_id):
    with enter(tenant_id, by=None), transaction.atomic():
        assert seal() is not None
        transaction.set_rollback(True)
    with enter(tenant_id, by=None):
        assert (AuditSeal.objects.count(), AuditLeaf.objects.count()) == (0, 0)
        assert Unsealed.objects.filter(tenant=tenant_id).count() == (
            AuditEvent.objects.count()
        )
    all_sealed_once(tenant_id)


KILLED = """
import django; django.setup()
from koprogo.audit.services import seal
from koprogo.tenancy import enter
with enter({tenant}, by=None):
    assert seal() is not None
    print("sealed", flush=True)
    input()
"""


def test_a_sealer_that_is_killed_leaves_nothing(own_database, tenant_id):
    """A process of its own, kill -9 between the last statement and the commit."""
    url = databases.database_url(os.environ["DATABASE_URL"], name=own_database)
    with subprocess.Popen(
        [sys.executable, "-c", KILLED.format(tenant=tenant_id)],
        cwd=settings.BASE_DIR,
        env={
            **os.environ,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "koprogo.settings.test",
        },
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as worker:
        assert worker.stdout.readline() == "sealed\n"
        worker.send_signal(signal.SIGKILL)
    with enter(tenant_id, by=None):
        assert (AuditSeal.objects.count(), AuditLeaf.objects.count()) == (0, 0)
    all_sealed_once(tenant_id)
