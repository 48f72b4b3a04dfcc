"""The letters of a statement of charges: made, sent, posted, and downloaded."""

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
from finance.errors import FinanceError, PostedOnWrongDay
from finance.forms import PostedForm
from finance.lists import letters_table
from finance.models import ChargeStatement
from finance.queries.charge_letters import (
    charge_letter_of,
    charge_letter_state,
    charge_letters,
)
from finance.queries.charge_statements import visible_charge_documents
from finance.queries.letters import ways
from finance.refusals.charge_statements import sentence
from finance.services import charge_letters as services
from finance.services.letters import Sent
from koprogo.documents.http import attachment
from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.pagination import paginate


@require_safe
@require(Permission.SEND_LETTERS)
def charge_letter_list(request, building, statement_id):
    statement = _posted(statement_id)
    state = charge_letter_state(statement)
    if state.is_made and "HX-Request" in request.headers:
        # What watched the work: the rest of the page has changed as well.
        return HttpResponseClientRefresh()
    page = paginate(request, charge_letters(statement))
    context = {
        "building": building,
        "statement": statement,
        "state": state,
        "page": page,
        "rows": ways(page.object_list),
        "may_work": statement.cancelled_at is None,
    }
    return render(request, "finance/charges/letters.html", context)


@require_safe
@require(Permission.SEND_LETTERS)
def charge_letters_table(request, building, statement_id, ending):
    """How each letter of a statement goes, how far it is, and what proves it."""
    found = charge_letters(_posted(statement_id))[: LIMIT + 1]
    table = letters_table(ways(found), amount=_("Balance"))
    return send_table(table, ending, place=building.slug)


@require_POST
@require(Permission.SEND_LETTERS)
def charge_letters_make(request, building, statement_id):
    statement = _posted(statement_id)
    try:
        services.order_letters(statement, by=request.user)
    except FinanceError as error:
        messages.error(request, sentence(error))
    return redirect("finance:charge-letters", building.slug, statement.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.SEND_LETTERS)
def charge_letters_send(request, building, statement_id):
    statement = _posted(statement_id)
    if request.method == "POST":
        try:
            sent = services.send_charge_letters(statement, by=request.user)
        except FinanceError as error:
            messages.error(request, sentence(error))
        else:
            messages.success(request, _sent(sent))
        return redirect("finance:charge-letters", building.slug, statement.uuid)
    waiting = ways(charge_letters(statement).filter(delivery=None))
    context = {
        "building": building,
        "statement": statement,
        "emails": [row for row in waiting if not row.why_post],
        "post": [row for row in waiting if row.why_post],
    }
    return render(request, "finance/charges/send.html", context)


def _sent(sent: Sent) -> str:
    if not sent.emails and not sent.post:
        return _("Every letter was on its way already.")
    return _("By e-mail: %(emails)s. By post: %(post)s.") % {
        "emails": sent.emails,
        "post": sent.post,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.SEND_LETTERS)
def charge_letters_posted(request, building, statement_id):
    statement = _posted(statement_id)
    data = request.POST if request.method == "POST" else None
    form = PostedForm(data, letters=services.charges_to_post(statement))
    if request.method == "POST" and form.is_valid():
        try:
            many = services.mark_charges_posted(
                statement, **form.cleaned_data, by=request.user
            )
        except PostedOnWrongDay as error:
            form.add_error("on", sentence(error))
        else:
            messages.success(request, _marked(many))
            return redirect("finance:charge-letters", building.slug, statement.uuid)
    context = {"building": building, "statement": statement, "form": form}
    return render(request, "finance/charges/letters_posted.html", context)


def _marked(many: int) -> str:
    text = ngettext(
        "%(many)s letter is marked as posted.",
        "%(many)s letters are marked as posted.",
        many,
    )
    return text % {"many": many}


@require_POST
@require(Permission.SEND_LETTERS)
def charge_letters_retry(request, building, statement_id):
    """Try failed e-mails again, or, with ``by=post``, list them for post."""
    statement = _posted(statement_id)
    act = services.retry_charge_emails
    if request.POST.get("by") == "post":
        act = services.post_charges_instead
    try:
        act(statement, by=request.user)
    except FinanceError as error:
        messages.error(request, sentence(error))
    return redirect("finance:charge-letters", building.slug, statement.uuid)


@require_safe
@require(Permission.SEND_LETTERS)
def charge_letters_zip(request, building, statement_id):
    return _download(charge_letter_state(_posted(statement_id)).zip)


@require_safe
@require(Permission.SEND_LETTERS)
def charge_letters_post_zip(request, building, statement_id):
    """The letters that somebody prints and posts."""
    return _download(charge_letter_state(_posted(statement_id)).post_zip)


@require_safe
@require(Permission.SEE_BOOKS)
def charge_document_letter(request, building, charge_document_id):
    letter = _letter(request, charge_document_id)
    return _download(letter.file if letter else None)


@require_safe
@require(Permission.SEE_BOOKS)
def charge_document_annex(request, building, charge_document_id):
    """What the occupants bear, for the owner to hand on."""
    letter = _letter(request, charge_document_id)
    return _download(letter.annex if letter else None)


def _letter(request, charge_document_id):
    documents = visible_charge_documents(request.access)
    return charge_letter_of(get_object_or_404(documents, uuid=charge_document_id))


def _download(file):
    if file is None:
        raise Http404
    return attachment(file)


def _posted(statement_id) -> ChargeStatement:
    posted = ChargeStatement.objects.filter(posted_at__isnull=False)
    return get_object_or_404(posted.select_related("entry"), uuid=statement_id)
