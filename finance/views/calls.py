from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from buildings.access import Permission, require
from buildings.models import AllocationKey, Lot
from buildings.queries import completeness
from finance import services
from finance.division import ZERO
from finance.errors import (
    AlreadyCancelled,
    AlreadyIssued,
    BuildingIncomplete,
    DueInThePast,
    FinanceError,
    KeyNotInForce,
    LotWithoutHolder,
    NotIssued,
)
from finance.forms import CallForm, ItemFormSet
from finance.models import Call
from finance.queries import call_list, division_of, visible_documents
from finance.queries.documents import preview, shown
from koprogo.ui.pagination import paginate


@require_safe
@require(Permission.SEE_CALLS)
def calls(request, building):
    found = call_list()
    if not request.access.allows(Permission.PREPARE_CALLS):
        found = found.issued()
    context = {
        "building": building,
        "page": paginate(request, found),
        "may_prepare": request.access.allows(Permission.PREPARE_CALLS),
    }
    return render(request, "finance/calls.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_CALLS)
def call_new(request, building):
    form, rows = _forms(request)
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        call = services.draft_call(
            **form.cleaned_data, items=_items(rows), by=request.user
        )
        return redirect("finance:call", building.slug, call.uuid)
    context = {"building": building, "form": form, "rows": rows}
    context["complete"] = completeness(building, on=timezone.localdate()).is_complete
    return render(request, "finance/call_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_CALLS)
def call_edit(request, building, call_id):
    call = get_object_or_404(Call.objects.drafts(), uuid=call_id)
    items = [
        {
            "purpose": item.purpose,
            "label": item.label,
            "amount": item.amount,
            "key": str(item.key.uuid),
        }
        for item in call.items.select_related("key")
    ]
    form, rows = _forms(
        request, initial={"title": call.title, "due_on": call.due_on}, items=items
    )
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        services.redraft_call(
            call, **form.cleaned_data, items=_items(rows), by=request.user
        )
        return redirect("finance:call", building.slug, call.uuid)
    context = {"building": building, "form": form, "rows": rows, "call": call}
    return render(request, "finance/call_form.html", context | {"complete": True})


def _forms(request, *, initial=None, items=None):
    data = request.POST if request.method == "POST" else None
    keys = list(AllocationKey.objects.all())
    rows = ItemFormSet(data, initial=items, prefix="items", form_kwargs={"keys": keys})
    return CallForm(data, initial=initial), rows


def _items(rows):
    return [services.Item(**row) for row in rows.filled()]


@require_safe
@require(Permission.SEE_CALLS)
def call(request, building, call_id):
    found = get_object_or_404(call_list(), uuid=call_id)
    if found.is_issued:
        return _issued_call(request, building, found)
    if not request.access.allows(Permission.PREPARE_CALLS):
        raise Http404
    return _draft_call(request, building, found)


def _draft_call(request, building, found):
    items = list(found.items.select_related("key"))
    parts, obstacle = [], None
    today = timezone.localdate()
    try:
        parts = division_of(items, on=today)
    except FinanceError as error:
        obstacle = _sentence(error)
    if not completeness(building, on=today).is_complete:
        obstacle = _sentence(BuildingIncomplete())
    page = paginate(request, parts)
    context = {
        "building": building,
        "call": found,
        "items": items,
        "page": page,
        "documents": preview(items, page.object_list),
        "reserve": sum((part.reserve for part in parts), start=ZERO),
        "obstacle": obstacle,
        "today": today,
        "may_issue": request.access.allows(Permission.ISSUE_CALLS),
    }
    return render(request, "finance/call_draft.html", context)


def _issued_call(request, building, found):
    everybody = request.access.allows(Permission.SEE_ALL_ACCOUNTS)
    documents = visible_documents(request.user, everybody=everybody).filter(call=found)
    # One's own are a handful: no need to count them in a statement of its own.
    page = paginate(request, documents if everybody else list(documents))
    context = {
        "building": building,
        "call": found,
        "items": found.items.select_related("key", "version"),
        "page": page,
        "documents": shown(page.object_list),
        "everybody": everybody,
        "today": timezone.localdate(),
        "may_cancel": request.access.allows(Permission.ISSUE_CALLS)
        and not found.is_cancelled,
    }
    return render(request, "finance/call.html", context)


@require_POST
@require(Permission.ISSUE_CALLS)
def call_issue(request, building, call_id):
    call = get_object_or_404(Call, uuid=call_id)
    try:
        services.issue_call(call, by=request.user)
    except FinanceError as error:
        messages.error(request, _sentence(error))
    else:
        messages.success(request, _("The call is issued and posted."))
    return redirect("finance:call", building.slug, call.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_CALLS)
def call_discard(request, building, call_id):
    call = get_object_or_404(Call.objects.drafts(), uuid=call_id)
    if request.method == "POST":
        services.discard_draft(call, by=request.user)
        messages.success(request, _("The draft is discarded."))
        return redirect("finance:calls", building.slug)
    context = {"building": building, "call": call}
    return render(request, "finance/call_discard.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.ISSUE_CALLS)
def call_cancel(request, building, call_id):
    call = get_object_or_404(call_list().issued(), uuid=call_id)
    if request.method == "POST":
        try:
            services.cancel_call(call, by=request.user)
        except FinanceError as error:
            messages.error(request, _sentence(error))
        else:
            messages.success(request, _("The call is cancelled by a mirror entry."))
        return redirect("finance:call", building.slug, call.uuid)
    context = {"building": building, "call": call}
    return render(request, "finance/call_cancel.html", context)


@require_safe
@require(Permission.SEE_CALLS)
def document(request, building, document_id):
    everybody = request.access.allows(Permission.SEE_ALL_ACCOUNTS)
    found = get_object_or_404(
        visible_documents(request.user, everybody=everybody).select_related(
            "call__entry__mirror"
        ),
        uuid=document_id,
    )
    context = {
        "building": building,
        "call": found.call,
        "shown": shown([found])[0],
        "today": timezone.localdate(),
        "everybody": everybody,
    }
    return render(request, "finance/document.html", context)


def _sentence(error: FinanceError) -> str:
    """Say to a person why nothing was changed."""
    if isinstance(error, KeyNotInForce):
        return _("The key “%(key)s” has no parts today.") % {"key": error.key}
    if isinstance(error, LotWithoutHolder):
        lot = Lot.objects.get(pk=error.lot_id)
        return _("Lot %(lot)s has no holder today: its part has no debtor.") % {
            "lot": lot
        }
    sentences = {
        AlreadyIssued: _("This call has been issued already."),
        AlreadyCancelled: _("This call has been cancelled already."),
        NotIssued: _("Only an issued call can be cancelled."),
        DueInThePast: _(
            "The due date has passed: change it before you issue the call."
        ),
        BuildingIncomplete: _(
            "The building is incomplete: nothing can be called. Its overview says why."
        ),
    }
    return sentences[type(error)]
