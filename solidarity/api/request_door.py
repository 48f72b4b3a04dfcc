"""The door of the API to one's own requests; pages do without the API's framework."""

from functools import wraps

from koprogo.api import problems
from koprogo.api.doors import check_key
from koprogo.api.scopes import Scope
from solidarity.access import enter_fund, fund, own_request

__all__ = ["applicant_api", "own_request"]


def applicant_api(handler):
    """A handler for whoever calls, about requests of his own: no role is asked.

    A token of one building does not even read them.
    """

    @wraps(handler)
    def wrapper(view, request, **kwargs):
        check_key(request, Scope.WRITE, slug=fund().slug)
        with enter_fund(request), problems.told():
            return handler(view, request, **kwargs)

    wrapper.permission = None
    wrapper.change = Scope.WRITE
    wrapper.hides = True  # requests of others, and the fund where there is none
    return wrapper
