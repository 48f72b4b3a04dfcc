"""The API's own pages: what it is, and one's tokens.

The framework of the API is imported by those that need it (koprogo/urls_v1.py).
"""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from koprogo import slots
from koprogo.api import services
from koprogo.api.forms import TokenForm
from koprogo.api.models import ApiToken
from koprogo.api.scopes import Scope
from koprogo.tenancy.views import personal


@require_safe
@login_not_required
def schema(request):
    """The OpenAPI description, for programs; it holds nothing secret."""
    from koprogo.api.schema import description

    return JsonResponse(description())


@require_safe
@login_not_required
def guide(request):
    """What the API is, how a program signs in, and every operation."""
    from koprogo.api.guide import chapters, general_problems, special_problems
    from koprogo.api.schema import description

    context = {
        "chapters": chapters(description()),
        "general": general_problems(),
        "special": special_problems(),
        "scopes": [(scope.value, scope.label) for scope in Scope],
    }
    return render(request, "api/guide.html", context)


@require_safe
@personal
def tokens(request):
    """One's tokens: what each opens, until when, when it was last used."""
    context = {
        "tokens": ApiToken.objects.filter(user=request.user).select_related("tenant"),
        "today": timezone.localdate(),
    }
    return render(request, "api/tokens.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
@reauthentication_required
@personal
def token_new(request):
    """Make a token. Its secret is shown on the answer, and never again."""
    form = TokenForm(request.POST or None, places=slots.places.items(request))
    if request.method == "POST" and form.is_valid():
        token, secret = services.create_token(**form.cleaned_data, by=request.user)
        context = {"token": token, "secret": secret}
        return render(request, "api/token_created.html", context)
    return render(request, "api/token_form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def token_revoke(request, token_id):
    """Close a token, after asking."""
    mine = ApiToken.objects.filter(user=request.user)
    token = get_object_or_404(mine, uuid=token_id)
    if request.method == "POST":
        services.revoke_token(token, by=request.user)
        messages.success(request, _("The token opens nothing any more."))
        return redirect("api-tokens")
    return render(request, "api/token_revoke.html", {"token": token})
