from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings import services
from buildings.access import buildings_of, firms_managed_by
from buildings.forms import FoundingForm
from buildings.portfolio import portfolio
from koprogo import slots
from koprogo.tenancy.views import personal


@require_safe
@login_not_required
def home(request):
    """Welcome a stranger; bring everybody else to his building or to their list.

    Who works for a syndic with several buildings begins with the portfolio.
    """
    if not request.user.is_authenticated:
        return render(request, "buildings/welcome.html")
    return _my_building(request)


@personal
def _my_building(request):
    if len(portfolio(request.user, on=timezone.localdate())) > 1:
        return redirect("buildings:portfolio")
    found = buildings_of(request.user)
    if len(found) == 1:
        slug, _name, _roles = found[0]
        return redirect("buildings:home", slug)
    return redirect("buildings:mine")


@require_safe
@personal
def my_buildings(request):
    """The buildings in which this person has a role, and the ASBL if he has one there."""
    context = {
        "buildings": buildings_of(request.user),
        "entrances": slots.entrances.items(request),
        "may_add": firms_managed_by(request.user).exists(),
        "works_for_firm": bool(portfolio(request.user, on=timezone.localdate())),
    }
    return render(request, "buildings/my_buildings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@personal
def building_new(request):
    """A syndic takes on a building: its lots and owners come next."""
    firms = firms_managed_by(request.user)
    if not firms.exists():
        raise PermissionDenied
    form = FoundingForm(request.POST or None, firms=firms)
    if request.method == "POST" and form.is_valid():
        building = services.take_on_building(**form.cleaned_data, by=request.user)
        messages.success(request, _("The building is there. Now bring in its lots."))
        return redirect("buildings:home", building.slug)
    return render(request, "buildings/building_form.html", {"form": form})
