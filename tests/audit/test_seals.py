"""Sealing: what waits is sealed once, in batches, at a constant number of statements."""

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from koprogo.audit.models import AuditEvent, AuditLeaf, AuditSeal, Unsealed
from koprogo.audit.queries import verify
from koprogo.audit.services import record, seal
from koprogo.audit.tasks import seal_all
from koprogo.celery import app
from koprogo.tenancy import NoTenant, enter
from tests import cast
from tests.sql import changed, owner_of, refused


def act(times=1):
    """Record so many events on lot A; return their keys."""
    lot = cast.lot("A")
    return [record("lot.changed", target=lot, by=None).pk for _ in range(times)]


def leaves_of(made):
    return list(made.leaves.order_by("pk").values_list("pk", flat=True))


def waiting():
    tenant = cast.tenant().pk
    return list(
        Unsealed.objects.filter(tenant=tenant)
        .order_by("pk")
        .values_list("pk", flat=True)
    )


@pytest.fixture
def sealed(acacias):
    """Les Acacias with everything of the cast in its first seal."""
    return seal()


def test_the_first_seal_takes_all_that_was_there(sealed):
    everything = list(AuditEvent.objects.order_by("pk").values_list("pk", flat=True))
    assert leaves_of(sealed) == everything
    assert waiting() == []
    assert (sealed.number, sealed.count, sealed.total) == (
        1,
        len(everything),
        len(everything),
    )
    assert (sealed.first_event, sealed.last_event) == (everything[0], everything[-1])


def test_the_next_seal_takes_what_came_since_and_follows_on(sealed):
    new = act(2)
    assert waiting() == new
    made = seal()
    assert (made.number, made.previous, made.total) == (
        2,
        sealed.hash,
        sealed.total + 2,
    )
    assert leaves_of(made) == new
    assert verify().broken is None


def test_nothing_new_makes_no_seal(sealed):
    assert seal() is None
    assert AuditSeal.objects.count() == 1


def test_a_long_wait_is_sealed_in_batches(sealed):
    new = act(5)
    batches = []
    while made := seal(batch=2):
        batches.append(leaves_of(made))
    assert batches == [new[:2], new[2:4], new[4:]]
    assert verify().broken is None


def test_rows_added_without_our_program_wait_too(sealed):
    lot = cast.lot("A")
    changed(
        "INSERT INTO audit_auditevent (tenant_id, uuid, action, target, data, at)"
        " SELECT %s, gen_random_uuid(), 'lot.changed', %s, '{}', now()"
        " FROM generate_series(1, 3)",
        [cast.tenant().pk, f"buildings.Lot:{lot.pk}"],
    )
    assert len(waiting()) == 3
    assert seal().count == 3


@pytest.mark.parametrize("data", [{}, {"é": "日本 “ ” \\ \n", "n": 0.1, "x": [None]}])
def test_what_the_database_gives_back_is_what_was_sealed(sealed, data):
    record("lot.changed", target=cast.lot("A"), by=cast.user("sophie"), **data)
    seal()
    assert verify().broken is None


def statements():
    with CaptureQueriesContext(connection) as captured:
        assert seal() is not None
    return len(captured.captured_queries)


def test_a_seal_costs_the_same_for_few_and_many(sealed):
    act(1)
    one = statements()
    act(40)
    assert statements() == one
    assert one <= 10


def test_there_is_no_seal_outside_a_tenant(db):
    with pytest.raises(NoTenant):
        seal()


ATTEMPTS = [
    "UPDATE {table} SET hash = repeat('0', 64)",
    "DELETE FROM {table}",
    "TRUNCATE {table} CASCADE",
]
TABLES = ["audit_auditseal", "audit_auditleaf"]


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", ATTEMPTS)
def test_the_application_changes_no_seal(sealed, table, statement):
    with refused(f"permission denied for table {table}"):
        changed(statement.format(table=table))


def test_the_owner_changes_no_seal(own_database):
    seal_all()
    with owner_of(own_database) as owner:
        for table in TABLES:
            for statement in ATTEMPTS:
                with (
                    pytest.raises(
                        psycopg.errors.RestrictViolation,
                        match="are added and never changed",
                    ),
                    owner.transaction(),
                ):
                    owner.execute(statement.format(table=table))


@pytest.mark.parametrize(
    "values",
    [
        {"number": 0},
        {"count": 0},
        {"total": 1, "count": 2},
        {"first_event": 9, "last_event": 8},
        {"hash": "0" * 63},
        {"previous": "G" * 64},
    ],
    ids=str,
)
def test_the_database_refuses_nonsense(acacias, values):
    sound = {
        "number": 1,
        "first_event": 1,
        "last_event": 1,
        "count": 1,
        "total": 1,
        "sealed_at": "2026-01-01T00:00:00Z",
        "previous": "0" * 64,
        "hash": "a" * 64,
    }
    with refused("seal_of_something|seal_hashes"):
        AuditSeal.objects.create(**sound | values)


# The task


def test_every_tenant_is_sealed_and_a_quiet_one_costs_nothing(own_database):
    assert seal_all() == 4
    with enter(cast.tenant(cast.BELLEVUE).pk, by=None):
        record("building.changed", target=cast.building(), by=None)
    with CaptureQueriesContext(connection) as captured:
        assert seal_all() == 1
    told = [q["sql"] for q in captured.captured_queries if "set_config" in q["sql"]]
    assert told != []
    assert [sql for sql in told if f"'{cast.tenant().pk}'" in sql] == []
    for slug, seals in ((cast.ACACIAS, 1), (cast.BELLEVUE, 2), (cast.ASBL, 1)):
        with enter(cast.tenant(slug).pk, by=None):
            assert AuditSeal.objects.count() == seals
            assert verify().broken is None


def test_a_tenant_that_cannot_be_sealed_keeps_nobody_waiting(own_database, caplog):
    seal_all()
    acacias, bellevue = cast.tenant().pk, cast.tenant(cast.BELLEVUE).pk
    with enter(acacias, by=None):
        twice = AuditLeaf.objects.order_by("pk").first().pk
        Unsealed.objects.create(event_id=twice, tenant_id=acacias)
    with enter(bellevue, by=None):
        record("building.changed", target=cast.building(), by=None)
    assert seal_all() == 1
    assert [entry.getMessage() for entry in caplog.records] == [
        f"audit of tenant {acacias} cannot be sealed"
    ]
    with enter(acacias, by=None):
        assert AuditSeal.objects.count() == 1
        assert verify().broken is None


def test_the_task_runs_every_minute():
    scheduled = app.conf.beat_schedule["seal-audit"]
    assert scheduled["task"] == seal_all.name
    assert scheduled["schedule"].minute == set(range(60))
