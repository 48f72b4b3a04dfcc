from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)
from django_htmx.http import HttpResponseClientRefresh

from buildings.access import Permission, require
from finance import lists
from finance.errors import FinanceError, PostedOnWrongDay
from finance.forms import PostedForm
from finance.queries import call_list, visible_documents
from finance.queries.letters import (
    letter_list,
    letter_of,
    letter_state,
    letters_of,
    noted_by,
    ways,
)
from finance.refusals import sentence
from finance.services import letters as services
from koprogo.documents.http import attachment
from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.pagination import paginate


@require_safe
@require(Permission.SEND_LETTERS)
def letters(request, building, call_id):
    call = _issued(call_id)
    state = letter_state(call)
    if state.is_made and "HX-Request" in request.headers:
        # What watched the work: the rest of the page has changed as well.
        return HttpResponseClientRefresh()
    page = paginate(request, letters_of(call))
    context = {
        "building": building,
        "call": call,
        "state": state,
        "page": page,
        "rows": ways(page.object_list),
        "may_work": not call.is_cancelled,
    }
    return render(request, "finance/letters.html", context)


@require_safe
@require(Permission.SEND_LETTERS)
def letters_table(request, building, call_id, ending):
    """How each letter of a call goes, how far it is, and what proves it."""
    found = letters_of(_issued(call_id))[: LIMIT + 1]
    return send_table(lists.letters_table(ways(found)), ending, place=building.slug)


@require_POST
@require(Permission.SEND_LETTERS)
def letters_make(request, building, call_id):
    call = _issued(call_id)
    try:
        services.make_letters(call, by=request.user)
    except FinanceError as error:
        messages.error(request, sentence(error))
    return redirect("finance:letters", building.slug, call.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.SEND_LETTERS)
def letters_send(request, building, call_id):
    call = _issued(call_id)
    if request.method == "POST":
        try:
            sent = services.send_letters(call, by=request.user)
        except FinanceError as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _sent(sent))
        return redirect("finance:letters", building.slug, call.uuid)
    waiting = ways(letters_of(call).filter(delivery=None))
    context = {
        "building": building,
        "call": call,
        "emails": [row for row in waiting if not row.why_post],
        "post": [row for row in waiting if row.why_post],
    }
    return render(request, "finance/letters_send.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.SEND_LETTERS)
def letters_posted(request, building, call_id):
    call = _issued(call_id)
    data = request.POST if request.method == "POST" else None
    form = PostedForm(data, letters=services.post_waiting(call))
    if request.method == "POST" and form.is_valid():
        try:
            many = services.mark_posted(call, **form.cleaned_data, by=request.user)
        except PostedOnWrongDay as error:
            form.add_error("on", sentence(error))
        else:
            messages.success(request, _marked(many))
            return redirect("finance:letters", building.slug, call.uuid)
    context = {"building": building, "call": call, "form": form}
    return render(request, "finance/letters_posted.html", context)


@require_POST
@require(Permission.SEND_LETTERS)
def letters_retry(request, building, call_id):
    """Try failed e-mails again, or, with ``by=post``, list them for post."""
    call = _issued(call_id)
    act = services.retry_emails
    if request.POST.get("by") == "post":
        act = services.post_instead
    try:
        act(call, by=request.user)
    except FinanceError as error:
        messages.error(request, sentence(error))
    return redirect("finance:letters", building.slug, call.uuid)


@require_safe
@require(Permission.SEND_LETTERS)
def letters_zip(request, building, call_id):
    return _download(letter_state(_issued(call_id)).zip)


@require_safe
@require(Permission.SEND_LETTERS)
def letters_post_zip(request, building, call_id):
    return _download(letter_state(_issued(call_id)).post_zip)


@require_safe
@require(Permission.SEND_LETTERS)
def letter(request, building, letter_id):
    """One letter: what was written, how it went, and what proves it."""
    found = letter_list().select_related("document__call")
    [row] = ways([get_object_or_404(found, uuid=letter_id)])
    context = {
        "building": building,
        "call": row.letter.document.call,
        "row": row,
        "noted_by": noted_by([row])[0],
    }
    return render(request, "finance/letter.html", context)


@require_safe
@require(Permission.SEE_CALLS)
def document_letter(request, building, document_id):
    found = get_object_or_404(visible_documents(request.access), uuid=document_id)
    letter = letter_of(found)
    return _download(letter.file if letter else None)


def _issued(call_id):
    return get_object_or_404(call_list().issued(), uuid=call_id)


def _download(file):
    if file is None:
        raise Http404
    return attachment(file)


def _sent(sent: services.Sent) -> str:
    if not sent.emails and not sent.post:
        return _("Every letter was on its way already.")
    return _("By e-mail: %(emails)s. By post: %(post)s.") % {
        "emails": sent.emails,
        "post": sent.post,
    }


def _marked(many: int) -> str:
    text = ngettext(
        "%(many)s letter is marked as posted.",
        "%(many)s letters are marked as posted.",
        many,
    )
    return text % {"many": many}
