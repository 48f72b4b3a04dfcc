"""The door to one's own pages."""

from functools import wraps

from koprogo.tenancy.context import enter

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


def personal(view):
    """A page of the person himself, in no tenant; a GET cannot write."""

    @wraps(view)
    def wrapper(request, **kwargs):
        reading = request.method in SAFE_METHODS
        with enter(None, by=request.user, read_only=reading):
            return view(request, **kwargs)

    wrapper.permission = None
    return wrapper
