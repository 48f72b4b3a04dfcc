"""What every act on a request of one's own does: act once, say what was refused."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import ngettext

from koprogo.ui.origin import origin
from solidarity.errors import SolidarityError
from solidarity.models import Request
from solidarity.refusals.requests import sentence
from solidarity.services.papers import add_papers
from solidarity.vault import Forgotten

LIST = "solidarity:requests"
ONE = "solidarity:request"


def attempt(request, act: Callable[[], object], *, done: str) -> bool:
    """Act; say that it is done, or why not."""
    try:
        act()
    except SolidarityError as error:
        messages.error(request, sentence(error))
        return False
    messages.success(request, done)
    return True


def add_from(request, found: Request, form) -> bool:
    """Keep the documents of a bound form; what is refused stands at its field."""
    if not form.is_valid():
        return False
    try:
        kept = add_papers(
            found, **form.cleaned_data, origin=origin(request), by=request.user
        )
    except SolidarityError as error:
        form.add_error("files", sentence(error))
        return False
    text = ngettext(
        "%(count)s document is kept, encrypted.",
        "%(count)s documents are kept, encrypted.",
        len(kept),
    ) % {"count": len(kept)}
    messages.success(request, text)
    return True


def readable(view):
    """A page of what a request says: once it is forgotten, it says so."""

    @wraps(view)
    def wrapper(request, **kwargs):
        try:
            return view(request, **kwargs)
        except Forgotten:
            return render(request, "solidarity/requests/forgotten.html", status=410)

    return wrapper


def to_file(found):
    """Go to the page of a request."""
    return redirect(ONE, fund_request_id=found.uuid)
