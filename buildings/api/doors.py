"""The door of the pages (buildings/access.py), for handlers of the API."""

from functools import wraps

from buildings.access import Permission, open_building
from koprogo.api import problems
from koprogo.api.doors import check_key
from koprogo.api.scopes import Scope

# What a change with this right needs from a token; all others need ``write``.
BOOKS = {
    Permission.PREPARE_CALLS,
    Permission.ISSUE_CALLS,
    Permission.RECORD_PAYMENTS,
    Permission.IMPORT_BANK,
    Permission.OPEN_BOOKS,
    Permission.SEND_LETTERS,
}


def require(permission: Permission, *, asbl: bool = False):
    """Open the building named by ``slug`` for a handler of this permission.

    ``asbl``: members of the ASBL may call it too.
    DRF has said who calls; a refusal crosses the transaction, which rolls back.
    """
    change = Scope.BOOKS if permission in BOOKS else Scope.WRITE

    def decorator(handler):
        @wraps(handler)
        def wrapper(view, request, slug, **kwargs):
            check_key(request, change, slug=slug)
            with (
                open_building(request, slug, permission, asbl=asbl) as building,
                problems.told(),
            ):
                return handler(view, request, building, **kwargs)

        wrapper.permission = permission
        wrapper.asbl = asbl
        wrapper.change = change
        return wrapper

    return decorator
