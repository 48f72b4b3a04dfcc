from allauth.decorators import rate_limit
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from koprogo.accounts import appearance, services
from koprogo.accounts.forms import ProfileForm
from koprogo.accounts.queries import sessions_of, sign_in_of
from koprogo.tenancy.views import personal


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def profile(request):
    """One's own name, language and colours."""
    form = ProfileForm(
        request.POST or None,
        instance=request.user,
        initial={"theme": appearance.theme()},
    )
    if request.method == "POST" and form.is_valid():
        user = form.save()
        appearance.choose(form.cleaned_data["theme"])
        request.session["theme"] = form.cleaned_data["theme"]
        with translation.override(user.language):
            messages.success(request, _("Your profile is saved."))
        return redirect("profile")
    return render(request, "accounts/profile.html", {"form": form})


@require_POST
@rate_limit(action="test_mail")
@personal
def test_mail(request):
    """Send oneself a message and say whether the mail server took it."""
    address = {"address": request.user.email}
    try:
        services.send_test_mail(request.user)
    except OSError:
        text = _("The mail server did not take a message to %(address)s.")
        messages.error(request, text % address)
    else:
        text = _("A test message is on its way to %(address)s.")
        messages.success(request, text % address)
    return redirect("profile")


@require_safe
@personal
def security(request):
    """All that has to do with signing in, on one page."""
    until = request.second_factor_until
    context = {
        "sign_in": sign_in_of(request.user),
        "until": until,
        "overdue": until is not None and timezone.localdate() > until,
    }
    return render(request, "accounts/security.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def sessions(request):
    """The devices on which one is signed in; sign out one of them or all others."""
    current = request.session.session_key
    if request.method == "POST":
        asked = request.POST.get("session", "")
        if asked.isdecimal():
            services.end_session(request.user, int(asked), current=current)
            messages.success(request, _("That device is signed out."))
        elif asked == "others":
            services.end_other_sessions(request.user, current=current)
            messages.success(request, _("All other devices are signed out."))
        return redirect("sessions")
    context = {"sessions": sessions_of(request.user), "current": current}
    return render(request, "accounts/sessions.html", context)
