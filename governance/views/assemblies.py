"""Assemblies: prepared by the office, read by the owners once they are convened."""

from datetime import datetime, time

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission, require
from governance.errors.base import GovernanceError
from governance.forms.assemblies import AssemblyForm, NewAssemblyForm, first_values
from governance.lists.assemblies import assemblies_table as as_table
from governance.models import Assembly
from governance.queries.agenda import agenda_of, explain_majority, languages_of
from governance.queries.assemblies import (
    State,
    assembly_list,
    days_of,
    next_assembly,
    state_of,
    visible_assemblies,
)
from governance.queries.budgets import draft_budgets
from governance.queries.convening import findings_of
from governance.queries.costs import divide_items, own_parts
from governance.queries.following import follower_of, next_step, with_what_follows
from governance.queries.settings import (
    assembly_settings,
    next_ordinary_day,
    ordinary_period,
)
from governance.refusals.assemblies import sentence
from governance.refusals.findings import told
from governance.services import assemblies as services
from governance.timetable import nearest_period, timetable
from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.pagination import paginate

EVENING = time(19)


@require_safe
@require(Permission.SEE_ASSEMBLIES, asbl=True)
def assemblies(request, building):
    """All of them for who prepares them; the convened ones for the others."""
    found = visible_assemblies(request.access)
    page = paginate(request, found)
    coming = next_assembly(found, now=timezone.now())
    context = {
        "building": building,
        "page": page,
        "rows": [(one, state_of(one)) for one in page],
        "coming": coming,
        "state": coming and state_of(coming),
        "days": coming and days_of(coming),
        "may_prepare": request.access.allows(Permission.PREPARE_ASSEMBLIES),
    }
    return render(request, "governance/assemblies/list.html", context)


@require_safe
@require(Permission.SEE_ASSEMBLIES, asbl=True)
def assemblies_table(request, building, ending):
    found = visible_assemblies(request.access)[: LIMIT + 1]
    return send_table(as_table(found), ending, place=building.slug)


@require_safe
@require(Permission.SEE_ASSEMBLIES, asbl=True)
def assembly(request, building, assembly_id):
    """What is missing, for the office; when, where and what about, for the owners."""
    visible = visible_assemblies(request.access)
    found = get_object_or_404(
        with_what_follows(visible, request.access), uuid=assembly_id
    )
    items, state = agenda_of(found), state_of(found)
    follower = follower_of(found, visible) if found.ended_at else None
    takes_part = request.access.allows(Permission.TAKE_PART)
    divided = divide_items(items, on=found.day) if takes_part else {}
    own = own_parts(divided, request.access)
    may_prepare = request.access.allows(Permission.PREPARE_ASSEMBLIES)
    context = {
        "building": building,
        "assembly": found,
        "state": state,
        "days": days_of(found),
        "follower": follower,
        "next": next_step(found, follower),
        "points": [
            (one, explain_majority(one.subject, found.day), (own or {}).get(one.pk))
            for one in items
        ],
        "own": own,
        "is_draft": state == State.DRAFT,
        "may_prepare": may_prepare,
    }
    if may_prepare and state == State.DRAFT:
        context |= _findings(found, building)
    return render(request, "governance/assemblies/assembly.html", context)


def _findings(assembly: Assembly, building) -> dict:
    """Return what stops it from being convened, and what is advised."""
    findings = findings_of(assembly, building, today=timezone.localdate())
    said = told(findings, assembly, building.slug)
    return {
        "needed": [one for one in said if one.is_blocking],
        "advised": [one for one in said if not one.is_blocking],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_ASSEMBLIES, asbl=True)
def assembly_new(request, building):
    settings = assembly_settings()
    period = ordinary_period(settings)
    proposed = period and next_ordinary_day(period, on=timezone.localdate())
    form = NewAssemblyForm(
        request.POST if request.method == "POST" else None,
        initial={"place": settings.place, "starts_at": _evening(proposed)},
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = services.prepare_assembly(
                form.draft(),
                kind=form.cleaned_data["kind"],
                languages=languages_of(building),
                budget=next(iter(draft_budgets(request.access)), None),
                by=request.user,
            )
        except GovernanceError as error:
            form.add_error(None, sentence(error))
        else:
            _warn(request, made)
            return redirect("governance:assembly", building.slug, made.uuid)
    span = proposed and nearest_period(period, proposed)
    context = {
        "building": building,
        "form": form,
        "days": proposed and timetable(proposed, period_since=span.first),
    }
    return render(request, "governance/assemblies/new.html", context)


def _evening(day):
    if day is None:
        return None
    return timezone.make_aware(datetime.combine(day, EVENING))


def _warn(request, assembly: Assembly) -> None:
    """Say so when the day is not one that the internal rules mean."""
    if assembly.kind == Assembly.Kind.EXTRAORDINARY:
        return
    days = days_of(assembly)
    if days.period is None:
        text = _(
            "The fifteen days of the internal rules are not noted: nobody knows whether "
            "this day is one of them."
        )
        messages.warning(request, text)
    elif days.is_outside:
        text = _("This day is outside the fifteen days of the internal rules.")
        messages.warning(request, text)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_ASSEMBLIES, asbl=True)
def assembly_edit(request, building, assembly_id):
    found = get_object_or_404(assembly_list(), uuid=assembly_id, convened_at=None)
    form = AssemblyForm(
        request.POST if request.method == "POST" else None, initial=first_values(found)
    )
    if request.method == "POST" and form.is_valid():
        try:
            changed = services.change_assembly(found, form.draft(), by=request.user)
        except GovernanceError as error:
            messages.error(request, sentence(error))
            return redirect("governance:assemblies", building.slug)
        _warn(request, changed)
        return redirect("governance:assembly", building.slug, found.uuid)
    context = {
        "building": building,
        "assembly": found,
        "form": form,
        "days": days_of(found),
    }
    return render(request, "governance/assemblies/edit.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_ASSEMBLIES, asbl=True)
def assembly_discard(request, building, assembly_id):
    found = get_object_or_404(assembly_list(), uuid=assembly_id, convened_at=None)
    if request.method == "POST":
        try:
            services.discard_assembly(found, by=request.user)
        except GovernanceError as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("The draft is discarded."))
        return redirect("governance:assemblies", building.slug)
    context = {"building": building, "assembly": found}
    return render(request, "governance/assemblies/discard.html", context)
