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
from buildings.importing.text import clean
from buildings.models import AllocationKey
from buildings.queries import completeness, named_holdings
from finance import lists, services
from finance.division import ZERO
from finance.errors import BuildingIncomplete, FinanceError
from finance.forms import CallForm, ItemFormSet
from finance.models import Call, Works
from finance.queries import call_list, division_of, visible_documents
from finance.queries.contests import contested, with_files
from finance.queries.documents import (
    document_rows,
    draft_rows,
    own_parts,
    preview,
    shown,
)
from finance.queries.holders import holdings_like, name_holders
from finance.queries.letters import letter_of
from finance.refusals import sentence
from finance.refusals.books import ANY
from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.pagination import paginate


@require_safe
@require(Permission.SEE_CALLS)
def calls(request, building):
    page = paginate(request, _visible(request))
    context = {
        "building": building,
        "page": page,
        "own": _own(request, page),
        "today": timezone.localdate(),
        "may_prepare": request.access.allows(Permission.PREPARE_CALLS),
    }
    return render(request, "finance/calls.html", context)


@require_safe
@require(Permission.SEE_CALLS)
def calls_table(request, building, ending):
    found = list(_visible(request)[: LIMIT + 1])
    table = lists.calls_table(found, _own(request, found))
    return send_table(table, ending, place=building.slug)


def _own(request, calls):
    """Return what these calls ask from this person; None for whoever sees all accounts."""
    if request.access.allows(Permission.SEE_ALL_ACCOUNTS):
        return None
    return own_parts(calls, request.access)


def _visible(request):
    """Return the calls; drafts are for those who prepare them."""
    if request.access.allows(Permission.PREPARE_CALLS):
        return call_list()
    return call_list().issued()


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
            "works": str(item.works.uuid) if item.works else "",
        }
        for item in call.items.select_related("key", "works")
    ]
    form, rows = _forms(
        request, initial={"title": call.title, "due_on": call.due_on}, items=items
    )
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        try:
            services.redraft_call(
                call, **form.cleaned_data, items=_items(rows), by=request.user
            )
        except FinanceError as error:
            messages.error(request, sentence(error))
            return redirect("finance:calls", building.slug)
        return redirect("finance:call", building.slug, call.uuid)
    context = {"building": building, "form": form, "rows": rows, "call": call}
    return render(request, "finance/call_form.html", context | {"complete": True})


def _forms(request, *, initial=None, items=None):
    data = request.POST if request.method == "POST" else None
    known = {
        "keys": list(AllocationKey.objects.all()),
        "works": list(Works.objects.filter(ended_on=None)),
    }
    rows = ItemFormSet(data, initial=items, prefix="items", form_kwargs=known)
    return CallForm(data, initial=initial), rows


def _items(rows):
    return [services.Item(**row) for row in rows.filled()]


@require_safe
@require(Permission.SEE_CALLS)
def call(request, building, call_id):
    found = get_object_or_404(_visible(request), uuid=call_id)
    show = _issued_call if found.is_issued else _draft_call
    return show(request, building, found)


def _draft_call(request, building, found):
    items = list(found.items.select_related("key", "works"))
    parts, obstacle = [], None
    today = timezone.localdate()
    try:
        parts = division_of(items, on=today)
    except FinanceError as error:
        obstacle = sentence(error)
    if not completeness(building, on=today).is_complete:
        obstacle = sentence(BuildingIncomplete())
    payers = holdings_like(_search(request), on=today)
    page = paginate(request, draft_rows(parts, payers, on=today))
    name_holders(page.object_list)
    context = {
        "building": building,
        "call": found,
        "items": items,
        "page": page,
        "rows": page.object_list,
        "search": _search(request),
        "reserve": sum((part.reserve for part in parts), start=ZERO),
        "obstacle": obstacle,
        "today": today,
        "may_issue": request.access.allows(Permission.ISSUE_CALLS),
    }
    return render(request, "finance/call_draft.html", context)


def _search(request) -> str:
    return clean(request.GET.get("q", ""))


def _issued_call(request, building, found):
    page = paginate(request, _documents(request, found))
    context = {
        "building": building,
        "call": found,
        "items": found.items.select_related("key", "works"),
        "page": page,
        "rows": document_rows(page.object_list),
        "search": _search(request),
        "everybody": request.access.allows(Permission.SEE_ALL_ACCOUNTS),
        "today": timezone.localdate(),
        "may_cancel": request.access.allows(Permission.ISSUE_CALLS)
        and not found.is_cancelled,
    }
    return render(request, "finance/call.html", context)


def _documents(request, call):
    """Return those of the documents of a call that he may read and asks for."""
    found = visible_documents(request.access).filter(call=call)
    if search := _search(request):
        found = found.filter(holding__in=holdings_like(search, on=call.date))
    return found.select_related("holding")


@require_safe
@require(Permission.SEE_CALLS)
def call_table(request, building, call_id, ending):
    """What each lot bears of each item; for a co-owner, his own lots."""
    found = get_object_or_404(call_list().issued(), uuid=call_id)
    documents = list(_documents(request, found))
    name_holders(documents)
    return send_table(lists.call_table(documents), ending, place=building.slug)


@require_safe
@require(Permission.PREPARE_CALLS)
def call_part(request, building, call_id, holding_id):
    """What one holding would pay of a draft, and how that is computed."""
    found = get_object_or_404(call_list().drafts(), uuid=call_id)
    holding = get_object_or_404(
        named_holdings().select_related("party"), uuid=holding_id
    )
    items = list(found.items.select_related("key", "works"))
    try:
        parts = division_of(items, on=timezone.localdate())
    except FinanceError:
        return redirect("finance:call", building.slug, found.uuid)
    shown = preview(
        items,
        [part for part in parts if part.holding_id == holding.pk],
        holdings={holding.pk: holding},
    )
    if not shown:
        raise Http404
    context = {"building": building, "call": found, "shown": shown[0]}
    return render(request, "finance/call_part.html", context)


@require_POST
@require(Permission.ISSUE_CALLS)
def call_issue(request, building, call_id):
    call = get_object_or_404(Call, uuid=call_id)
    try:
        services.issue_call(call, by=request.user)
    except ANY as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, _("The call is issued and posted."))
    return redirect("finance:call", building.slug, call.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.PREPARE_CALLS)
def call_discard(request, building, call_id):
    call = get_object_or_404(Call.objects.drafts(), uuid=call_id)
    if request.method == "POST":
        try:
            services.discard_draft(call, by=request.user)
        except FinanceError as error:
            messages.error(request, sentence(error))
        else:
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
        except ANY as error:
            messages.error(request, sentence(error))
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
        with_files(visible_documents(request.access), request.access).select_related(
            "call__entry__mirror", "call__entry__journal", "call__budget"
        ),
        uuid=document_id,
    )
    context = {
        "building": building,
        "call": found.call,
        "shown": shown([found])[0],
        "letter": letter_of(found),
        "contested": contested(found, request.access),
        "today": timezone.localdate(),
        "everybody": everybody,
    }
    return render(request, "finance/document.html", context)
