"""The door of the API to one's own requests; pages do without the API's framework."""

from functools import wraps

from django.http import Http404

from koprogo.api import problems
from koprogo.api.doors import check_key
from koprogo.api.scopes import Scope
from solidarity.access import enter_fund, fund, own_request
from solidarity.vault import Forgotten

__all__ = ["applicant_api", "own_request"]


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
