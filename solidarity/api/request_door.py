"""The door of the API to one's own file; pages do without the API's framework."""

from functools import wraps

from django.http import Http404
from django.shortcuts import get_object_or_404

from koprogo.api import problems
from koprogo.api.doors import check_key
from koprogo.api.scopes import Scope
from solidarity.access import enter_fund, fund, own_request
from solidarity.models import Aid
from solidarity.queries.agreements import own_aids
from solidarity.vault import Forgotten

__all__ = ["applicant_api", "own_aid", "own_request"]


def own_aid(request, aid_id) -> Aid:
    """Return help of the person who calls; that of another is 404."""
    return get_object_or_404(own_aids(request.user), uuid=aid_id)


def applicant_api(handler):
    """A handler for whoever calls, about requests of his own: no role is asked.

    A token of one building does not even read them. What is forgotten is not found.
    """

    @wraps(handler)
    def wrapper(view, request, **kwargs):
        check_key(request, Scope.WRITE, slug=fund().slug)
        with enter_fund(request), problems.told():
            try:
                return handler(view, request, **kwargs)
            except Forgotten:
                raise Http404 from None

    wrapper.permission = None
    wrapper.change = Scope.WRITE
    wrapper.hides = True  # requests of others, and the fund where there is none
    return wrapper
