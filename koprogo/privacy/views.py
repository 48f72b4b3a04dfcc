from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from koprogo import slots
from koprogo.privacy import copies
from koprogo.privacy.closing import CannotLeave, close_account, refusals
from koprogo.privacy.cookies import cookies
from koprogo.privacy.report import chapters, kept
from koprogo.tenancy.views import personal
from koprogo.ui.downloads import send_file


@require_safe
@login_not_required
def privacy(request):
    """What is known about people, why, how long, and what they can do about it."""
    context = {
        "chapters": chapters(),
        "cookies": cookies(),
        "organisation": settings.ORGANISATION_NAME,
        "address": settings.ORGANISATION_ADDRESS,
        "processors": settings.ORGANISATION_PROCESSORS,
        "dpo": settings.DPO_EMAIL,
    }
    return render(request, "privacy/privacy.html", context)


@require_safe
@personal
def my_data(request):
    """One's rights, and where to use them."""
    copy = copies.copy_of(request.user, now=timezone.now())
    context = {
        "copy": copy,
        "job": copies.job_of(copy) if copy else None,
        "until": copies.expires_at(copy) if copy and copy.made_at else None,
        "places": slots.controllers.items(request),
        "dpo": settings.DPO_EMAIL,
    }
    return render(request, "privacy/my_data.html", context)


@require_POST
@personal
def copy_ask(request):
    """Have a copy of one's data made."""
    copies.ask_copy(by=request.user)
    messages.success(request, _("Your copy is being made."))
    return redirect("data")


@require_safe
@reauthentication_required
@personal
def copy_fetch(request):
    """The copy as a ZIP: all about a person, so it asks once more who he is."""
    copy = copies.copy_of(request.user, now=timezone.now())
    if copy is None or copy.made_at is None:
        raise Http404
    name = f"koprogo-{timezone.localdate(copy.made_at)}.zip"
    return send_file(copies.open_copy(copy), name=name, content_type="application/zip")


@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
@personal
def close(request):
    """Close one's account for good, after reading what goes and what stays."""
    reasons = refusals(request.user)
    if request.method == "POST" and not reasons:
        try:
            close_account(by=request.user)
        except CannotLeave as refusal:  # somebody else left at the same moment
            reasons = refusal.reasons
        else:
            logout(request)
            return render(request, "privacy/closed.html", {"kept": kept()})
    context = {"reasons": reasons, "kept": kept(), "dpo": settings.DPO_EMAIL}
    return render(request, "privacy/close.html", context)
