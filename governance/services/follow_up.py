"""What is done after a decision: tasks, and what it causes when it is carried out."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from buildings.services.changes import write_changes
from governance.errors.decisions import (
    CarriedOut,
    NotAdopted,
    NothingToCarryOut,
    ReasonNeeded,
)
from governance.models import Decision, DecisionEffect, DecisionTask
from governance.queries.decisions import reference
from governance.services.register import lock_register
from koprogo import slots
from koprogo.audit.services import record

__all__ = ["add_task", "carry_out", "change_task"]

State = DecisionTask.State
ENDED = (State.DONE, State.DROPPED)
LONGEST = DecisionEffect._meta.get_field("outcome").max_length


@transaction.atomic
def add_task(
    decision: Decision,
    *,
    title: str,
    assignee: str,
    due_on: date | None,
    budget: Decimal | None,
    by,
) -> DecisionTask:
    """Add something to be done after an adopted decision; every owner reads it.

    Raises:
        NotAdopted: what was rejected is not carried out.
    """
    if not decision.is_adopted:
        raise NotAdopted(decision)
    task = DecisionTask.objects.create(
        decision=decision,
        title=title,
        assignee=assignee,
        due_on=due_on,
        budget=budget,
    )
    record("task.added", target=decision, by=by, title=title)
    return task


@transaction.atomic
def change_task(task: DecisionTask, *, by, **fields) -> DecisionTask:
    """Change a task, or how far it is: done or dropped, it has ended today.

    Raises:
        ReasonNeeded: it is dropped, and the note does not say why.
    """
    rows = DecisionTask.objects.select_for_update(of=["self"])
    task = rows.select_related("decision").get(pk=task.pk)
    state = fields.get("state", task.state)
    if state == State.DROPPED and not fields.get("note", task.note):
        raise ReasonNeeded(task)
    ended = task.ended_on if task.state in ENDED else timezone.localdate()
    fields["ended_on"] = ended if state in ENDED else None
    if changed := write_changes(task, **fields):
        record("task.changed", target=task.decision, by=by, **changed)
    return task


@transaction.atomic
def carry_out(
    decision: Decision, values: Mapping[str, object], *, by
) -> DecisionEffect:
    """Do what an adopted decision causes, once, with the answers of its form.

    Raises:
        NotAdopted: it was rejected.
        NothingToCarryOut: it causes nothing.
        CarriedOut: it was done, perhaps at this very moment.
        EffectRefused: of ``koprogo.slots``; nothing was changed.
    """
    if not decision.is_adopted:
        raise NotAdopted(decision)
    effect = slots.decision_effects.get(decision.effect)
    if effect is None:
        raise NothingToCarryOut(decision)
    lock_register(decision.tenant_id)
    if DecisionEffect.objects.filter(decision=decision).exists():
        raise CarriedOut(decision)
    outcome = effect.carry_out(reference(decision), values, by=by)
    done = DecisionEffect.objects.create(
        decision=decision,
        effect=decision.effect,
        outcome=outcome[:LONGEST],
        carried_out_by=by,
    )
    record("decision.carried_out", target=decision, by=by, effect=decision.effect)
    return done
