"""How what is open is answered: to everybody alike, kept for seconds, without a cookie.

Each answer has an entity tag of its content, so whoever has it already gets 304. Data
may be read by the scripts of other sites (CORS); nobody's key or cookie goes with it.
"""

import hashlib
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, HttpResponseNotAllowed
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag

from transparency.access import asbl

READING = ("GET", "HEAD")
#: seconds; with the fifteen of koprogo/kept.py, below the sixty of a change
FRESH_FOR = 30
#: what never changes: a year
FOREVER = 365 * 24 * 3600
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}
SHARED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Disposition, ETag",
}


def open_page(view):
    """A page for everybody: the view gets the ASBL's tenant."""

    @login_not_required
    @wraps(view)
    def wrapper(request, **kwargs):
        tenant = asbl()
        if request.method not in READING:
            return HttpResponseNotAllowed(READING)
        return conditional(request, view(request, tenant, **kwargs))

    return wrapper


def open_data(view):
    """Data for everybody, the scripts of other sites too."""

    @login_not_required
    @wraps(view)
    def wrapper(request, **kwargs):
        tenant = asbl()
        if request.method == "OPTIONS":
            return preflight()
        if request.method not in READING:
            return HttpResponseNotAllowed([*READING, "OPTIONS"])
        return shared(conditional(request, view(request, tenant, **kwargs)))

    return wrapper


def conditional(request, answer):
    """Return the answer with its tag, or 304 to whoever has it.

    What the view said of keeping it stays; so does its own tag.
    """
    if answer.status_code != 200:
        return answer
    if not answer.has_header("ETag"):
        answer["ETag"] = tag_of(hashlib.sha256(answer.content).hexdigest())
    if not answer.has_header("Cache-Control"):
        patch_cache_control(answer, public=True, max_age=FRESH_FOR)
    return get_conditional_response(request, etag=answer["ETag"], response=answer)


def tag_of(sha256: str) -> str:
    """Return the entity tag of a content with this SHA-256."""
    return quote_etag(sha256[:32])


def shared(answer):
    """Let the scripts of other sites read the answer."""
    for name, value in SHARED.items():
        answer[name] = value
    return answer


def preflight() -> HttpResponse:
    """Answer a browser that asks whether a script of another site may read."""
    allow = {"Allow": PREFLIGHT["Access-Control-Allow-Methods"]}
    return shared(HttpResponse(status=204, headers=PREFLIGHT | allow))
