"""The letters of one thing: made, sent, posted, downloaded.

Their door is opened where their addresses are written (letter_urls.py).
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_htmx.http import HttpResponseClientRefresh

from buildings.errors import LetterError, PostedOnWrongDay
from buildings.forms.letters import PostedForm
from buildings.mailings import Told, letter_state, letters_of, mailing_of, ways
from buildings.mailings import tables as lists
from buildings.services import letters as services
from koprogo.documents.http import attachment
from koprogo.ui.exports import LIMIT, send_table
from koprogo.ui.pagination import paginate


@dataclass(frozen=True, slots=True)
class LetterPages:
    """What the pages of one kind of letters have of their own; templates read it.

    ``find``: returns what is told, by its id in the address. ``refused``: what the
    services refuse for this kind, which ``sentence`` says. ``urls``: how the names of
    the addresses begin; ``document`` and ``letter``: names of the pages of one document
    and of its letter, if there are such.
    ``crumbs``, ``crumbs_below`` and ``promise``: templates, of what lies above and of
    what the letters will say. ``amount``: what the amount that a letter states is called.
    ``asks_before``: whether somebody sends them once they are made. ``are_registered``:
    whether the post gets a list. ``shows_seals``: whether the SHA-256 of each document
    stands beside it. ``has_own_page``: whether the app shows them on a page
    of its own (``letters_page``). ``in_asbl``: whether the ASBL writes such letters too.
    """

    find: Callable[..., Told]
    refused: type[Exception]
    sentence: Callable[[Exception], str]
    urls: str
    crumbs: str
    crumbs_below: str
    promise: str
    cancelled: Promise
    document: str = ""
    letter: str = ""
    amount: Promise | str = ""
    asks_before: bool = True
    are_registered: bool = False
    shows_seals: bool = False
    has_own_page: bool = False
    in_asbl: bool = False

    @property
    def refusals(self) -> tuple[type[Exception], ...]:
        return (LetterError, self.refused)


def letters(request, building, of, **key):
    return letters_page(request, building, of, of.find(**key), "letters/letters.html")


def letters_page(request, building, of, told, template, **more):
    """Show the letters of one thing, or how far they are made."""
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
        "pdf": mailing_of(told).pdf,
        "may_work": not told.is_cancelled,
        **more,
    }
    return render(request, template, context)


def letters_table(request, building, of, ending, **key):
    """How each letter goes, how far it is, and what proves it."""
    found = letters_of(of.find(**key))[: LIMIT + 1]
    table = lists.letters_table(ways(found), amount=str(of.amount))
    return send_table(table, ending, place=building.slug)


def letters_post_table(request, building, of, ending, **key):
    """The list for the post office."""
    told = of.find(**key)
    found = services.post_waiting(told)[: LIMIT + 1]
    table = lists.post_table(found, name="post", title=told.title)
    return send_table(table, ending, place=building.slug)


def letters_make(request, building, of, **key):
    told = of.find(**key)
    try:
        services.make_letters(told, by=request.user)
    except of.refusals as error:
        messages.error(request, of.sentence(error))
    return redirect(of.urls, building.slug, told.uuid)


def letters_send(request, building, of, **key):
    told = of.find(**key)
    if request.method == "POST":
        try:
            sent = services.send_letters(told, by=request.user)
        except of.refusals as error:
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
    return render(request, "letters/send.html", context)


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
    return render(request, "letters/posted.html", context)


def letters_retry(request, building, of, **key):
    """Try failed e-mails again, or, with ``by=post``, list them for post."""
    told = of.find(**key)
    act = services.retry_emails
    if request.POST.get("by") == "post":
        act = services.post_instead
    try:
        act(told, by=request.user)
    except of.refusals as error:
        messages.error(request, of.sentence(error))
    return redirect(of.urls, building.slug, told.uuid)


def letters_zip(request, building, of, **key):
    return download(letter_state(of.find(**key)).zip)


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
