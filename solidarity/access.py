"""The doors to the fund: the person to his own request, the committee to its files.

The fund exists only where the ASBL runs the platform. No role of a building or of the
ASBL opens a file (solidarity.md): a seat of the committee does, in a session that a
second factor confirmed, and each opening is on record.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import wraps

from django.conf import settings
from django.core.exceptions import BadRequest, PermissionDenied, SuspiciousOperation
from django.http import Http404
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.cache import patch_cache_control

from buildings.access import Permission, find_access_to_asbl
from koprogo.accounts.second_factor import has_one, is_confirmed, way_to_confirm
from koprogo.tenancy import enter
from koprogo.tenancy.models import Tenant
from koprogo.tenancy.views import SAFE_METHODS
from solidarity.models import Request, Seat

#: errors that are an answer to whoever asked
ANSWERS = (
    Http404,
    PermissionDenied,
    BadRequest,
    SuspiciousOperation,
    MultiPartParserError,
)

__all__ = ["Permission", "applicant", "committee", "enter_fund", "fund", "require"]


def fund() -> Tenant:
    """Return the fund.

    Raises:
        Http404: this is not the ASBL's platform, or the fund has no account yet.
    """
    if not settings.ASBL_PLATFORM:
        raise Http404
    return get_object_or_404(Tenant, kind=Tenant.Kind.FUND)


def _is_founded() -> bool:
    return Tenant.objects.filter(kind=Tenant.Kind.FUND).exists()


@contextmanager
def enter_fund(request) -> Iterator[Tenant]:
    """Enter the fund as the person at work: a GET cannot write."""
    tenant = fund()
    reading = request.method in SAFE_METHODS
    with _in_silence(), enter(tenant.pk, by=request.user, read_only=reading):
        yield tenant


class Failed(RuntimeError):
    """A page of the fund failed: of which kind the error was, and where it was."""


@contextmanager
def _in_silence() -> Iterator[None]:
    """Let no error take along into the logs what somebody said.

    The words of an error may quote what it could not read. What a browser or a program
    is answered passes as it is, and so does all on the machine of who develops.
    """
    try:
        yield
    except ANSWERS:
        raise
    except Exception as error:
        # An error of the API's framework, which pages do without, has its status.
        if settings.DEBUG or hasattr(error, "status_code"):
            raise
        kind = f"{type(error).__module__}.{type(error).__qualname__}"
        raise Failed(kind).with_traceback(error.__traceback__) from None


def applicant(view):
    """A page of whoever is signed in, about requests of his own: no role is asked."""

    @wraps(view)
    def wrapper(request, **kwargs):
        if settings.ASBL_PLATFORM and not kwargs and not _is_founded():
            return render(request, "solidarity/not_founded.html")
        with enter_fund(request):
            return _private(view(request, **kwargs))

    wrapper.permission = None
    return wrapper


def own_request(request, request_id) -> Request:
    """Return a request of the person at work; that of another is 404."""
    rows = Request.objects.filter(applicant=request.user).select_related("terms")
    return get_object_or_404(rows, uuid=request_id)


def committee(view):
    """A page of the committee: the view gets the seat that the person holds today.

    Whoever holds none gets 404; without a second factor in this session he is asked
    for it first, and nothing is opened.
    """

    @wraps(view)
    def wrapper(request, **kwargs):
        with enter_fund(request):
            seat = seat_of(request.user)
            if seat is None:
                raise Http404
            if not is_confirmed(request):
                return _private(_ask_second_factor(request))
            request.seat = seat
            return _private(view(request, seat, **kwargs))

    wrapper.permission = None
    return wrapper


def seat_of(user) -> Seat | None:
    """Return the seat that a person holds today, in the fund entered."""
    return Seat.objects.on(timezone.localdate()).filter(user=user.pk).first()


def require(permission: Permission):
    """A page about the fund for people of the ASBL with this right, never about a file.

    It stands in the fund's tenant; ``request.access`` says what they are in the ASBL.
    """

    def decorator(view):
        @wraps(view)
        def wrapper(request, **kwargs):
            with enter_fund(request):
                access = find_access_to_asbl(request.user)
                if access is None:
                    raise Http404
                if not access.allows(permission):
                    raise PermissionDenied
                request.fund_access = access
                return _private(view(request, **kwargs))

        wrapper.permission = permission
        return wrapper

    return decorator


def _ask_second_factor(request):
    context = {
        "has_factor": has_one(request.user),
        "way": way_to_confirm(request.user),
    }
    return render(request, "solidarity/second_factor.html", context, status=403)


def _private(response):
    """No browser, and no page kept for later, holds what stands here."""
    patch_cache_control(response, private=True, no_store=True)
    return response
