"""The doors of what neighbours do: nothing of a module is there while it is off.

A module that is off answers 404 to everybody. Whoever looks at the pages as an owner
gets 404 as well: what neighbours tell each other is no syndic's business.
"""

from functools import wraps

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from buildings.access import Permission, open_building, require
from buildings.models import Building, Module
from community.models import Neighbour
from koprogo.tenancy.models import Tenant

__all__ = [
    "asbl",
    "association",
    "find_neighbour",
    "moderator",
    "neighbour",
    "office",
    "refuse_what_is_off",
    "resident",
]


def refuse_what_is_off(request, building: Building, module: Module | None) -> None:
    """Raises Http404: it is off, or somebody looks at the pages as an owner."""
    is_on = module in building.modules if module else bool(building.modules)
    if not is_on or request.access.seen_as is not None:
        raise Http404


def find_neighbour(user) -> Neighbour | None:
    """Return as whom this person takes part in the building entered, if he does."""
    return Neighbour.objects.here().filter(user=user).first()


def resident(view):
    """A page for everybody who may take part; it gets the building."""

    @require(Permission.MEET_NEIGHBOURS)
    @wraps(view)
    def wrapper(request, building, **kwargs):
        refuse_what_is_off(request, building, None)
        return view(request, building, **kwargs)

    return wrapper


def neighbour(module: Module | None = None):
    """A page of a module, or of any (None), for who takes part; it gets ``me``.

    Whoever has not said yet by which name he is seen is asked for it first.
    """

    def decorator(view):
        @require(Permission.MEET_NEIGHBOURS)
        @wraps(view)
        def wrapper(request, building, **kwargs):
            refuse_what_is_off(request, building, module)
            me = find_neighbour(request.user)
            if me is None:
                return redirect(_joining(request, building))
            return view(request, me, **kwargs)

        wrapper.module = module
        return wrapper

    return decorator


def _joining(request, building: Building) -> str:
    page = reverse("community:join", args=[building.slug])
    # What he wanted to do is not done; the page it was on is where he goes on.
    return f"{page}?next={request.path}" if request.method == "GET" else page


def moderator(view):
    """A page of who answers reports; it gets the building."""

    @require(Permission.MODERATE)
    @wraps(view)
    def wrapper(request, building, **kwargs):
        refuse_what_is_off(request, building, None)
        return view(request, building, **kwargs)

    return wrapper


office = require(Permission.SWITCH_MODULES)


def asbl() -> Tenant:
    """Return the ASBL that runs this platform.

    Raises:
        Http404: this is not its platform, or it has not been founded yet.
    """
    if not settings.ASBL_PLATFORM:
        raise Http404
    return get_object_or_404(Tenant, kind=Tenant.Kind.ASBL)


def association(permission: Permission):
    """A page of the ASBL about what neighbours do everywhere; it gets its association."""

    def decorator(view):
        @wraps(view)
        def wrapper(request, **kwargs):
            with open_building(request, asbl().slug, permission, asbl=True) as here:
                return view(request, here, **kwargs)

        wrapper.permission = permission
        return wrapper

    return decorator
