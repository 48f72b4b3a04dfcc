"""What the ASBL set out to reach, and what is measured of it."""

from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone

from koprogo.audit.services import record
from transparency.errors import GoalThere, MeasuredInTheFuture
from transparency.models import Goal
from transparency.queries.goals import measured_now
from transparency.services.publishing import soon

__all__ = ["change_goal", "measure", "note_measured", "set_goal"]


@transaction.atomic
def set_goal(*, name: str, due: date, target: Decimal, by) -> Goal:
    """Set a goal with its day.

    Raises:
        GoalThere: it is set for that day.
    """
    goal = Goal(name=name, due=due, target=target)
    _save(goal)
    record("goal.set", target=goal, by=by, due=str(due), goal_target=str(target))
    soon()
    return goal


@transaction.atomic
def change_goal(goal: Goal, *, due: date, target: Decimal, by) -> Goal:
    """Change how much is aimed at, or by when.

    Raises:
        GoalThere: it is set for that day.
    """
    found = Goal.objects.select_for_update().get(pk=goal.pk)
    if (found.due, found.target) == (due, target):
        return found
    found.due, found.target = due, target
    _save(found)
    record("goal.changed", target=found, by=by, due=str(due), goal_target=str(target))
    soon()
    return found


@transaction.atomic
def note_measured(goal: Goal, *, measured: Decimal, measured_on: date, by) -> Goal:
    """Note a value that somebody measured, with its day.

    Raises:
        MeasuredInTheFuture: that day has not come.
    """
    if measured_on > timezone.localdate():
        raise MeasuredInTheFuture(measured_on)
    found = Goal.objects.select_for_update().get(pk=goal.pk)
    found.measured, found.measured_on = measured, measured_on
    found.save(update_fields=["measured", "measured_on"])
    record("goal.measured", target=found, by=by, measured=str(measured))
    soon()
    return found


@transaction.atomic
def measure(*, now: datetime) -> int:
    """Fill in what the platform measures itself of goals that are not over.

    Returns:
        How many values changed.
    """
    today = timezone.localdate(now)
    goals = list(Goal.objects.select_for_update().filter(due__gte=today).order_by("pk"))
    known = measured_now({goal.name for goal in goals}, now=now)
    changed = 0
    for goal in goals:
        value = known.get(goal.name)
        if value is not None and (goal.measured, goal.measured_on) != (value, today):
            changed += goal.measured != value
            goal.measured, goal.measured_on = value, today
            goal.save(update_fields=["measured", "measured_on"])
    if changed:
        soon()
    return changed


def _save(goal: Goal) -> None:
    try:
        with transaction.atomic():
            goal.save()
    except IntegrityError:
        raise GoalThere(goal.name) from None
