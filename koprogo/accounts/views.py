from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from koprogo.accounts import appearance
from koprogo.accounts.forms import ProfileForm
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
