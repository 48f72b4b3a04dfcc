"""The doors of the API to the ASBL; pages do without the framework of the API."""

from functools import wraps

from buildings.access import open_building
from koprogo.api import problems
from koprogo.api.doors import check_key
from koprogo.api.scopes import Scope
from transparency.access import Permission, as_himself, asbl

__all__ = ["require_api", "signed_in_api"]

# What a change with this right needs from a token; all others need ``write``.
BOOKS = {Permission.KEEP_ASBL_BOOKS, Permission.APPROVE_COSTS}


def signed_in_api(change: Scope = Scope.WRITE):
    """A handler for whoever calls, about himself in the ASBL: no role is asked."""

    def decorator(handler):
        @wraps(handler)
        def wrapper(view, request, **kwargs):
            tenant = asbl()
            check_key(request, change, slug=tenant.slug)
            with as_himself(request, tenant) as association, problems.told():
                return handler(view, request, association, **kwargs)

        wrapper.permission = None
        wrapper.change = change
        wrapper.hides = True  # the ASBL, from sites that are not its platform
        return wrapper

    return decorator


def require_api(permission: Permission):
    """Open the ASBL for a handler of the API; DRF has said who calls."""
    change = Scope.BOOKS if permission in BOOKS else Scope.WRITE

    def decorator(handler):
        @wraps(handler)
        def wrapper(view, request, **kwargs):
            slug = asbl().slug
            check_key(request, change, slug=slug)
            with (
                open_building(request, slug, permission, asbl=True) as association,
                problems.told(),
            ):
                return handler(view, request, association, **kwargs)

        wrapper.permission = permission
        wrapper.change = change
        wrapper.hides = True  # from whoever has no role there
        return wrapper

    return decorator
