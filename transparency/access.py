"""The door to the ASBL's pages: one ASBL, and only where it runs the platform."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import wraps

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404

from buildings.access import Permission, find_access, open_building
from buildings.models import Building
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from koprogo.tenancy.views import SAFE_METHODS

__all__ = [
    "Permission",
    "as_himself",
    "asbl",
    "on_platform",
    "require",
    "signed_in",
]


def asbl() -> Tenant:
    """Return the ASBL that runs this platform.

    Raises:
        Http404: this is not its platform, or it has not been founded yet.
    """
    if not settings.ASBL_PLATFORM:
        raise Http404
    return get_object_or_404(Tenant, kind=Tenant.Kind.ASBL)


def on_platform(view):
    """A page that exists only where the ASBL runs the platform."""

    @wraps(view)
    def wrapper(request, **kwargs):
        return view(request, asbl(), **kwargs)

    return wrapper


def signed_in(view):
    """A page of whoever is signed in, about himself in the ASBL: no role is asked."""

    @wraps(view)
    def wrapper(request, **kwargs):
        with as_himself(request, asbl()) as association:
            return view(request, association, **kwargs)

    wrapper.permission = None
    return wrapper


@contextmanager
def as_himself(request, tenant: Tenant) -> Iterator[Building]:
    """Enter the ASBL as the person at work, with the roles that he may have there."""
    reading = request.method in SAFE_METHODS
    with enter(tenant.pk, by=request.user, read_only=reading):
        association = Building.objects.select_related("tenant").get()
        access = find_access(request.user, tenant.slug)
        if access is not None:
            access.building = association
            request.access = access
        yield association


def require(permission: Permission):
    """Open the ASBL for a page of this permission: the view gets its association."""

    def decorator(view):
        @wraps(view)
        def wrapper(request, **kwargs):
            with open_building(
                request, asbl().slug, permission, asbl=True
            ) as association:
                return view(request, association, **kwargs)

        wrapper.permission = permission
        return wrapper

    return decorator
