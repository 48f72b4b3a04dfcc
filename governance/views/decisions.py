"""The register of decisions, what is done after them, and carrying them out."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission, require
from governance.deadlines import latest_challenge
from governance.errors.base import GovernanceError
from governance.forms.decisions import (
    DecisionFilterForm,
    TaskFilterForm,
    TaskForm,
    TaskStateForm,
)
from governance.lists.decisions import decisions_table as as_table
from governance.lists.decisions import tasks_table as as_task_table
from governance.models import DecisionTask
from governance.queries.decisions import (
    chosen_decisions,
    chosen_tasks,
    decided_subjects,
    decision_list,
    decision_years,
    initial_values,
    reference,
    told,
)
from governance.refusals.decisions import sentence
from governance.services import follow_up as services
from koprogo import slots
from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.pagination import paginate

PDF = "application/pdf"


@require_safe
@require(Permission.SEE_ASSEMBLIES, asbl=True)
def decisions(request, building):
    """The register, latest first, searched in all languages."""
    form = _filter(request)
    asked = form.asked()
    page = paginate(request, chosen_decisions(**asked))
    context = {
        "building": building,
        "form": form,
        "asked": asked,
        "page": page,
        "told": [told(decision) for decision in page],
    }
    return render(request, "governance/decisions/list.html", context)


@require_safe
@require(Permission.SEE_ASSEMBLIES, asbl=True)
def decisions_table(request, building, ending):
    found = chosen_decisions(**_filter(request).asked())
    return send_table(as_table(found[: LIMIT + 1]), ending, place=building.slug)


@require_safe
@require(Permission.SEE_ASSEMBLIES, asbl=True)
def decisions_file(request, building):
    """The register as it is chosen, on paper."""
    from governance.exports.register import register_name, register_pdf

    found = chosen_decisions(**_filter(request).asked())
    on = timezone.localdate()
    return HttpResponse(
        register_pdf(found, building, on=on),
        content_type=PDF,
        headers={
            "Content-Disposition": content_disposition_header(
                True, register_name(building, on=on)
            ),
            "Cache-Control": "private, no-store",
        },
    )


def _filter(request) -> DecisionFilterForm:
    return DecisionFilterForm(
        request.GET, years=decision_years(), subjects=decided_subjects()
    )


@require_safe
@require(Permission.SEE_ASSEMBLIES, asbl=True)
def decision(request, building, decision_id):
    """A decision: its text, why it is adopted or not, and what is done after it."""
    found = get_object_or_404(decision_list(), uuid=decision_id)
    effect = slots.decision_effects.get(found.effect)
    context = {
        "building": building,
        "decision": found,
        "told": told(found),
        "tasks": found.tasks.select_related("decision"),
        "challenge_until": _challenge(request, found),
        "tender": getattr(found.item, "tender", None),
        "effect": effect,
        "done": getattr(found, "carried_out", None),
        "today": timezone.localdate(),
    }
    return render(request, "governance/decisions/decision.html", context)


def _challenge(request, found):
    """Return the last day before the judge of a decision of co-owners (art. 3.92)."""
    if found.item is None or request.access.is_of_members:
        return None
    return latest_challenge(found.decided_on)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.CARRY_OUT_DECISIONS, asbl=True)
def decision_carry_out(request, building, decision_id):
    """Ask what the decision leaves open, say what will happen, and do it."""
    found = get_object_or_404(decision_list(), uuid=decision_id)
    effect = slots.decision_effects.get(found.effect)
    if effect is None or hasattr(found, "carried_out"):
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = effect.form()(data, initial=initial_values(found))
    ready = request.method == "POST" and form.is_valid()
    if ready and "confirmed" in request.POST:
        try:
            services.carry_out(found, form.cleaned_data, by=request.user)
        except (GovernanceError, slots.EffectRefused) as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("The decision is carried out."))
            return redirect("governance:decision", building.slug, found.uuid)
    context = {
        "building": building,
        "decision": found,
        "effect": effect,
        "form": form,
        "ready": ready,
        "happens": effect.describe(reference(found), form.cleaned_data)
        if ready
        else [],
    }
    return render(request, "governance/decisions/carry_out.html", context)


@require_safe
@require(Permission.SEE_ASSEMBLIES, asbl=True)
def tasks(request, building):
    """What has to be done after decisions: every co-owner reads it."""
    form, today = TaskFilterForm(request.GET), timezone.localdate()
    page = paginate(request, chosen_tasks(state=form.asked(), on=today))
    context = {
        "building": building,
        "form": form,
        "asked": form.asked(),
        "page": page,
        "today": today,
    }
    return render(request, "governance/decisions/tasks.html", context)


@require_safe
@require(Permission.SEE_ASSEMBLIES, asbl=True)
def tasks_table(request, building, ending):
    state = TaskFilterForm(request.GET).asked()
    found = chosen_tasks(state=state, on=timezone.localdate())
    return send_table(as_task_table(found[: LIMIT + 1]), ending, place=building.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_ASSEMBLIES, asbl=True)
def task_new(request, building, decision_id):
    adopted = decision_list().filter(is_adopted=True)
    found = get_object_or_404(adopted, uuid=decision_id)
    draft = DecisionTask(decision=found)
    form = TaskForm(request.POST if request.method == "POST" else None, instance=draft)
    if request.method == "POST" and form.is_valid():
        services.add_task(found, **form.cleaned_data, by=request.user)
        messages.success(request, _("The task is added."))
        return redirect("governance:decision", building.slug, found.uuid)
    context = {"building": building, "decision": found, "form": form}
    return render(request, "governance/decisions/task_new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_ASSEMBLIES, asbl=True)
def task_edit(request, building, task_id):
    """Change a task, and how far it is."""
    found = get_object_or_404(
        DecisionTask.objects.select_related("decision"), uuid=task_id
    )
    data = request.POST if request.method == "POST" else None
    form = TaskStateForm(data, instance=found)
    if request.method == "POST" and form.is_valid():
        services.change_task(found, **form.cleaned_data, by=request.user)
        messages.success(request, _("The task is changed."))
        return redirect("governance:decision", building.slug, found.decision.uuid)
    context = {
        "building": building,
        "decision": found.decision,
        "task": found,
        "form": form,
    }
    return render(request, "governance/decisions/task_edit.html", context)
