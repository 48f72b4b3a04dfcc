"""Who did what: written with the act, and never changed."""

import psycopg
import pytest
from django.db import transaction

from koprogo.audit.models import AuditEvent
from koprogo.audit.services import record
from koprogo.tenancy import NoTenant, enter
from tests import cast
from tests.sql import changed, owner_of, refused

ATTEMPTS = [
    "UPDATE audit_auditevent SET actor_id = NULL",
    "DELETE FROM audit_auditevent",
    "TRUNCATE audit_auditevent CASCADE",
]


def test_an_event_tells_who_did_what_to_which_row(acacias):
    sophie, lot = cast.user("sophie"), cast.lot("A")
    event = record("lot.changed", target=lot, by=sophie, shares=[500, 501])
    event.refresh_from_db()
    assert (event.actor, event.action, event.target, event.data, event.tenant_id) == (
        sophie,
        "lot.changed",
        f"buildings.Lot:{lot.pk}",
        {"shares": [500, 501]},
        acacias.pk,
    )


def test_the_system_has_no_name(acacias):
    assert record("ledger.verified", target=acacias, by=None).actor is None


def test_there_is_no_event_outside_a_tenant(db):
    with pytest.raises(NoTenant):
        record("user.changed", target=cast.user("sophie"), by=None)


def test_an_act_that_fails_leaves_no_event(acacias):
    before = AuditEvent.objects.count()
    with transaction.atomic():
        record("lot.changed", target=cast.lot("A"), by=None)
        transaction.set_rollback(True)
    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize("statement", ATTEMPTS)
def test_the_application_changes_no_event(acacias, statement):
    with refused("permission denied for table audit_auditevent"):
        changed(statement)


def test_the_owner_changes_no_event(own_database):
    with enter(cast.tenant().pk, by=None):
        before = list(AuditEvent.objects.order_by("pk").values())
    with owner_of(own_database) as owner:
        for statement in ATTEMPTS:
            with (
                pytest.raises(
                    psycopg.errors.RestrictViolation,
                    match="rows of audit_auditevent are added and never changed",
                ),
                owner.transaction(),
            ):
                owner.execute(statement)
    with enter(cast.tenant().pk, by=None):
        assert list(AuditEvent.objects.order_by("pk").values()) == before
        assert before != []
