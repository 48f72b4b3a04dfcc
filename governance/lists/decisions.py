"""The register of decisions and the tasks, as tables."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from governance.majorities import Majority
from governance.models import Decision, DecisionTask
from governance.subjects import Subject
from governance.voting_words import outcome
from governance.words import MAJORITIES, SUBJECTS
from koprogo.ui.exports import Table


def decisions_table(decisions: Iterable[Decision]) -> Table:
    """``decisions``: as of ``queries.decisions.decision_list``."""
    header = [
        _("Number"),
        _("Day"),
        _("Title"),
        _("Decision"),
        _("Subject"),
        _("Majority"),
        _("Result"),
        pgettext("vote", "For"),
        pgettext("vote", "Against"),
        pgettext("vote", "Abstained"),
        pgettext("vote", "Blank"),
        pgettext("vote", "Needed"),
        _("Amount (€)"),
    ]
    rows = [
        (
            one.number,
            one.decided_on,
            one.title,
            one.text,
            SUBJECTS[Subject(one.subject)],
            MAJORITIES[Majority(one.majority)],
            str(outcome(one.candidate, adopted=one.is_adopted)),
            *(
                one.result.get(figure)
                for figure in ("for", "against", "abstain", "blank", "needed")
            ),
            one.amount,
        )
        for one in decisions
    ]
    return Table("decisions", _("Register of decisions"), header, rows)


def tasks_table(tasks: Iterable[DecisionTask]) -> Table:
    """``tasks``: as of ``queries.decisions.task_list``."""
    header = [
        _("What has to be done"),
        _("Decision"),
        _("Decided on"),
        _("By whom"),
        _("Until when"),
        _("Budget (€)"),
        _("State"),
        _("How far it is"),
        _("Ended on"),
    ]
    rows = [
        (
            one.title,
            f"{one.decision.number}. {one.decision.title}",
            one.decision.decided_on,
            one.assignee,
            one.due_on,
            one.budget,
            one.get_state_display(),
            one.note,
            one.ended_on,
        )
        for one in tasks
    ]
    return Table("tasks", _("What has to be done"), header, rows)
