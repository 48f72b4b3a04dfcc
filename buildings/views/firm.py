from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from buildings import services
from buildings.forms import FirmForm, LogoForm
from buildings.models import Firm, FirmLogo, FirmMember, Role
from koprogo.tenancy.views import personal


def _managed(request, firm_id) -> Firm:
    """Return the firm, if the person runs it.

    Raises:
        Http404: he does not work there.
        PermissionDenied: he does, and runs it not.
    """
    running = FirmMember.objects.on(timezone.localdate()).filter(
        user=request.user, firm__uuid=firm_id
    )
    roles = set(running.values_list("role", flat=True))
    if not roles:
        raise Http404
    if Role.MANAGER not in roles:
        raise PermissionDenied
    return Firm.objects.select_related("logo").get(uuid=firm_id)


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def firm(request, firm_id):
    """What stands on the letters of the firm, and how it looks there."""
    found = _managed(request, firm_id)
    name = found.name
    form = FirmForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        services.update_firm(found, **form.cleaned_data, by=request.user)
        messages.success(request, _("The data of the firm are saved."))
        return redirect("buildings:firm", found.uuid)
    return _page(request, found, name=name, form=form, logo_form=LogoForm())


@require_POST
@personal
def firm_logo(request, firm_id):
    """Put a logo on the letters, or take it off."""
    found = _managed(request, firm_id)
    if "remove" in request.POST:
        services.remove_logo(found, by=request.user)
        messages.success(request, _("The letters have no logo any more."))
        return redirect("buildings:firm", found.uuid)
    logo_form = LogoForm(request)
    if not logo_form.is_valid():
        form = FirmForm(instance=found)
        return _page(request, found, name=found.name, form=form, logo_form=logo_form)
    services.set_logo(found, png=logo_form.cleaned_data["logo"], by=request.user)
    messages.success(request, _("The logo is on the letters from now on."))
    return redirect("buildings:firm", found.uuid)


def _page(request, found, **shown):
    """Show what was typed as it would look, and the name that is kept."""
    context = {"firm": found, "has_logo": hasattr(found, "logo"), **shown}
    return render(request, "buildings/firm.html", context)


@require_safe
@personal
def firm_logo_picture(request, firm_id):
    logo = get_object_or_404(FirmLogo, firm=_managed(request, firm_id))
    return HttpResponse(
        bytes(logo.png),
        content_type="image/png",
        headers={"Cache-Control": "private, no-cache"},
    )
