"""What keeps reminders back: a pause until a day, or a plan to pay by instalments."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from buildings.models import Holding
from finance.arrears import Outcome, plan_outcome
from finance.arrears_plan import Instalment, instalments
from finance.errors import (
    NotLate,
    PauseEnded,
    PauseInThePast,
    PlanEnded,
    PlanInThePast,
    PlanOutside,
    PlanRunning,
)
from finance.models import InstalmentPlan, PlanInstalment, ReminderPause
from finance.queries.accounts import settlements
from finance.queries.lateness import running_plans, still_open
from finance.services.reminders import cancel_waiting, lock_holdings
from koprogo.audit.services import record

ZERO = Decimal("0.00")
End = InstalmentPlan.End


@transaction.atomic
def pause_reminders(holding: Holding, *, until: date, reason: str, by) -> ReminderPause:
    """Send no reminder to a holding before a day; it replaces a pause that runs.

    Raises:
        PauseInThePast: ``until`` is not after today.
    """
    today = timezone.localdate()
    if until <= today:
        raise PauseInThePast(until)
    lock_holdings([holding.pk])
    running = ReminderPause.objects.filter(holding=holding, ended_at=None)
    running.update(ended_at=timezone.now())
    cancel_waiting(holding)
    pause = ReminderPause.objects.create(
        holding=holding, since=today, until=until, reason=reason, created_by=by
    )
    record("reminders.paused", target=pause, by=by, until=until.isoformat())
    return pause


@transaction.atomic
def end_pause(pause: ReminderPause, *, by) -> None:
    """Let reminders go on before the pause is over.

    Raises:
        PauseEnded: somebody ended it before.
    """
    running = ReminderPause.objects.filter(pk=pause.pk, ended_at=None)
    if not running.update(ended_at=timezone.now()):
        raise PauseEnded(pause)
    record("reminders.pause_ended", target=pause, by=by)


@transaction.atomic
def agree_plan(
    holding: Holding, *, amount: Decimal, count: int, first_due: date, by
) -> InstalmentPlan:
    """Agree that a holding pays ``amount`` EUR in monthly instalments.

    While the plan is kept nobody is reminded. It covers all that is overdue, and at
    most all that is owed.

    Raises:
        NotLate: nothing is overdue.
        PlanRunning: there is a plan already.
        PlanInThePast: the first instalment is due before today.
        PlanOutside: the amount is less than what is overdue, or more than what is owed.
        WrongCount: of ``arrears_plan``; no instalment, or more of them than cents.
    """
    lock_holdings([holding.pk])
    today = timezone.localdate()
    if first_due < today:
        raise PlanInThePast(first_due)
    if InstalmentPlan.objects.running().filter(holding=holding).exists():
        raise PlanRunning(holding)
    least, most = plan_limits(holding, on=today)
    if not least:
        raise NotLate(holding)
    if not least <= amount <= most:
        raise PlanOutside(least, most)
    parts = instalments(amount, count=count, first_due=first_due)
    plan = InstalmentPlan.objects.create(
        holding=holding, agreed_on=today, amount=amount, created_by=by
    )
    PlanInstalment.objects.bulk_create(
        PlanInstalment(plan=plan, number=number, due_on=part.due, amount=part.amount)
        for number, part in enumerate(parts, start=1)
    )
    cancel_waiting(holding)
    record("plan.agreed", target=plan, by=by, amount=str(amount), number=count)
    return plan


def plan_limits(holding: Holding, *, on: date) -> tuple[Decimal, Decimal]:
    """Return what a plan covers at least (what is overdue) and at most, in EUR."""
    amounts = still_open(settlements([holding.pk])[holding.pk])
    overdue = sum((item.amount for item in amounts if item.on < on), ZERO)
    return overdue, sum((item.amount for item in amounts), ZERO)


@transaction.atomic
def withdraw_plan(plan: InstalmentPlan, *, by) -> None:
    """End a plan by hand: reminding goes on.

    Raises:
        PlanEnded: it was kept, broken or withdrawn before.
    """
    if not _end(plan, End.WITHDRAWN):
        raise PlanEnded(plan)
    record("plan.withdrawn", target=plan, by=by)


@transaction.atomic
def review_plans(*, on: date) -> int:
    """End the plans that were kept, or are broken, on that day; return how many."""
    plans = list(running_plans().select_for_update())
    settled = settlements({plan.holding_id for plan in plans})
    outcomes = [
        (
            plan,
            plan_outcome(
                [Instalment(one.due_on, one.amount) for one in plan.instalments.all()],
                still_open(settled[plan.holding_id]),
                on=on,
            ),
        )
        for plan in plans
    ]
    ended = [(plan, end) for plan, end in outcomes if end is not Outcome.RUNNING]
    for plan, outcome in ended:
        kept = outcome is Outcome.KEPT
        _end(plan, End.KEPT if kept else End.BROKEN)
        record("plan.kept" if kept else "plan.broken", target=plan, by=None)
    return len(ended)


def _end(plan: InstalmentPlan, end: str) -> int:
    running = InstalmentPlan.objects.running().filter(pk=plan.pk)
    return running.update(ended_at=timezone.now(), end=end)
