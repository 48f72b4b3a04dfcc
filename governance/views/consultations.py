"""Consultations between assemblies: asked by the office, answered by owners."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission, require
from governance.errors.base import GovernanceError
from governance.forms.consultations import ChoiceForm, ConsultationForm
from governance.lists.written import consultations_table as as_table
from governance.lists.written import results_table
from governance.queries.agenda import languages_of
from governance.queries.consultations import (
    State,
    consultation_list,
    is_published,
    own_answers,
    results_of,
    state_of,
)
from governance.refusals.written import sentence
from governance.services import consultations as services
from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.origin import origin
from koprogo.ui.pagination import paginate


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def consultations(request, building):
    page, today = paginate(request, consultation_list()), timezone.localdate()
    context = {
        "building": building,
        "page": page,
        "rows": [(one, state_of(one, today=today)) for one in page],
        "may_prepare": request.access.allows(Permission.PREPARE_ASSEMBLIES),
    }
    return render(request, "governance/consultations/list.html", context)


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def consultations_table(request, building, ending):
    found = consultation_list()[: LIMIT + 1]
    table = as_table(found, today=timezone.localdate())
    return send_table(table, ending, place=building.slug)


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def consultation(request, building, consultation_id):
    """The question, my answers while it is open, and then what it came to."""
    found = _found(consultation_id)
    today = timezone.localdate()
    state = state_of(found, today=today)
    takes_part = request.access.allows(Permission.TAKE_PART)
    context = {
        "building": building,
        "found": found,
        "state": state,
        "is_published": is_published(found),
        "results": results_of(found),
        "own": own_answers(found, request.access, on=today)
        if state is State.OPEN and takes_part
        else [],
        "may_close": state is not State.CLOSED
        and request.access.allows(Permission.PREPARE_ASSEMBLIES),
    }
    return render(request, "governance/consultations/consultation.html", context)


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def consultation_table(request, building, consultation_id, ending):
    found = _found(consultation_id)
    if not is_published(found):
        raise Http404
    return send_table(results_table(found), ending, place=building.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_ASSEMBLIES)
def consultation_new(request, building):
    form = ConsultationForm(
        request.POST if request.method == "POST" else None,
        languages=languages_of(building),
    )
    if request.method == "POST" and form.is_valid():
        try:
            found = services.open_consultation(
                form.draft(), origin=origin(request), by=request.user
            )
        except GovernanceError as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(request, _("The co-owners are asked, and told by e-mail."))
            return _page(building, found)
    context = {"building": building, "form": form}
    return render(request, "governance/consultations/new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.TAKE_PART)
def consultation_answer(request, building, consultation_id, head_id):
    """An owner answers for his lots, or answers otherwise than before."""
    found = _found(consultation_id)
    mine = own_answers(found, request.access, on=timezone.localdate())
    own = next((one for one in mine if one.head.holding.uuid == head_id), None)
    if own is None:
        raise Http404
    chosen = own.answer.chosen if own.answer else []
    form = ChoiceForm(
        request.POST if request.method == "POST" else None,
        options=list(found.options.all()),
        is_multiple=found.is_multiple,
        initial={"chosen": chosen if found.is_multiple else next(iter(chosen), None)},
    )
    if request.method == "POST" and form.is_valid():
        return _answered(request, building, found, own, form.cleaned_data["chosen"])
    context = {"building": building, "found": found, "own": own, "form": form}
    return render(request, "governance/consultations/answer.html", context)


def _answered(request, building, found, own, chosen):
    try:
        services.answer_consultation(
            found,
            own.head.holding,
            owner=request.access.own_owners.get(),
            chosen=chosen,
            by=request.user,
        )
    except GovernanceError as error:
        messages.error(request, sentence(error))
    else:
        messages.success(
            request,
            _("Your answer is recorded: you can change it as long as it is open."),
        )
    return _page(building, found)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_ASSEMBLIES)
def consultation_close(request, building, consultation_id):
    found = _found(consultation_id)
    if request.method == "POST":
        try:
            services.close_consultation(found, origin=origin(request), by=request.user)
        except GovernanceError as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _("The answers are counted."))
        return _page(building, found)
    context = {"building": building, "found": found}
    return render(request, "governance/consultations/close.html", context)


def _found(consultation_id):
    return get_object_or_404(consultation_list(), uuid=consultation_id)


def _page(building, found):
    return redirect("governance:consultation", building.slug, found.uuid)
