"""What followed on the decisions of Bellevue's last assembly."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from buildings.models import Owner
from finance.demo.bellevue.budgets import LIFT_WORKS
from finance.demo.stage import Stage
from finance.months import add_months
from governance.demo.bellevue.agenda import (
    AUDITOR,
    BUDGET,
    FACADE,
    LIFT_POINT,
    MEMBER,
    SECOND_MEMBER,
)
from governance.demo.sitting import at_hour
from governance.models import Assembly, Decision, DecisionEffect, DecisionTask
from governance.models.council import Decided
from governance.queries.decisions import reference
from governance.services.council import appoint_auditor, elect_member, name_chair
from governance.services.follow_up import add_task, change_task

State = DecisionTask.State
Decisions = Mapping[int, Decision]

# What was carried out at once, as the page says it: that on the façade still waits.
CARRIED_OUT = {
    BUDGET: "Budget adopté",
    LIFT_POINT: f"Travaux notés : {LIFT_WORKS}",
    MEMBER: "Marc Dubois est membre du conseil de copropriété",
    SECOND_MEMBER: "Chloé Fontaine est membre du conseil de copropriété",
    AUDITOR: "Heike Schröder est commissaire aux comptes",
}


@dataclass(frozen=True, slots=True)
class Task:
    """``due`` and ``ended``: months after the assembly."""

    point: int
    title: str
    assignee: str
    due: int
    state: State = State.TO_DO
    note: str = ""
    ended: int = 0
    budget: Decimal | None = None


TASKS = (
    Task(
        *(LIFT_POINT, "Commander les travaux de l’ascenseur A", "Syndic Lambert", 2),
        *(State.DONE, "Commandé ; la cabine est livrée.", 2),
    ),
    Task(
        *(FACADE, "Demander trois offres pour la façade", "Syndic Lambert", 5),
        *(State.DONE, "Trois offres reçues, de 117 000 € à 141 500 €.", 5),
    ),
    Task(
        *(FACADE, "Comparer les offres", "Conseil de copropriété", 13, State.DOING),
        "Deux offres sont comparées ; l’architecte répond sur la troisième.",
    ),
    Task(FACADE, "Informer les occupants du calendrier", "Jonas Peeters", 16),
    Task(
        *(FACADE, "Demander la prime à la rénovation", "Syndic Lambert", 8),
        *(State.DROPPED, "La prime est réservée aux façades classées.", 6),
        Decimal("9000.00"),
    ),
)


def play(assembly: Assembly, stage: Stage) -> None:
    rows = Decision.objects.filter(item__assembly=assembly).select_related("item")
    decisions = {decision.item.position: decision for decision in rows}
    _appoint(decisions, stage)
    for position in CARRIED_OUT:
        _note(decisions[position], stage)
    _settle_first_tasks(decisions, stage)
    for task in TASKS:
        _add(decisions[task.point], task, stage)


def _appoint(decisions: Decisions, stage: Stage) -> None:
    """Two members of the council, and the auditor until the next year has ended."""
    since = decisions[MEMBER].decided_on
    members = ((MEMBER, "dubois-marc"), (SECOND_MEMBER, "fontaine-chloe"))
    terms = [
        elect_member(
            Owner.objects.get(code=code),
            since=since,
            until=None,
            decided=_decided(decisions[position]),
            by=stage.manager,
        )
        for position, code in members
    ]
    name_chair(terms[0], on=stage.today, by=stage.manager)
    appoint_auditor(
        name="Heike Schröder",
        since=since,
        until=date(since.year + 2, 1, 1),
        decided=_decided(decisions[AUDITOR]),
        by=stage.manager,
    )


def _decided(decision: Decision) -> Decided:
    named = reference(decision)
    return Decided(named.date, named.text, decision)


def _note(decision: Decision, stage: Stage) -> None:
    """Note what was carried out the next day: ``raw``, for the row bears its moment."""
    DecisionEffect(
        decision=decision,
        effect=decision.effect,
        outcome=CARRIED_OUT[decision.item.position],
        carried_out_at=at_hour(decision.decided_on + timedelta(days=1), 9),
        carried_out_by=stage.manager,
    ).save_base(raw=True, force_insert=True)


def _settle_first_tasks(decisions: Decisions, stage: Stage) -> None:
    """What was carried out has nothing to do any more."""
    for position in CARRIED_OUT:
        task = decisions[position].tasks.get()
        _end(task, decisions[position].decided_on, State.DONE, "", stage)
    task = decisions[FACADE].tasks.get()
    due_on = add_months(decisions[FACADE].decided_on, 15)
    change_task(task, assignee="Syndic Lambert", due_on=due_on, by=stage.manager)


def _add(decision: Decision, row: Task, stage: Stage) -> None:
    task = add_task(
        decision,
        title=row.title,
        assignee=row.assignee,
        due_on=add_months(decision.decided_on, row.due),
        budget=row.budget,
        by=stage.assistant,
    )
    if row.ended:
        on = add_months(decision.decided_on, row.ended)
        _end(task, on, row.state, row.note, stage)
    elif row.note:
        change_task(task, state=row.state, note=row.note, by=stage.assistant)


def _end(task: DecisionTask, on: date, state: State, note: str, stage: Stage) -> None:
    """End a task; only the calendar makes it end earlier than today: no service does."""
    change_task(task, state=state, note=note, by=stage.assistant)
    DecisionTask.objects.filter(pk=task.pk).update(ended_on=min(on, stage.today))
