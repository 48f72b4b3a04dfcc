"""The letters of a call or of a statement of charges: made, sent, posted, downloaded."""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.functional import Promise
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
from finance.mailings import Told, letter_state, letters_of
from finance.queries.letters import ways
from finance.services import letters as services
from koprogo.documents.http import attachment
from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.pagination import paginate


@dataclass(frozen=True, slots=True)
class LetterPages:
    """What the pages of one kind of letters have of their own; templates read it.

    ``find``: returns what is told, by its id in the address. ``urls``: how the names of
    the addresses begin; ``document`` and ``letter``: names of the pages of one document
    and of its letter, if that has one. ``crumbs``, ``crumbs_below`` and ``promise``:
    templates, of what lies above and of what the letters will say.
    """

    find: Callable[..., Told]
    sentence: Callable[[FinanceError], str]
    urls: str
    document: str
    letter: str
    crumbs: str
    crumbs_below: str
    promise: str
    cancelled: Promise
    amount: Promise


@require_safe
@require(Permission.SEND_LETTERS)
def letters(request, building, of, **key):
    told = of.find(**key)
    state = letter_state(told)
    if state.is_made and "HX-Request" in request.headers:
        # What watched the work: the rest of the page has changed as well.
        return HttpResponseClientRefresh()
    page = paginate(request, letters_of(told))
    context = {
        "building": building,
        "of": of,
        "told": told,
        "state": state,
        "page": page,
        "rows": ways(page.object_list),
        "may_work": not told.is_cancelled,
    }
    return render(request, "finance/letters/letters.html", context)


@require_safe
@require(Permission.SEND_LETTERS)
def letters_table(request, building, of, ending, **key):
    """How each letter goes, how far it is, and what proves it."""
    found = letters_of(of.find(**key))[: LIMIT + 1]
    table = lists.letters_table(ways(found), amount=str(of.amount))
    return send_table(table, ending, place=building.slug)


@require_POST
@require(Permission.SEND_LETTERS)
def letters_make(request, building, of, **key):
    told = of.find(**key)
    try:
        services.make_letters(told, by=request.user)
    except FinanceError as error:
        messages.error(request, of.sentence(error))
    return redirect(of.urls, building.slug, told.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.SEND_LETTERS)
def letters_send(request, building, of, **key):
    told = of.find(**key)
    if request.method == "POST":
        try:
            sent = services.send_letters(told, by=request.user)
        except FinanceError as error:
            messages.error(request, of.sentence(error))
        else:
            messages.success(request, _sent(sent))
        return redirect(of.urls, building.slug, told.uuid)
    waiting = ways(letters_of(told).filter(delivery=None))
    context = {
        "building": building,
        "of": of,
        "told": told,
        "emails": [row for row in waiting if not row.why_post],
        "post": [row for row in waiting if row.why_post],
    }
    return render(request, "finance/letters/send.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.SEND_LETTERS)
def letters_posted(request, building, of, **key):
    told = of.find(**key)
    data = request.POST if request.method == "POST" else None
    form = PostedForm(data, letters=services.post_waiting(told))
    if request.method == "POST" and form.is_valid():
        try:
            many = services.mark_posted(told, **form.cleaned_data, by=request.user)
        except PostedOnWrongDay as error:
            form.add_error("on", of.sentence(error))
        else:
            messages.success(request, _marked(many))
            return redirect(of.urls, building.slug, told.uuid)
    context = {"building": building, "of": of, "told": told, "form": form}
    return render(request, "finance/letters/posted.html", context)


@require_POST
@require(Permission.SEND_LETTERS)
def letters_retry(request, building, of, **key):
    """Try failed e-mails again, or, with ``by=post``, list them for post."""
    told = of.find(**key)
    act = services.retry_emails
    if request.POST.get("by") == "post":
        act = services.post_instead
    try:
        act(told, by=request.user)
    except FinanceError as error:
        messages.error(request, of.sentence(error))
    return redirect(of.urls, building.slug, told.uuid)


@require_safe
@require(Permission.SEND_LETTERS)
def letters_zip(request, building, of, **key):
    return download(letter_state(of.find(**key)).zip)


@require_safe
@require(Permission.SEND_LETTERS)
def letters_post_zip(request, building, of, **key):
    """The letters that somebody prints and posts."""
    return download(letter_state(of.find(**key)).post_zip)


def download(file):
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
