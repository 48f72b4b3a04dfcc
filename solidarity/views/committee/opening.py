"""The file of a request on the pages of the committee: open, or its cover."""

from functools import wraps

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from solidarity.models import Recusal, Request
from solidarity.opened import open_since

__all__ = ["file_or_404", "is_recused", "to_file", "with_open_file"]


def file_or_404(fund_request_id) -> Request:
    """Return a request that was sent; a draft is nobody's but the person's."""
    rows = Request.objects.exclude(state=Request.State.DRAFT)
    return get_object_or_404(rows, uuid=fund_request_id)


def is_recused(found: Request, seat) -> bool:
    return Recusal.objects.filter(request=found, user=seat.user_id).exists()


def to_file(found: Request) -> HttpResponse:
    return redirect("solidarity:file", fund_request_id=found.uuid)


def with_open_file(view):
    """A page about a file that this member has open: else he is led to its cover."""

    @wraps(view)
    def wrapper(request, seat, fund_request_id, **kwargs):
        found = file_or_404(fund_request_id)
        since = open_since(request.session, found.uuid, now=timezone.now())
        if since is None or is_recused(found, seat):
            return to_file(found)
        return view(request, seat, found, **kwargs)

    return wrapper
