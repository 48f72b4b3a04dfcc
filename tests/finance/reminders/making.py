"""Reminders for pages and addresses of Les Acacias: rows, fast, without PDF."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

from django.utils import timezone

from buildings import services as buildings
from finance import chart
from finance.models import AccountCharge, InstalmentPlan, Reminder, ReminderLetter
from finance.services.charges import ChargeDraft, charge_accounts
from finance.services.plans import agree_plan, pause_reminders
from finance.services.reminder_levels import set_wording
from koprogo.documents.services import store
from koprogo.ledger import services as ledger
from koprogo.notifications.models import Delivery
from tests import cast
from tests.finance.reminders.arrears import days_ago, due, proposed, remind

TEN = Decimal("10.00")


def holder():
    """An account holder whom nobody knows yet."""
    code = uuid4().hex[:20]
    owner = buildings.create_owner(
        code=code, last_name="Peeters", language="nl", by=None
    )
    return buildings.create_holding(
        code=code, members=[buildings.Member(owner, 1)], by=None
    )


def late_holder():
    """Somebody who owes 10.00 since a month."""
    found, day = holder(), days_ago(30)
    charge_accounts(
        [
            ChargeDraft(
                holding=found,
                kind=AccountCharge.Kind.PRIVATE,
                text="Keys",
                due_on=day,
                working=TEN,
            )
        ],
        against=[ledger.credit(chart.SUSPENSE, TEN)],
        date=day,
        text="Keys",
        by=None,
        source=f"keys:{found.uuid}",
    )
    return found


def a_proposal(holding):
    """A reminder that is to be sent to a holding, of a level that nobody has."""
    return Reminder.objects.create(
        holding=holding,
        level=9,
        date=timezone.localdate(),
        arrears_since=days_ago(30),
        overdue=TEN,
    )


def a_reminder(holding):
    """A reminder that was sent; its letter waits for somebody who posts it."""
    file = store(b"%PDF-", name="r.pdf", content_type="application/pdf", by=None)
    reminder = a_proposal(holding)
    reminder.state, reminder.sent_at = Reminder.State.SENT, timezone.now()
    reminder.save()
    delivery = Delivery.objects.create(
        event=f"reminder:{reminder.uuid}",
        recipient=f"holding:{holding.uuid}",
        channel=Delivery.Channel.POST,
        language="fr",
    )
    ReminderLetter.objects.create(
        reminder=reminder,
        file=file,
        name=str(holding),
        address="Rue Haute 10, 1000 Bruxelles",
        language="fr",
        delivery=delivery,
    )
    return reminder


def a_plan(holding):
    plan = InstalmentPlan.objects.create(
        holding=holding, agreed_on=timezone.localdate(), amount=TEN
    )
    plan.instalments.create(number=1, due_on=days_ago(-10), amount=TEN)
    return plan


def things():
    """What was sent to Omar, and agreed with him."""
    return {
        "reminder_id": a_reminder(cast.holding("H1")).uuid,
        "plan_id": a_plan(cast.holding("H1")).uuid,
        "language": "fr",
    }


# What a request to the API uses up


def _proposal(_method):
    return {"reminder": a_proposal(holder()).uuid}


def _to_cancel(_method):
    return {"reminder_id": a_reminder(holder()).uuid}


def _to_post(_method):
    return {"letter": a_reminder(holder()).letter.uuid}


def _late(_method):
    return {"holding_id": late_holder().uuid}


def _to_withdraw(_method):
    return {"plan_id": a_plan(holder()).uuid}


def _pause(method):
    found = holder()
    if method == "DELETE":
        pause_reminders(found, until=days_ago(-9), reason="Ill", by=None)
    return {"holding_id": found.uuid}


MAKERS = {
    _proposal: ("reminders/send/",),
    _to_cancel: ("reminders/{reminder_id}/cancel/",),
    _to_post: ("reminders/posted/",),
    _late: ("arrears/{holding_id}/plans/",),
    _to_withdraw: ("plans/{plan_id}/withdraw/",),
    _pause: ("arrears/{holding_id}/pause/",),
}


def bodies(real):
    later = (timezone.localdate() + timedelta(days=30)).isoformat()
    return {
        "POST reminders/send/": {"reminders": [str(real.get("reminder"))]},
        "POST reminders/posted/": {
            "letters": [str(real.get("letter"))],
            "on": real["date"],
        },
        "POST arrears/{holding_id}/plans/": {"count": 2, "first_due": later},
        "POST arrears/{holding_id}/pause/": {"until": later, "reason": "Ill"},
        "PUT reminder-levels/": {"levels": [{"days": 10}, {"days": 20}]},
        "PUT reminder-wordings/{number}/{language}/": {"subject": "a", "body": "b"},
    }


def lively():
    """Arrears in every state; return the pages of a syndic below the building."""
    due("1000.00", on=days_ago(90))
    sent = remind(on=days_ago(60))["H1"]
    waiting = proposed()["H2"]
    set_wording(1, language="fr", subject="Rappel", body="Bonjour.", by=None)
    pause_reminders(cast.holding("H3"), until=days_ago(-30), reason="Ill", by=None)
    omar = cast.holding("H1").uuid
    plan = agree_plan(
        cast.holding("H1"),
        amount=Decimal("500.00"),
        count=3,
        first_due=days_ago(0),
        by=None,
    )
    return [
        "accounts/arrears/",
        f"accounts/arrears/{omar}/",
        *(
            f"accounts/arrears/{cast.holding('H3').uuid}/{below}"
            for below in ("", "pause/")
        ),
        f"accounts/arrears/{cast.holding('H2').uuid}/plan/",
        f"plans/{plan.uuid}/",
        f"plans/{plan.uuid}/withdraw/",
        "accounts/reminders/",
        "accounts/reminders/posted/",
        "accounts/reminders/levels/",
        "accounts/reminders/levels/1/fr/",
        *(f"reminders/{sent.uuid}/{below}" for below in ("", "cancel/")),
        f"reminders/{waiting.uuid}/",
    ]
