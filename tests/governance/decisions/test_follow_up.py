"""Tasks after decisions; how the register is searched."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from governance.errors.decisions import NotAdopted, ReasonNeeded
from governance.models import Decision, DecisionTask
from governance.queries.decisions import (
    chosen_decisions,
    chosen_tasks,
    decided_subjects,
    decision_years,
    late_tasks,
    open_tasks,
)
from governance.services.follow_up import add_task, change_task
from koprogo.audit.models import AuditEvent
from tests.governance.minutes import making

pytestmark = pytest.mark.usefixtures("acacias")

TODAY = timezone.localdate


def test_a_task_is_added_and_done():
    task = making.task(budget=Decimal("100.00"), assignee="Council")
    change_task(task, state="doing", by=None)
    done = change_task(task, state="done", note="Ordered", by=None)
    assert (done.state, done.ended_on) == ("done", TODAY())
    change_task(task, state="done", by=None)  # nothing changes
    opened = change_task(task, state="to_do", by=None)
    assert opened.ended_on is None
    changed = AuditEvent.objects.filter(action="task.changed")
    assert changed.count() == 3


def test_it_ended_on_its_first_day():
    task = making.task()
    change_task(task, state="done", by=None)
    ended = TODAY() - timedelta(days=5)
    DecisionTask.objects.filter(pk=task.pk).update(ended_on=ended)
    assert change_task(task, state="dropped", note="x", by=None).ended_on == ended


def test_it_is_dropped_for_a_reason():
    task = making.task()
    with pytest.raises(ReasonNeeded):
        change_task(task, state="dropped", by=None)
    change_task(task, state="dropped", note="Sold", by=None)


def test_none_after_what_was_rejected():
    making.finished()
    rejected = Decision.objects.get(is_adopted=False)
    with pytest.raises(NotAdopted):
        add_task(rejected, title="x", assignee="", due_on=None, budget=None, by=None)


def test_the_database_keeps_tasks():
    making.task()
    with pytest.raises(DatabaseError), transaction.atomic():
        DecisionTask.objects.all().delete()


def test_tasks_by_state():
    decision = making.decision(effect="manual")
    [first] = decision.tasks.all()
    yesterday = TODAY() - timedelta(days=1)
    late = making.task(decision=decision, title="Late", due_on=yesterday)
    done = making.task(decision=decision, title="Done")
    change_task(done, state="done", by=None)
    assert list(open_tasks()) == [late, first]
    assert list(late_tasks(on=TODAY())) == [late]
    assert list(late_tasks(on=yesterday)) == []

    def chosen(state):
        return list(chosen_tasks(state=state, on=TODAY()))

    assert chosen("") == [late, first, done]
    assert chosen("open") == [late, first]
    assert chosen("late") == [late]
    assert chosen("ended") == [done]


def test_the_register_is_searched_in_all_languages():
    making.finished()

    def titles(**asked):
        return [one.number for one in chosen_decisions(**asked)]

    assert titles() == [2, 1]
    assert titles(search="bleu peindre") == [2]
    assert titles(search="schilder") == [2]
    assert titles(search="green") == []
    assert titles(adopted="yes") == [1]
    assert titles(adopted="no") == [2]
    assert titles(subject="works") == [2, 1]
    assert titles(subject="budget") == []
    assert titles(year=TODAY().year) == [2, 1]
    assert titles(year=2020) == []
    assert decision_years() == [TODAY().year]
    assert decided_subjects() == ["works"]
