"""Where a request of one's own is shown, and what stands there once it is forgotten."""

from functools import wraps

from django.shortcuts import redirect, render

from solidarity.vault import Forgotten

LIST = "solidarity:requests"
ONE = "solidarity:request"


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
