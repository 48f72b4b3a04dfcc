"""How what is open is answered: to everybody alike, without a cookie, with its tag."""

import hashlib
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponseNotAllowed
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag

from koprogo.tenancy import enter
from solidarity.access import fund

READING = ("GET", "HEAD")
FRESH_FOR = 30  # seconds
FOREVER = 365 * 24 * 3600


def open_page(view):
    """A page for everybody, in the fund's tenant, read-only and as nobody.

    It has the entity tag of its content: whoever has it already gets 304.
    """

    @login_not_required
    @wraps(view)
    def wrapper(request, **kwargs):
        tenant = fund()
        if request.method not in READING:
            return HttpResponseNotAllowed(READING)
        with enter(tenant.pk, by=None, read_only=True):
            return _conditional(request, view(request, **kwargs))

    return wrapper


def _conditional(request, answer):
    if answer.status_code != 200 or answer.streaming:
        return answer
    answer["ETag"] = quote_etag(hashlib.sha256(answer.content).hexdigest()[:32])
    if not answer.has_header("Cache-Control"):
        patch_cache_control(answer, public=True, max_age=FRESH_FOR)
    return get_conditional_response(request, etag=answer["ETag"], response=answer)
