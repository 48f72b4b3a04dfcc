"""The points of an agenda: written by the office, read by everybody who may vote."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from buildings.access import Permission, require
from buildings.models import AllocationKey, Holding, LibraryVersion
from buildings.queries import named_holdings, visible_holdings
from governance.errors.base import GovernanceError
from governance.forms.agenda import (
    SUBJECT_CHOICES,
    ConflictForm,
    ItemForm,
    Known,
    first_values,
)
from governance.lists.assemblies import costs_table as as_table
from governance.models import AgendaItem, Assembly
from governance.queries.agenda import (
    agenda_of,
    effects_of_members,
    explain_majority,
    item_list,
    languages_of,
    missing_languages,
    subject_groups,
)
from governance.queries.assemblies import (
    assembly_list,
    drafts,
    is_draft,
    state_of,
    visible_assemblies,
)
from governance.queries.budgets import budget_of, draft_budgets
from governance.queries.costs import cost_of_each, divide_items, own_steps
from governance.queries.decisions import open_tasks as open_tasks_of_decisions
from governance.refusals.assemblies import sentence
from governance.services import agenda as services
from governance.services.open_tasks import put_open_tasks
from governance.subjects import Subject
from governance.views.attaching import attach_page, document_form
from governance.words import SUBJECTS
from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.pagination import paginate


@require_safe
@require(Permission.PREPARE_ASSEMBLIES, asbl=True)
def agenda(request, building, assembly_id):
    """The points in their order, with what each needs and lacks."""
    found = get_object_or_404(assembly_list(), uuid=assembly_id)
    languages = languages_of(building)
    items = agenda_of(found)
    context = {
        "building": building,
        "assembly": found,
        "state": state_of(found),
        "is_draft": is_draft(found),
        "points": [
            (
                one,
                explain_majority(one.subject, found.day),
                missing_languages(one, languages),
            )
            for one in items
        ],
        "last": len(items),
        "open_tasks": open_tasks_of_decisions().count() if is_draft(found) else 0,
        "tells_tasks": any(one.subject == Subject.FOLLOW_UP for one in items),
    }
    return render(request, "governance/agenda/agenda.html", context)


@require_POST
@require(Permission.PREPARE_ASSEMBLIES, asbl=True)
def open_tasks(request, building, assembly_id):
    """Tell of what earlier decisions left to be done."""
    found = get_object_or_404(drafts(), uuid=assembly_id)
    try:
        put_open_tasks(found, languages=languages_of(building), by=request.user)
    except GovernanceError as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, _("The open tasks stand on the agenda."))
    return redirect("governance:agenda", building.slug, found.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_ASSEMBLIES, asbl=True)
def item_new(request, building, assembly_id):
    """First what it is about, then the point: its subject says what is asked."""
    found = get_object_or_404(drafts(), uuid=assembly_id)
    subject = _subject(request, request.GET.get("subject"))
    context = {"building": building, "assembly": found}
    if subject is None:
        context["groups"] = subject_groups(
            found.day, of_members=request.access.is_of_members
        )
        return render(request, "governance/agenda/subjects.html", context)
    form = ItemForm(
        request.POST if request.method == "POST" else None,
        known=_known(request, building, found, subject),
        initial={
            "subject": subject,
            **{f"title_{code}": "" for code in languages_of(building)},
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = services.add_item(found, form.draft(), by=request.user)
        except GovernanceError as error:
            messages.error(request, sentence(error))
            return redirect("governance:assemblies", building.slug)
        return redirect("governance:item", building.slug, found.uuid, made.uuid)
    context |= {"form": form, "needs": explain_majority(subject, found.day)}
    return render(request, "governance/agenda/item_new.html", context)


def _subject(request, text: str | None) -> Subject | None:
    if text not in dict(SUBJECT_CHOICES):
        return None
    subject = Subject(text)
    return subject if subject.of_asbl == request.access.is_of_members else None


def _known(request, building, assembly: Assembly, subject: Subject) -> Known:
    of_members = request.access.is_of_members
    return Known(
        of_members=of_members,
        effects=effects_of_members() if of_members else {},
        languages=languages_of(building),
        keys=list(AllocationKey.objects.filter(kind=AllocationKey.Kind.SPECIAL)),
        budgets=draft_budgets(request.access) if subject is Subject.BUDGET else {},
        day=assembly.day,
        subject=subject,
    )


@require_safe
@require(Permission.SEE_ASSEMBLIES, asbl=True)
def item(request, building, assembly_id, item_id):
    """A point: what is proposed, what it needs, what it would cost whom."""
    found = _visible(request, assembly_id, item_id)
    may_prepare = request.access.allows(Permission.PREPARE_ASSEMBLIES)
    may_change = may_prepare and is_draft(found.assembly)
    divided = divide_items([found], on=found.assembly.day).get(found.pk)
    context = {
        "building": building,
        "assembly": found.assembly,
        "item": found,
        "subject": SUBJECTS[Subject(found.subject)],
        "needs": explain_majority(found.subject, found.assembly.day),
        "missing": missing_languages(found, languages_of(building)),
        "budget": budget_of(found, request.access),
        "effect": effects_of_members().get(found.effect),
        "divided": divided,
        "steps": own_steps(divided, request.access) if divided else [],
        "tender": getattr(found, "tender", None),
        "may_change": may_change,
        "may_ask": may_change and found.kind == AgendaItem.Kind.VOTE,
        "may_prepare": may_prepare,
    }
    if divided and may_prepare:
        page = paginate(request, divided.holders)
        context |= {"page": page, "costs": cost_of_each(page.object_list)}
    return render(request, "governance/agenda/item.html", context)


def _visible(request, assembly_id, item_id) -> AgendaItem:
    items = item_list(visible_assemblies(request.access))
    return get_object_or_404(items, assembly__uuid=assembly_id, uuid=item_id)


@require_safe
@require(Permission.PREPARE_ASSEMBLIES)
def costs_table(request, building, assembly_id, item_id, ending):
    found = _visible(request, assembly_id, item_id)
    divided = divide_items([found], on=found.assembly.day).get(found.pk)
    costs = cost_of_each(divided.holders[: LIMIT + 1]) if divided else []
    return send_table(as_table(costs), ending, place=building.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_ASSEMBLIES, asbl=True)
def item_edit(request, building, assembly_id, item_id):
    found = _of_draft(assembly_id, item_id)
    form = ItemForm(
        request.POST if request.method == "POST" else None,
        known=_known(request, building, found.assembly, Subject(found.subject)),
        initial=first_values(found),
    )
    if request.method == "POST" and form.is_valid():
        return _done(request, building, found, services.change_item, draft=form.draft())
    context = {
        "building": building,
        "assembly": found.assembly,
        "item": found,
        "form": form,
        "needs": explain_majority(found.subject, found.assembly.day),
    }
    return render(request, "governance/agenda/item_edit.html", context)


def _of_draft(assembly_id, item_id) -> AgendaItem:
    return get_object_or_404(
        item_list(drafts()), assembly__uuid=assembly_id, uuid=item_id
    )


def _done(request, building, found, change, to="governance:item", **values):
    """Change a point, and go where its change is seen."""
    place = [building.slug, found.assembly.uuid]
    if to == "governance:item":
        place.append(found.uuid)
    try:
        change(found, **values, by=request.user)
    except GovernanceError as error:
        messages.error(request, sentence(error))
    return redirect(to, *place)


@require_POST
@require(Permission.PREPARE_ASSEMBLIES, asbl=True)
def item_move(request, building, assembly_id, item_id):
    found = _of_draft(assembly_id, item_id)
    up = "up" in request.POST
    return _done(
        request, building, found, services.move_item, "governance:agenda", up=up
    )


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_ASSEMBLIES, asbl=True)
def item_remove(request, building, assembly_id, item_id):
    found = _of_draft(assembly_id, item_id)
    if request.method == "POST":
        remove = services.remove_item
        return _done(request, building, found, remove, "governance:agenda")
    context = {"building": building, "assembly": found.assembly, "item": found}
    return render(request, "governance/agenda/remove.html", context)


# Documents and conflicts


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_ASSEMBLIES, asbl=True)
def item_attach(request, building, assembly_id, item_id):
    found, form = _of_draft(assembly_id, item_id), document_form(request)
    if request.method == "POST" and form.is_valid():
        attach = services.attach_document
        return _done(request, building, found, attach, **form.cleaned_data)
    return attach_page(
        request,
        building,
        form,
        found,
        back=reverse("governance:item", args=[building.slug, assembly_id, item_id]),
        crumbs="assemblies",
        assembly=found.assembly,
    )


@require_POST
@require(Permission.PREPARE_ASSEMBLIES, asbl=True)
def item_detach(request, building, assembly_id, item_id, version_id):
    found = _of_draft(assembly_id, item_id)
    version = get_object_or_404(LibraryVersion, uuid=version_id)
    return _done(request, building, found, services.detach_document, version=version)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_ASSEMBLIES)
def conflict_new(request, building, assembly_id, item_id):
    found = _of_draft(assembly_id, item_id)
    if not found.is_voted:
        raise Http404
    held = visible_holdings(keeper=False, on=found.assembly.day)
    form = ConflictForm(
        request.POST if request.method == "POST" else None,
        holdings=named_holdings(held).order_by("code"),
    )
    if request.method == "POST" and form.is_valid():
        note = services.note_conflict
        return _done(request, building, found, note, **form.cleaned_data)
    context = {
        "building": building,
        "assembly": found.assembly,
        "item": found,
        "form": form,
    }
    return render(request, "governance/agenda/conflict.html", context)


@require_POST
@require(Permission.PREPARE_ASSEMBLIES)
def conflict_remove(request, building, assembly_id, item_id, holding_id):
    found = _of_draft(assembly_id, item_id)
    holding = get_object_or_404(Holding, uuid=holding_id)
    return _done(request, building, found, services.remove_conflict, holding=holding)
