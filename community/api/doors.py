"""The doors of the pages (community/access.py), for handlers of the API."""

from collections.abc import Iterable
from functools import wraps

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import PermissionDenied

from buildings.access import Permission
from buildings.api.doors import require
from buildings.models import Module
from community.access import asbl, find_neighbour, refuse_what_is_off
from community.queries.bookings import BOOKED
from community.queries.feeds import IN_ONES_CALENDAR

__all__ = [
    "association",
    "booked",
    "in_ones_calendar",
    "keeper",
    "moderator",
    "neighbour",
    "office",
    "resident",
]

JOIN_FIRST = _("Say first by which name neighbours see you: POST neighbours/me/.")

#: a handler of who switches modules; it gets the building
office = require(Permission.SWITCH_MODULES)


def resident(handler):
    """A handler for everybody who may take part; it gets the building."""
    return _of_module(Permission.MEET_NEIGHBOURS, None)(handler)


def moderator(module: Module | None = None):
    """A handler of who answers reports, about a module or any; it gets the building."""
    return _of_module(Permission.MODERATE, module)


def _of_module(permission: Permission, module: Module | None):
    def decorator(handler):
        @require(permission)
        @wraps(handler)
        def wrapper(view, request, building, **kwargs):
            refuse_what_is_off(request, building, module)
            return handler(view, request, building, **kwargs)

        wrapper.module = module
        return wrapper

    return decorator


def neighbour(module: Module | None = None):
    """A handler of a module, or of any (None), for who takes part; it gets ``me``."""

    def decorator(handler):
        @_of_module(Permission.MEET_NEIGHBOURS, module)
        @wraps(handler)
        def wrapper(view, request, building, **kwargs):
            me = find_neighbour(request.user)
            if me is None:
                raise PermissionDenied(JOIN_FIRST)
            return handler(view, request, me, **kwargs)

        return wrapper

    return decorator


def _while_on(modules: Iterable[Module]):
    """A handler that is there while one of these modules is on; it gets ``me``."""

    def decorator(handler):
        @neighbour()
        @wraps(handler)
        def wrapper(view, request, me, **kwargs):
            if not set(modules) & set(request.access.building.modules):
                raise Http404
            return handler(view, request, me, **kwargs)

        return wrapper

    return decorator


booked = _while_on(BOOKED)
in_ones_calendar = _while_on(IN_ONES_CALENDAR)


def keeper(handler):
    """A handler of who keeps the rooms; it gets ``me``."""

    @neighbour(Module.ROOMS)
    @wraps(handler)
    def wrapper(view, request, me, **kwargs):
        if not request.access.allows(Permission.SWITCH_MODULES):
            raise PermissionDenied
        return handler(view, request, me, **kwargs)

    return wrapper


def association(permission: Permission):
    """A handler of the ASBL, about what neighbours do everywhere; it gets it."""

    def decorator(handler):
        opened = require(permission, asbl=True)(handler)

        @wraps(opened)
        def wrapper(view, request, **kwargs):
            return opened(view, request, slug=asbl().slug, **kwargs)

        wrapper.hides = True  # from sites that are not its platform
        return wrapper

    return decorator
