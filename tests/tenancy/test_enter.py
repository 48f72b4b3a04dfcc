"""One tenant at a time, for one transaction, and nothing stays behind."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import DatabaseError, connection, transaction

from buildings.models import Lot
from koprogo.ledger.tasks import verify_all
from koprogo.tenancy import NoTenant, current_tenant_id, enter
from koprogo.tenancy.context import SwallowedError
from tests import cast
from tests.sql import changed, refused, rows
from tests.together import PATIENCE

LOTS = {cast.ACACIAS: ["A", "B", "C", "K"], cast.BELLEVUE: ["1"]}
SETTINGS = """
SELECT coalesce(current_setting('app.tenant', true), ''),
       coalesce(current_setting('app.user', true), '')
"""
NOTHING = [("", "")]


class Oops(Exception):
    pass


def settings():
    return rows(SETTINGS)


def write_and_fail():
    Lot.objects.update(floor="9")
    raise Oops


def write_and_swallow(statement):
    Lot.objects.update(floor="9")
    with pytest.raises(DatabaseError):
        rows(statement)


def written():
    with enter(cast.tenant().pk, by=None):
        return Lot.objects.filter(floor="9").count()


def lots():
    """The lots that exist here: for Django, and for PostgreSQL."""
    return (
        list(Lot.objects.order_by("code").values_list("code", flat=True)),
        [code for (code,) in rows("SELECT code FROM buildings_lot ORDER BY code")],
    )


@pytest.fixture
def ids(db):
    return {slug: cast.tenant(slug).pk for slug in LOTS}


# Where nobody entered


def test_outside_no_row_exists(db):
    assert settings() == NOTHING
    assert rows("SELECT count(*) FROM buildings_lot") == [(0,)]
    assert changed("UPDATE buildings_lot SET shares = 1") == 0


def test_outside_a_query_of_django_fails_loudly(db):
    with pytest.raises(NoTenant):
        Lot.objects.count()
    with pytest.raises(NoTenant):
        Lot(code="X", shares=1, position=9)
    with pytest.raises(NoTenant):
        current_tenant_id()


def test_outside_nothing_can_be_written(ids):
    with refused("row-level security policy"):
        changed(
            "INSERT INTO ledger_account (tenant_id, code) VALUES (%s, '1')",
            [ids[cast.ACACIAS]],
        )


# Inside


@pytest.mark.parametrize("slug", LOTS)
def test_inside_only_its_rows_exist(ids, slug):
    with enter(ids[slug], by=None):
        assert current_tenant_id() == ids[slug]
        assert lots() == (LOTS[slug], LOTS[slug])


def test_the_person_at_work_is_told_to_postgresql(ids):
    sophie = cast.user("sophie")
    with enter(ids[cast.ACACIAS], by=sophie):
        assert settings() == [(str(ids[cast.ACACIAS]), str(sophie.pk))]


def test_a_person_without_a_tenant_sees_no_tenant(ids):
    sophie = cast.user("sophie")
    with enter(ids[cast.ACACIAS], by=sophie), enter(None, by=sophie):
        assert settings() == [("", str(sophie.pk))]
        assert rows("SELECT count(*) FROM buildings_lot") == [(0,)]
        with pytest.raises(NoTenant):
            Lot.objects.count()


def test_nested_tenants_restore_the_outer(ids):
    sophie = cast.user("sophie")
    with enter(ids[cast.ACACIAS], by=sophie):
        with enter(ids[cast.BELLEVUE], by=None):
            assert lots() == (LOTS[cast.BELLEVUE], LOTS[cast.BELLEVUE])
        assert lots() == (LOTS[cast.ACACIAS], LOTS[cast.ACACIAS])
        assert settings() == [(str(ids[cast.ACACIAS]), str(sophie.pk))]
    assert settings() == NOTHING


# Leaving


def test_a_setting_does_not_outlive_its_savepoint(ids):
    """PostgreSQL alone would keep it until the end of the transaction."""
    with transaction.atomic():
        with enter(ids[cast.ACACIAS], by=None):
            pass
        assert settings() == NOTHING
        with pytest.raises(NoTenant):
            current_tenant_id()


def test_an_exception_rolls_back_and_restores(ids):
    with enter(ids[cast.BELLEVUE], by=None):
        with pytest.raises(Oops), enter(ids[cast.ACACIAS], by=None):
            write_and_fail()
        assert lots() == (LOTS[cast.BELLEVUE], LOTS[cast.BELLEVUE])
    assert written() == 0


def test_an_error_that_django_saw_and_somebody_swallowed_rolls_back(ids):
    with enter(ids[cast.BELLEVUE], by=None):
        with enter(ids[cast.ACACIAS], by=None):
            Lot.objects.update(floor="9")
            with pytest.raises(DatabaseError):
                Lot.objects.create(code="A", shares=1, position=9)
        assert lots() == (LOTS[cast.BELLEVUE], LOTS[cast.BELLEVUE])
    assert written() == 0


def test_an_error_that_only_postgresql_saw_cannot_be_swallowed(ids):
    with enter(ids[cast.BELLEVUE], by=None):
        with refused("transaction is aborted"), enter(ids[cast.ACACIAS], by=None):
            write_and_swallow("SELECT 1 / 0")
        assert lots() == (LOTS[cast.BELLEVUE], LOTS[cast.BELLEVUE])
    assert written() == 0


def test_a_broken_transaction_cannot_be_entered(ids):
    with transaction.atomic():
        transaction.set_rollback(True)
        with (
            pytest.raises(transaction.TransactionManagementError),
            enter(ids[cast.ACACIAS], by=None),
        ):
            pytest.fail("entered")
    assert settings() == NOTHING


# Reading only


def test_reading_only_refuses_every_write(ids):
    with enter(ids[cast.ACACIAS], by=None, read_only=True):
        assert lots() == (LOTS[cast.ACACIAS], LOTS[cast.ACACIAS])
        for write in (
            "UPDATE buildings_lot SET floor = '9'",
            "DELETE FROM buildings_keypart",
            "INSERT INTO django_session VALUES ('k', 'd', now())",
        ):
            with refused("read-only transaction"):
                changed(write)
        with refused("read-only transaction"):
            Lot.objects.update(floor="9")


def test_nobody_writes_inside_a_reading_block(ids):
    with enter(ids[cast.ACACIAS], by=None, read_only=True):
        with refused("read-only transaction"), enter(ids[cast.ACACIAS], by=None):
            Lot.objects.update(floor="9")
        with refused("cannot set transaction read-write mode"):
            changed("SET TRANSACTION READ WRITE")


def test_after_a_reading_block_the_outer_writes_again(ids):
    with enter(ids[cast.ACACIAS], by=None):
        with enter(ids[cast.BELLEVUE], by=None, read_only=True):
            pass
        assert Lot.objects.update(floor="9") == 4


# With real commits


def backend():
    return rows("SELECT pg_backend_pid()")


def test_a_connection_that_is_used_again_remembers_nothing(own_database):
    before = backend()
    with enter(cast.tenant().pk, by=cast.user("sophie")):
        Lot.objects.update(floor="8")
    assert settings() == NOTHING
    with pytest.raises(Oops), enter(cast.tenant().pk, by=None):
        write_and_fail()
    assert settings() == NOTHING
    assert rows("SELECT count(*) FROM buildings_lot") == [(0,)]
    with enter(cast.tenant().pk, by=None):
        assert list(Lot.objects.values_list("floor", flat=True)) == ["8"] * 4
    assert backend() == before


def test_a_swallowed_error_is_not_a_silent_rollback(own_database):
    """PostgreSQL answers COMMIT with ROLLBACK and no error: "saved", and nothing is."""
    with pytest.raises(SwallowedError), enter(cast.tenant().pk, by=None):
        write_and_swallow("SELECT 1 / 0")
    assert written() == 0


def test_a_dry_run_may_roll_back_by_itself(own_database):
    with enter(cast.tenant().pk, by=None):
        Lot.objects.update(floor="9")
        transaction.set_rollback(True)
    assert written() == 0


def test_threads_do_not_see_each_others_tenant(own_database):
    """Two threads enter two tenants by turns, a hundred times, on their connections."""
    ids = {slug: cast.tenant(slug).pk for slug in LOTS}
    together = Barrier(2)

    def work(slug):
        seen = set()
        for _ in range(100):
            with enter(ids[slug], by=None):
                together.wait(timeout=PATIENCE)
                seen.add((*lots()[1],))
            seen.add((*settings()[0],))
        connection.close()
        return seen

    with ThreadPoolExecutor(2) as threads:
        seen = dict(zip(LOTS, threads.map(work, LOTS), strict=True))
    assert seen == {slug: {(*codes,), ("", "")} for slug, codes in LOTS.items()}


def test_a_new_thread_begins_outside(own_database):
    def look():
        found = settings()
        connection.close()
        with pytest.raises(NoTenant):
            current_tenant_id()
        return found

    with enter(cast.tenant().pk, by=None), ThreadPoolExecutor(1) as threads:
        assert threads.submit(look).result() == NOTHING


@pytest.mark.parametrize(("snapshot", "found"), [(True, 0), (False, 4)])
def test_a_snapshot_reads_what_was_there_at_its_beginning(
    own_database, snapshot, found
):
    tenant = cast.tenant().pk

    def write():
        with enter(tenant, by=None):
            Lot.objects.update(floor="9")
        connection.close()

    with enter(tenant, by=None, snapshot=snapshot), ThreadPoolExecutor(1) as threads:
        Lot.objects.count()
        threads.submit(write).result()
        assert Lot.objects.filter(floor="9").count() == found
    assert written() == 4


def test_a_task_leaves_nothing_behind(own_database):
    before = backend()
    assert verify_all.apply().get() == 0
    assert settings() == NOTHING
    assert backend() == before
    with pytest.raises(NoTenant):
        current_tenant_id()
