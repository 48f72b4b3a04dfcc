"""What every page of the committee does: act once, and say what was refused."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from solidarity.errors import SolidarityError
from solidarity.models import Recusal, Request
from solidarity.opened import open_since
from solidarity.refusals.committee import field_of, sentence
from solidarity.vault import Forgotten

__all__ = ["ask", "attempt", "file_or_404", "is_recused", "to_file", "with_open_file"]


def attempt(request, act: Callable[[], object], *, done: str = "") -> bool:
    """Act; say that it is done, or why not."""
    try:
        act()
    except SolidarityError as error:
        messages.error(request, sentence(error))
        return False
    except Forgotten:
        messages.error(request, _("This file was erased: nobody can read it any more."))
        return False
    if done:
        messages.success(request, done)
    return True


def ask(
    request,
    form,
    act: Callable[..., object],
    *,
    done: str,
    back: str,
    template: str,
    context: dict,
) -> HttpResponse:
    """Show a form, do what it says, and go on to the address ``back``."""
    if request.method == "POST" and form.is_valid():
        try:
            act(**form.cleaned_data)
        except SolidarityError as error:
            field = field_of(error)
            form.add_error(field if field in form.fields else None, sentence(error))
        else:
            messages.success(request, done)
            return redirect(back)
    return render(request, template, {"form": form, "back": back, **context})


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
