"""Two people, a payment and the worker at the same moment, with real transactions."""

from decimal import Decimal
from functools import partial

import pytest

from finance.errors import FinanceError
from finance.models import AccountCharge, InstalmentPlan, Reminder, ReminderLetter
from finance.reminding import Level
from finance.services.plans import agree_plan
from finance.services.reminder_letters import send_some
from finance.services.reminder_levels import set_levels
from finance.services.reminders import propose_reminders, send_reminders
from koprogo.jobs.models import Job
from koprogo.jobs.services import run_all
from koprogo.ledger.queries import verify
from koprogo.notifications.models import Delivery
from koprogo.tenancy import enter
from tests import cast
from tests.finance.factories import payment
from tests.finance.letters import furnish
from tests.finance.reminders.arrears import days_ago, due, proposed
from tests.together import outcomes


def at_once(*acts):
    tenant_id = cast.tenant().pk

    def entered(act):
        with enter(tenant_id, by=None):
            act()

    return outcomes([partial(entered, act) for act in acts], refusals=FinanceError)


@pytest.fixture
def inside(own_database):
    """Commit what a test prepares in Les Acacias: everybody is late."""

    def entered():
        return enter(cast.tenant().pk, by=None)

    with entered():
        furnish()
        set_levels([Level(1, 5, with_interest=True, registered=True)], by=None)
        due(on=days_ago(100))
    return entered


def test_two_who_propose_propose_once(inside):
    act = partial(propose_reminders, on=days_ago(0), by=None)
    assert at_once(act, act, act) == ["done"] * 3
    with inside():
        assert Reminder.objects.count() == 3


def test_two_who_send_send_once(inside):
    with inside():
        keys = [one.uuid for one in proposed().values()]
    act = partial(send_reminders, keys, by=None)
    assert at_once(act, act, act) == ["done"] * 3
    assert Job.objects.filter(name="finance.send_reminders").count() == 1
    run_all()
    with inside():
        assert ReminderLetter.objects.count() == Delivery.objects.count() == 3
        assert AccountCharge.objects.count() == 3
        assert verify() == []


def test_two_workers_at_one_job_send_once(inside):
    with inside():
        found = proposed().values()
        send_reminders([one.uuid for one in found], by=None)
        keys = [one.pk for one in found]
    act = partial(send_some, keys, on=days_ago(0), by=None)
    assert at_once(act, act) == ["done"] * 2
    with inside():
        assert ReminderLetter.objects.count() == AccountCharge.objects.count() == 3
        assert verify() == []


def test_a_payment_while_the_letter_is_made(inside):
    """Either he is not reminded any more, or the reminder came first: never half."""
    with inside():
        found = proposed().values()
        send_reminders([one.uuid for one in found], by=None)
        keys = [one.pk for one in found]
    worker = partial(send_some, keys, on=days_ago(0), by=None)
    assert at_once(worker, partial(payment, "H1", "500.00")) == ["done"] * 2
    with inside():
        reminder = Reminder.objects.get(holding__code="H1")
        charged = AccountCharge.objects.filter(holding__code="H1").count()
        letters = ReminderLetter.objects.filter(reminder=reminder).count()
        sent = int(reminder.state == Reminder.State.SENT)
        assert (charged, letters) == (sent, sent)
        assert verify() == []


def test_two_plans_at_once_are_one(inside):
    def act():
        amounts = {"amount": Decimal("500.00"), "count": 2}
        agree_plan(cast.holding("H1"), **amounts, first_due=days_ago(0), by=None)

    assert at_once(act, act) == ["PlanRunning", "done"]
    with inside():
        assert InstalmentPlan.objects.count() == 1
