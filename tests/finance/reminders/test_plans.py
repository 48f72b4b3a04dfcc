"""Instalment plans and pauses: agreed, kept, broken, withdrawn."""

from decimal import Decimal

import pytest

from finance.arrears_plan import WrongCount
from finance.errors import (
    NotLate,
    PauseEnded,
    PauseInThePast,
    PlanEnded,
    PlanInThePast,
    PlanOutside,
    PlanRunning,
)
from finance.models import InstalmentPlan, Reminder, ReminderPause
from finance.services.plans import (
    agree_plan,
    end_pause,
    pause_reminders,
    review_plans,
    withdraw_plan,
)
from koprogo.audit.models import AuditEvent
from tests import cast
from tests.finance.factories import payment
from tests.finance.reminders.arrears import days_ago, due, proposed, remind


def actions():
    rows = AuditEvent.objects.filter(action__regex=r"^(plan|reminders)\.")
    return list(rows.order_by("pk").values_list("action", flat=True))


def agreed(*, amount="500.00", count=2, first_due=None, by=None):
    return agree_plan(
        cast.holding("H1"),
        amount=Decimal(amount),
        count=count,
        first_due=first_due or days_ago(0),
        by=by,
    )


def end_of(plan):
    return InstalmentPlan.objects.get(pk=plan.pk).end


def test_a_plan_ends_reminding(acacias, sophie):
    due(on=days_ago(30))
    remind(on=days_ago(10))
    due("100.00", on=days_ago(5))
    plan = agreed(amount="550.00", count=3, by=sophie)
    parts = [(one.number, str(one.amount)) for one in plan.instalments.all()]
    assert parts == [(1, "183.34"), (2, "183.33"), (3, "183.33")]
    assert plan.created_by == sophie
    assert set(proposed(on=days_ago(-30))) == {"H2", "H3"}
    assert actions()[:3] == ["reminders.proposed", "reminders.ordered", "plan.agreed"]


def test_what_was_to_be_sent_is_cancelled_by_a_plan_and_by_a_pause(acacias):
    due(on=days_ago(30))
    proposed()
    agreed()
    pause_reminders(cast.holding("H2"), until=days_ago(-1), reason="Ill", by=None)
    states = dict(Reminder.objects.values_list("holding__code", "state"))
    assert states == {"H1": "cancelled", "H2": "cancelled", "H3": "proposed"}


def test_what_cannot_be_agreed(acacias):
    with pytest.raises(NotLate):
        agreed()
    due(on=days_ago(30))
    due("100.00", on=days_ago(0))
    for amount in ("499.99", "550.01"):
        with pytest.raises(PlanOutside) as refused:
            agreed(amount=amount)
        assert refused.value.args == (Decimal("500.00"), Decimal("550.00"))
    with pytest.raises(PlanInThePast):
        agreed(first_due=days_ago(1))
    with pytest.raises(WrongCount):
        agreed(count=0)
    assert InstalmentPlan.objects.count() == 0
    agreed(amount="550.00")
    with pytest.raises(PlanRunning):
        agreed()


def test_a_broken_plan_lets_reminding_go_on(acacias):
    due(on=days_ago(60))
    remind(on=days_ago(40))
    plan = agreed()
    assert review_plans(on=days_ago(-7)) == 0
    assert review_plans(on=days_ago(-8)) == 1
    assert review_plans(on=days_ago(-8)) == 0
    assert end_of(plan) == "broken"
    assert proposed(on=days_ago(-8))["H1"].level == 2
    assert actions()[-2] == "plan.broken"


def test_a_plan_that_is_paid_was_kept(acacias):
    due(on=days_ago(60))
    plan = agreed()
    payment("H1", "250.00")
    assert review_plans(on=days_ago(-20)) == 0
    payment("H1", "250.00")
    assert review_plans(on=days_ago(-20)) == 1
    assert end_of(plan) == "kept"
    assert actions()[-1] == "plan.kept"


def test_a_plan_is_withdrawn_once(acacias):
    due(on=days_ago(60))
    plan = agreed()
    withdraw_plan(plan, by=None)
    assert end_of(plan) == "withdrawn"
    with pytest.raises(PlanEnded):
        withdraw_plan(plan, by=None)
    assert agreed().pk != plan.pk


def test_no_plan_no_review(acacias):
    assert review_plans(on=days_ago(0)) == 0


# Pauses


def test_a_new_pause_replaces_the_old_one(acacias, sophie):
    due(on=days_ago(60))
    holding = cast.holding("H1")
    pause_reminders(holding, until=days_ago(-30), reason="Ill", by=sophie)
    pause_reminders(holding, until=days_ago(-10), reason="Better", by=sophie)
    standing = ReminderPause.objects.filter(ended_at=None)
    assert [(one.reason, one.created_by) for one in standing] == [("Better", sophie)]
    assert set(proposed(on=days_ago(-10))) == {"H1", "H2", "H3"}
    assert actions()[:2] == ["reminders.paused"] * 2


def test_a_pause_is_ended_once(acacias):
    due(on=days_ago(60))
    pause = pause_reminders(
        cast.holding("H1"), until=days_ago(-30), reason="Ill", by=None
    )
    end_pause(pause, by=None)
    assert "H1" in proposed()
    with pytest.raises(PauseEnded):
        end_pause(pause, by=None)


def test_a_pause_ends_on_a_day_to_come(acacias):
    with pytest.raises(PauseInThePast):
        pause_reminders(cast.holding("H1"), until=days_ago(0), reason="", by=None)
