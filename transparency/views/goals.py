"""The goals of the ASBL: set by the board, measured by the platform or by hand."""

from functools import partial

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.pagination import paginate
from transparency.access import Permission, require
from transparency.forms.reports import GoalChangeForm, GoalForm, MeasuredForm
from transparency.lists.reports import goals_table as as_table
from transparency.queries.goals import BY_ITSELF, goal_list
from transparency.refusals.reports import sentence
from transparency.services import goals as services
from transparency.views.acts import ask

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])


def _ask(request, form, act, *, done, title, lead, submit):
    return ask(
        request,
        form,
        act,
        done=done,
        back=reverse("transparency:goals"),
        words={
            "title": title,
            "lead": lead,
            "submit": submit,
            "back_label": _("Goals"),
        },
        sentence=sentence,
    )


@require_safe
@require(Permission.SEE_REPORTS)
def goals(request, association):
    """All goals, the next to reach first."""
    context = {
        "page": paginate(request, goal_list()),
        "by_itself": list(BY_ITSELF),
        "may_set": request.access.allows(Permission.PUBLISH_REPORTS),
    }
    return render(request, "transparency/reports/goals.html", context)


@require_safe
@require(Permission.SEE_REPORTS)
def goals_table(request, association, ending):
    table = as_table(goal_list()[: LIMIT + 1])
    return send_table(table, ending, place=association.slug)


@READ_WRITE
@require(Permission.PUBLISH_REPORTS)
def goal_new(request, association):
    return _ask(
        request,
        GoalForm(request.POST if request.method == "POST" else None),
        services.set_goal,
        done=_("The goal is set, and published."),
        title=_("Set a goal"),
        lead=_("Everybody reads it, beside what is measured."),
        submit=_("Set the goal"),
    )


@READ_WRITE
@require(Permission.PUBLISH_REPORTS)
def goal_edit(request, association, goal_id):
    found = get_object_or_404(goal_list(), uuid=goal_id)
    sent = request.POST if request.method == "POST" else None
    return _ask(
        request,
        GoalChangeForm(sent, initial={"target": found.target, "due": found.due}),
        partial(services.change_goal, found),
        done=_("The goal is changed."),
        title=found.get_name_display(),
        lead=_("The history keeps what was aimed at before."),
        submit=_("Change the goal"),
    )


@READ_WRITE
@require(Permission.PUBLISH_REPORTS)
def goal_measure(request, association, goal_id):
    found = get_object_or_404(goal_list(), uuid=goal_id)
    return _ask(
        request,
        MeasuredForm(request.POST if request.method == "POST" else None),
        partial(services.note_measured, found),
        done=_("The measured value is kept, and published."),
        title=found.get_name_display(),
        lead=_("Values below 5 that count people are not shown to everybody."),
        submit=_("Keep the value"),
    )
