"""What is recorded becomes one message for each webhook that wants it, once."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from buildings import services as buildings
from koprogo.audit.kinds import kinds
from koprogo.audit.models import AuditEvent
from koprogo.audit.services import record, seal
from koprogo.audit.tasks import seal_all
from koprogo.jobs.models import Job
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from koprogo.webhooks import services
from koprogo.webhooks.following import follow
from koprogo.webhooks.models import Webhook, WebhookDelivery
from tests import cast
from tests.buildings.documents import library_document
from tests.finance import factories
from tests.webhooks.factories import webhook

pytestmark = pytest.mark.usefixtures("acacias")


def told(webhook=None):
    found = WebhookDelivery.objects.order_by("event_id", "webhook_id")
    if webhook:
        found = found.filter(webhook=webhook)
    return [delivery.action for delivery in found]


def sending():
    return Job.objects.filter(name="webhooks.send").order_by("pk")


def lot(code):
    return buildings.create_lot(code=code, shares=0, by=cast.user("sophie"))


@pytest.fixture(autouse=True)
def sealed(acacias):
    """What the cast did is history."""
    while seal():
        pass


def test_the_seals_of_the_minute_are_followed():
    hook, made = webhook(), lot("X")
    assert told() == []
    seal_all()
    assert told() == ["webhook.created", "lot.created"]
    event = AuditEvent.objects.get(
        action="lot.created", target=f"buildings.Lot:{made.pk}"
    )
    delivery = WebhookDelivery.objects.get(event=event)
    assert delivery.body == {
        "id": str(event.uuid),
        "type": "lot.created",
        "occurred_at": event.at.strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "building": {"slug": "acacias", "id": str(cast.tenant().uuid)},
        "object": {"type": "lot", "id": str(made.uuid)},
    }
    assert (delivery.state, delivery.attempts) == ("waiting", 0)
    [job] = sending()
    assert (job.tenant_id, job.arguments) == (cast.tenant().pk, {"webhook": hook.pk})


def test_what_happened_before_is_not_told():
    lot("X")
    seal()
    webhook()
    seal_all()
    assert told() == ["webhook.created"]


def test_nothing_is_told_twice():
    hook = webhook()
    lot("X")
    for _again in range(2):
        seal_all()
        follow(cast.tenant().pk)
    # Also when the place was lost up to which it was told.
    Webhook.objects.filter(pk=hook.pk).update(sealed_until=0)
    WebhookDelivery.objects.exclude(action="lot.created").delete()
    many = AuditEvent.objects.count()
    follow(cast.tenant().pk)
    assert len(told()) == many
    assert sending().count() == 1


def test_an_event_that_is_committed_late_is_told():
    """Its number is lower than those told already; its seal is a later one."""
    late = record("lot.changed", target=cast.lot("A"), by=None)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_unsealed WHERE event_id = %s", [late.pk])
    webhook()
    seal_all()
    assert told() == ["webhook.created"]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_unsealed (event_id, tenant_id) VALUES (%s, %s)",
            [late.pk, late.tenant_id],
        )
    seal_all()
    assert told() == ["lot.changed", "webhook.created"]


def test_only_the_kinds_that_were_chosen():
    owners, lots = webhook(kinds=["owner.created"]), webhook(kinds=["lot.created"])
    made = lot("X")
    buildings.update_lot(made, by=None, name="Attic")
    buildings.create_owner(last_name="Peeters", by=None)
    seal_all()
    assert told(owners) == ["owner.created"]
    buildings.update_lot(made, by=None, name="Loft")
    Job.objects.all().delete()
    seal_all()
    assert [job.arguments["webhook"] for job in sending()] == [lots.pk]
    assert told(lots) == ["lot.created", "lot.changed", "lot.changed"]


def test_the_names_of_kinds_stay():
    """They are stored: under another name, what was chosen before would be silent."""
    names = [
        "account.added",
        "account.closed",
        "allocation.prepared",
        "appeal.filed",
        "archive.asked",
        "assembly.convened",
        "assembly.roll_taken",
        "assembly.settings_changed",
        "auditor.appointed",
        "bank.imported",
        "budget.drafted",
        "building.created",
        "call.drafted",
        "charges.drafted",
        "check.opened",
        "consent.given",
        "consultation.opened",
        "contest.opened",
        "contract.recorded",
        "contributions.billed",
        "council.elected",
        "data.requested",
        "fund.founded",
        "fund_report.made",
        "fund_request.sent",
        "fund_terms.written",
        "goal.set",
        "greeting.written",
        "holding.created",
        "hours.limits_changed",
        "idea.proposed",
        "impact_factor.written",
        "import.applied",
        "invoice.drafted",
        "key.version_written",
        "letters.ordered",
        "library.added",
        "lot.created",
        "mandate.started",
        "meters.created",
        "minutes.drafted",
        "module.switched_on",
        "office.given",
        "opening.posted",
        "order.made",
        "owner.created",
        "owner.invited",
        "pages.looked_at",
        "participation.joined",
        "payment.recorded",
        "plan.agreed",
        "proposal.received",
        "reminders.proposed",
        "report.drafted",
        "request.forgotten",
        "request.opened",
        "room.added",
        "sale.started",
        "seat.given",
        "supplier.created",
        "tariff.adopted",
        "task.added",
        "tender.prepared",
        "testimony.sent",
        "webhook.created",
        "written.prepared",
    ]
    for language in ("en", "nl", "fr", "de"):
        with translation.override(language):
            assert (language, sorted(kinds())) == (language, names)


def test_a_message_holds_no_name_no_amount_and_no_text():
    webhook()
    owner = buildings.create_owner(
        last_name="Peeters", email="peeters@example.org", by=cast.user("sophie")
    )
    factories.payment("H1", "617.29")
    seal_all()
    held = json.dumps([delivery.body for delivery in WebhookDelivery.objects.all()])
    personal = ["Peeters", "peeters", "617.29", "Sophie", "sophie", "example.org"]
    assert [text for text in personal if text in held] == []
    assert ("payment.recorded" in told(), str(owner.uuid) in held) == (True, True)


def things():
    return {
        delivery.action: delivery.body["object"]
        for delivery in WebhookDelivery.objects.all()
    }


def test_which_row_it_was_is_told_only_where_every_reader_of_the_history_learns_it():
    hook = webhook()
    factories.draft()
    buildings.create_supplier(name="Ascenseurs SA", by=None)
    library_document()
    record("role.granted", target=cast.tenant(), by=None)
    record("nobody.knows", target=hook, by=None)
    seal_all()
    found = things()
    assert found["call.drafted"]["id"] is None
    assert found["supplier.created"] == {"type": "supplier", "id": None}
    assert found["library.added"] == {"type": "document", "id": None}
    assert found["role.granted"] == {"type": None, "id": None}
    assert found["webhook.created"] == {"type": "webhook", "id": None}
    assert "nobody.knows" not in found


def test_a_row_that_is_gone_has_no_id():
    webhook()
    made = lot("X")
    record("lot.changed", target=made, by=None)
    type(made).objects.filter(pk=made.pk).delete()
    seal_all()
    assert things()["lot.changed"] == {"type": "lot", "id": None}


def test_a_paused_webhook_is_not_told_and_begins_anew():
    hook = webhook()
    seal_all()
    services.pause_webhook(hook, by=None)
    lot("X")
    seal_all()
    assert told() == ["webhook.created"]
    services.resume_webhook(hook, by=None)
    lot("Y")
    seal_all()
    actions = told()
    assert actions == ["webhook.created", "webhook.resumed", "lot.created"]


def statements():
    here = cast.tenant().pk
    with CaptureQueriesContext(connection) as captured:
        follow(here)
    return len(captured)


def test_a_building_without_webhooks_costs_one_statement():
    lot("X")
    seal()
    # Besides: a savepoint, who is entered, who was, and its release.
    assert statements() == 1 + 4


def test_more_events_need_no_more_statements():
    webhook(kinds=["lot.created"])
    counted = []
    for size in (1, 3):
        for number in range(size):
            lot(f"{size}{number}")
        seal()
        Job.objects.all().delete()
        counted.append(statements())
    assert (counted[0], len(told())) == (counted[1], 4)


def test_another_building_hears_nothing():
    hook = webhook()
    bellevue = cast.tenant(cast.BELLEVUE).pk
    with enter(bellevue, by=None):
        seal()
        other = webhook()
    lot("X")
    seal_all()
    assert told() == told(hook) == ["webhook.created", "lot.created"]
    with enter(bellevue, by=None):
        assert told() == told(other) == ["webhook.created"]


def test_the_asbl_is_told_the_same():
    asbl = Tenant.objects.get(slug=cast.ASBL)
    with enter(asbl.pk, by=None):
        webhook()
    seal_all()
    with enter(asbl.pk, by=None):
        [only] = WebhookDelivery.objects.filter(action="webhook.created")
        assert only.body["building"]["slug"] == "asbl"
