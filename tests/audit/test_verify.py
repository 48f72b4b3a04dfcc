"""The check that trusts no trigger: the owner switches them off and tampers."""

import logging
import re

import pytest
from django.core.management import CommandError, call_command

from koprogo.audit.models import AuditLeaf, AuditSeal
from koprogo.audit.queries import verify
from koprogo.audit.services import record
from koprogo.audit.tasks import seal_all, verify_all
from koprogo.celery import app
from koprogo.tenancy import enter
from tests import cast
from tests.sql import owner_of

# Les Acacias: seal 1 with the events of the cast, then seals 2 (events a and b), 3 (c)
# and 4 (d). Each tampering, and the first thing that is found.
CHANGED, REMOVED = "seal 2: event {b} was changed", "seal 2: event {b} was removed"
SEAL_2, SEAL_3 = "seal 2: the seal was changed", "seal 3: the seal was changed"
SLIPPED_IN = "event {new} was slipped in: it waits for no seal and has none"
INSERT = """
INSERT INTO audit_auditevent (id, tenant_id, uuid, action, target, data, at)
SELECT {new}, tenant_id, gen_random_uuid(), action, target, data, at
FROM audit_auditevent WHERE id = {b}
"""
INSERT_LEAF = """
INSERT INTO audit_auditleaf (event_id, tenant_id, seal_id, hash)
SELECT {new}, tenant_id, seal_id, hash FROM audit_auditleaf WHERE event_id = {b}
"""
NUMBER_2 = "(SELECT id FROM audit_auditseal WHERE tenant_id = {tenant} AND number = 2)"
NUMBER_4 = "(SELECT id FROM audit_auditseal WHERE tenant_id = {tenant} AND number = 4)"
TAMPERED = {
    "UPDATE audit_auditevent SET actor_id = {omar} WHERE id = {b}": CHANGED,
    "UPDATE audit_auditevent SET at = at - interval '1 day' WHERE id = {b}": CHANGED,
    "UPDATE audit_auditevent SET data = '[]' WHERE id = {b}": CHANGED,
    "UPDATE audit_auditevent SET action = 'lot.created' WHERE id = {b}": CHANGED,
    "UPDATE audit_auditevent SET target = 'buildings.Lot:0' WHERE id = {b}": CHANGED,
    "UPDATE audit_auditevent SET uuid = gen_random_uuid() WHERE id = {b}": CHANGED,
    "UPDATE audit_auditleaf SET hash = repeat('0', 64) WHERE event_id = {b}": CHANGED,
    "UPDATE audit_auditevent SET id = {new} WHERE id = {b}": REMOVED,
    "DELETE FROM audit_auditevent WHERE id = {b}": REMOVED,
    "DELETE FROM audit_auditevent WHERE id = {b};"
    "DELETE FROM audit_auditleaf WHERE event_id = {b}": SEAL_2,
    "DELETE FROM audit_auditleaf WHERE event_id = {b}": SEAL_2,
    f"DELETE FROM audit_auditleaf WHERE seal_id = {NUMBER_2}": SEAL_2,
    f"UPDATE audit_auditleaf SET seal_id = {NUMBER_2} WHERE event_id = {{c}}": SEAL_2,
    f"{INSERT}; {INSERT_LEAF}": "seal 2: event {new} was changed",
    INSERT: SLIPPED_IN,
    f"UPDATE audit_auditseal SET sealed_at = now() WHERE id = {NUMBER_2}": SEAL_2,
    f"UPDATE audit_auditseal SET count = 1 WHERE id = {NUMBER_2}": SEAL_2,
    f"UPDATE audit_auditseal SET previous = hash WHERE id = {NUMBER_2}": SEAL_2,
    f"UPDATE audit_auditseal SET hash = previous WHERE id = {NUMBER_2}": SEAL_2,
    f"DELETE FROM audit_auditseal WHERE id = {NUMBER_2}": (
        "seal 2: the seal is missing"
    ),
    f"DELETE FROM audit_auditseal WHERE id = {NUMBER_4}": (
        "event {d} was slipped in: it waits for no seal and has none"
    ),
    f"DELETE FROM audit_auditleaf WHERE seal_id = {NUMBER_4};"
    f"DELETE FROM audit_auditseal WHERE id = {NUMBER_4}": (
        "event {d} was slipped in: it waits for no seal and has none"
    ),
}


def act():
    return record("lot.changed", target=cast.lot("A"), by=None, code="A").pk


@pytest.fixture
def names(own_database):
    """What the statements call the rows; every event of Les Acacias is sealed."""
    tenant = cast.tenant().pk
    seal_all()
    events = {}
    for together in ("ab", "c", "d"):
        with enter(tenant, by=None):
            events |= {name: act() for name in together}
        seal_all()
    return events | {"tenant": tenant, "omar": cast.user("omar").pk, "new": 999_999}


def tamper(database, statement, names):
    """Do what only the owner of the tables can, with every guard switched off."""
    with owner_of(database) as owner:
        for table in ("auditevent", "auditleaf", "auditseal"):
            owner.execute(f"ALTER TABLE audit_{table} DISABLE TRIGGER USER")
        for table, key in (("leaf", "event"), ("leaf", "seal")):
            owner.execute(
                f"ALTER TABLE audit_audit{table}"
                f" DROP CONSTRAINT audit_audit{table}_{key}_id_inside"
            )
        owner.execute(statement.format(**names))


@pytest.mark.parametrize("statement", TAMPERED)
def test_each_tampering_is_found(own_database, names, statement):
    tamper(own_database, statement, names)
    with enter(names["tenant"], by=None, read_only=True):
        assert str(verify().broken) == TAMPERED[statement].format(**names)


def test_a_chain_made_anew_is_found_by_what_was_noted(own_database, names, capsys):
    """Whoever owns the database may forge everything but the paper."""
    with enter(names["tenant"], by=None):
        noted = AuditSeal.objects.get(number=3).hash
    call_command("verify_audit", "acacias", noted=noted)
    tamper(
        own_database,
        "DELETE FROM audit_auditleaf; DELETE FROM audit_auditseal;"
        "UPDATE audit_auditevent SET actor_id = {omar} WHERE id = {b};"
        "INSERT INTO audit_unsealed (event_id, tenant_id)"
        " SELECT id, tenant_id FROM audit_auditevent",
        names,
    )
    seal_all()
    call_command("verify_audit", "acacias")
    assert capsys.readouterr().out.count("acacias: sound") == 2
    with pytest.raises(CommandError, match=r"^1 chain\(s\) broken$"):
        call_command("verify_audit", "acacias", noted=noted)
    printed = capsys.readouterr()
    assert printed.err == "acacias: no seal has the noted hash\n"
    assert printed.out.startswith("acacias: broken")


def test_a_sound_chain(names):
    with enter(names["tenant"], by=None):
        act()
        verdict = verify()
        last = AuditSeal.objects.get(number=4)
        assert (verdict.seals, verdict.events, verdict.waiting, verdict.head) == (
            4,
            AuditLeaf.objects.count(),
            1,
            last.hash,
        )
        assert verdict.events == last.total
        assert verdict.broken is None


def test_before_the_first_seal(acacias):
    verdict = verify()
    assert (verdict.seals, verdict.events, verdict.head) == (0, 0, "0" * 64)
    assert verdict.waiting > 0
    assert verdict.broken is None


def lines(printed):
    """Return what was printed with hashes and counts of the cast left out."""
    return [
        re.sub(r"\d+ events", "n events", re.sub(r"[0-9a-f]{64}$", "hash", line))
        for line in printed.splitlines()
    ]


def test_the_command_names_what_is_broken(own_database, names, capsys):
    call_command("verify_audit")
    printed = capsys.readouterr().out
    assert lines(printed) == [
        "acacias: sound, 4 seals, n events, 0 waiting, hash",
        "asbl: sound, 1 seals, n events, 0 waiting, hash",
        "bellevue: sound, 1 seals, n events, 0 waiting, hash",
        "fund: sound, 1 seals, n events, 0 waiting, hash",
    ]
    tamper(own_database, "DELETE FROM audit_auditevent WHERE id = {b}", names)
    with pytest.raises(CommandError, match=r"^1 chain\(s\) broken$") as error:
        call_command("verify_audit")
    assert error.value.returncode == 1
    printed = capsys.readouterr()
    assert printed.err == f"acacias: seal 2: event {names['b']} was removed\n"
    assert lines(printed.out) == [
        "acacias: broken, 1 seals, n events, 0 waiting, hash",
        "asbl: sound, 1 seals, n events, 0 waiting, hash",
        "bellevue: sound, 1 seals, n events, 0 waiting, hash",
        "fund: sound, 1 seals, n events, 0 waiting, hash",
    ]


def test_the_command_takes_one_tenant(names, capsys):
    call_command("verify_audit", "bellevue")
    assert lines(capsys.readouterr().out) == [
        "bellevue: sound, 1 seals, n events, 0 waiting, hash"
    ]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"slug": "nowhere"}, "there is no tenant nowhere"),
        ({"noted": "0" * 64}, "--noted needs the slug of the tenant it is of"),
    ],
)
def test_the_command_says_what_it_needs(db, arguments, sentence):
    with pytest.raises(CommandError, match=f"^{sentence}$"):
        call_command("verify_audit", **arguments)


def test_the_nightly_task_logs_what_is_broken(own_database, names, caplog):
    assert verify_all() == 0
    tamper(own_database, "DELETE FROM audit_auditevent WHERE id = {b}", names)
    assert verify_all() == 1
    assert [(entry.levelno, entry.getMessage()) for entry in caplog.records] == [
        (
            logging.ERROR,
            f"audit of tenant {names['tenant']}: seal 2: event {names['b']} was removed",
        )
    ]
    assert app.conf.beat_schedule["verify-audit"]["task"] == verify_all.name


def test_the_chain_is_read_in_a_constant_number_of_statements(
    names, django_assert_num_queries
):
    with (
        enter(names["tenant"], by=None, read_only=True),
        django_assert_num_queries(3),
    ):
        verify()
