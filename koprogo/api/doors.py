"""What a key must carry before anything is opened, and the door to one's own things."""

from functools import wraps

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import PermissionDenied

from koprogo.accounts.second_factor import is_missing
from koprogo.api import problems
from koprogo.api.scopes import Scope
from koprogo.tenancy import enter
from koprogo.tenancy.views import SAFE_METHODS

__all__ = ["anyone", "check_key", "needed_scope", "personal"]


def needed_scope(method: str, change: Scope) -> Scope:
    """Return what a method needs: reading is ``read``, anything else ``change``."""
    return Scope.READ if method.upper() in SAFE_METHODS else change


def check_key(request, change: Scope, *, slug: str | None = None) -> None:
    """Refuse a key that does not carry this request.

    Another building than the token's is refused before anybody looks whether it
    exists. ``slug`` None: the person himself, whom a token of one building only reads.

    Raises:
        PermissionDenied: 403, with the reason.
    """
    if is_missing(request.user, on=timezone.localdate()):
        raise PermissionDenied(
            _("Your role needs a second factor: sign in on the site and add it.")
        )
    scope = needed_scope(request.method, change)
    if scope not in request.auth.scopes:
        raise PermissionDenied(
            _("This token lacks the scope “%(scope)s”.") % {"scope": scope.value}
        )
    only = request.auth.tenant_slug
    if only is not None and (slug != only if slug else scope != Scope.READ):
        raise PermissionDenied(_("This token is for one building only."))


def anyone(handler):
    """No key is asked: the address gives one."""
    handler.permission = None
    handler.change = None
    return handler


def personal(change: Scope = Scope.WRITE):
    """The person's own things, in no tenant; a GET cannot write."""

    def decorator(handler):
        @wraps(handler)
        def wrapper(view, request, **kwargs):
            check_key(request, change)
            reading = request.method in SAFE_METHODS
            with (
                enter(None, by=request.user, read_only=reading),
                problems.told(),
            ):
                return handler(view, request, **kwargs)

        wrapper.permission = None
        wrapper.change = change
        return wrapper

    return decorator
