"""Requests for an assembly: begun and signed by owners, answered by the syndic."""

from io import BytesIO

from django.contrib import messages
from django.core.exceptions import PermissionDenied
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
from governance.errors.base import GovernanceError
from governance.exports.requests import letter_name, request_letter
from governance.forms.requests import ReceiptForm, RequestForm, SentForm
from governance.lists.written import convocation_table
from governance.lists.written import requests_table as as_table
from governance.queries.heads import own_heads
from governance.queries.requests import (
    State,
    backing_of,
    convened_on,
    has_signed,
    last_day_of,
    request_list,
    state_of,
)
from governance.refusals.written import sentence
from governance.services import requests as services
from koprogo.documents.http import attachment
from koprogo.ui.downloads import send_file
from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.origin import origin
from koprogo.ui.pagination import paginate


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def requests(request, building):
    page, today = paginate(request, request_list()), timezone.localdate()
    context = {
        "building": building,
        "page": page,
        "rows": [(one, state_of(one, today=today), last_day_of(one)) for one in page],
        "may_begin": request.access.allows(Permission.TAKE_PART),
    }
    return render(request, "governance/requests/list.html", context)


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def requests_table(request, building, ending):
    found = request_list()[: LIMIT + 1]
    table = as_table(found, today=timezone.localdate())
    return send_table(table, ending, place=building.slug)


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def request_page(request, building, request_id):
    """Why, which points, who stands behind it, and what happens next."""
    found = _found(request_id)
    access, today = request.access, timezone.localdate()
    backing = backing_of(found, total=building.deed_total, today=today)
    mine = own_heads(backing.heads, access)
    signed = {one.head.holding.pk for one in backing.signed}
    takes_part = access.allows(Permission.TAKE_PART)
    prepares = access.allows(Permission.PREPARE_ASSEMBLIES)
    behind = any(one.holding.pk in signed for one in mine)
    state, last_day = state_of(found, today=today), last_day_of(found)
    context = {
        "building": building,
        "found": found,
        "state": state,
        "backing": backing,
        "last_day": last_day,
        "days_left": last_day and (last_day - today).days,
        "convened_on": convened_on(found),
        "behind": behind,
        "may_sign": takes_part and any(one.holding.pk not in signed for one in mine),
        "may_withdraw": takes_part and access.is_own(found.owner),
        "prepares": prepares,
        "may_note": prepares or behind,
        "may_draft": prepares
        and state in (State.RECEIVED, State.LATE)
        and (found.assembly is None or found.assembly.is_cancelled),
    }
    return render(request, "governance/requests/request.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.TAKE_PART)
def request_new(request, building):
    owner = get_object_or_404(request.access.own_owners)
    form = RequestForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            found = services.open_request(
                owner=owner,
                **form.cleaned_data,
                by=request.user,
            )
        except GovernanceError as error:
            form.add_error(None, sentence(error))
        else:
            messages.success(
                request, _("The request is begun, and you have signed it.")
            )
            return _page(building, found)
    context = {"building": building, "form": form}
    return render(request, "governance/requests/new.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.TAKE_PART)
def request_sign(request, building, request_id):
    """The whole text once more, and the button that signs it."""
    found, owner = _found(request_id), _owner(request)
    if request.method == "POST":
        return _act(
            request,
            building,
            services.sign_request,
            found,
            _("You have signed the request."),
            owner=owner,
            origin=origin(request),
        )
    today = timezone.localdate()
    backing = backing_of(found, total=building.deed_total, today=today)
    context = {
        "building": building,
        "found": found,
        "mine": own_heads(backing.heads, request.access),
    }
    return render(request, "governance/requests/sign.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.TAKE_PART)
def request_withdraw_signature(request, building, request_id):
    found, owner = _found(request_id), _owner(request)
    if request.method == "POST":
        done = _("Your signature is taken back.")
        return _act(
            request, building, services.withdraw_signature, found, done, owner=owner
        )
    context = {"building": building, "found": found, "gives_up": False}
    return render(request, "governance/requests/withdraw.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.TAKE_PART)
def request_withdraw(request, building, request_id):
    found, owner = _found(request_id), _owner(request)
    if request.method == "POST":
        done = _("The request is given up.")
        return _act(
            request, building, services.withdraw_request, found, done, owner=owner
        )
    context = {"building": building, "found": found, "gives_up": True}
    return render(request, "governance/requests/withdraw.html", context)


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def request_letter_file(request, building, request_id):
    """The registered letter to the syndic: PDF, once a fifth stands behind it."""
    found, today = _found(request_id), timezone.localdate()
    backing = backing_of(found, total=building.deed_total, today=today)
    if found.withdrawn_at or not backing.support.is_enough:
        raise Http404
    day = found.sent_on or today
    pdf = request_letter(found, backing, building, on=day)
    name = letter_name(found, building, on=day)
    return send_file(BytesIO(pdf), name=name, content_type="application/pdf")


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.TAKE_PART)
def request_sent(request, building, request_id):
    found, owner = _found(request_id), _owner(request)
    form = SentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        done = _("Noted: the request was posted.")
        return _act(
            request,
            building,
            services.note_sending,
            found,
            done,
            owner=owner,
            **form.cleaned_data,
        )
    context = {"building": building, "found": found, "form": form}
    return render(request, "governance/requests/sent.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.SEE_ASSEMBLIES)
def request_received(request, building, request_id):
    """The syndic says when he received it, or who signed shows it."""
    found = _found(request_id)
    prepares = request.access.allows(Permission.PREPARE_ASSEMBLIES)
    if not prepares and not has_signed(found, request.access):
        raise PermissionDenied
    form = ReceiptForm(
        request if request.method == "POST" else None, needs_proof=not prepares
    )
    if request.method == "POST" and form.is_valid():
        done = _("Noted: the thirty days have begun.")
        return _act(
            request,
            building,
            services.note_receipt,
            found,
            done,
            owner=None if prepares else _owner(request),
            origin=origin(request),
            **form.cleaned_data,
        )
    context = {
        "building": building,
        "found": found,
        "form": form,
        "prepares": prepares,
    }
    return render(request, "governance/requests/received.html", context)


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def request_proof(request, building, request_id):
    found = _found(request_id)
    prepares = request.access.allows(Permission.PREPARE_ASSEMBLIES)
    if found.proof is None or not (prepares or has_signed(found, request.access)):
        raise Http404
    return attachment(found.proof)


@require_POST
@require(Permission.PREPARE_ASSEMBLIES)
def request_draft(request, building, request_id):
    """Make the draft of the assembly that was asked for, and go on preparing it."""
    found = _found(request_id)
    try:
        assembly = services.draft_requested(found, by=request.user)
    except GovernanceError as error:
        messages.error(request, sentence(error))
        return _page(building, found)
    messages.success(
        request, _("The assembly is prepared with these points: choose its day.")
    )
    return redirect("governance:assembly-edit", building.slug, assembly.uuid)


@require_safe
@require(Permission.TAKE_PART)
def request_addresses(request, building, request_id, ending):
    """Whom to convene, for who signed a request that the syndic left unanswered."""
    found, today = _found(request_id), timezone.localdate()
    late = state_of(found, today=today) is State.LATE
    if not late or not has_signed(found, request.access):
        raise Http404
    heads = backing_of(found, total=building.deed_total, today=today).heads
    return send_table(convocation_table(heads), ending, place=building.slug)


def _found(request_id):
    return get_object_or_404(request_list(), uuid=request_id)


def _owner(request):
    return get_object_or_404(request.access.own_owners)


def _act(request, building, act, found, done, **given):
    try:
        act(found, **given, by=request.user)
    except GovernanceError as error:
        messages.error(request, sentence(error))
    else:
        messages.success(request, done)
    return _page(building, found)


def _page(building, found):
    return redirect("governance:request", building.slug, found.uuid)
