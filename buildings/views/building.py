from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings import home, services
from buildings.access import Permission, require
from buildings.forms import BuildingForm
from buildings.models import Founding
from buildings.occupants import NEEDED, progress_of
from buildings.queries import completeness, running_mandate
from buildings.views.gaps import gaps
from koprogo import slots


@require_safe
@require(
    Permission.SEE_BUILDING,
    asbl=Permission.SEE_ASSEMBLIES,
    neighbours=Permission.MEET_NEIGHBOURS,
)
def overview(request, building):
    """What is to be done, how things stand, and who the association is.

    The ASBL has none of its own: one begins with the first of its pages. Neighbours
    among themselves begin with theirs, as soon as there are any.
    """
    if request.access.is_of_members or (
        request.access.is_of_neighbours and building.modules
    ):
        return redirect(_first_page(request))
    if request.access.is_of_neighbours:
        return _before_it_opens(request, building)
    today = timezone.localdate()
    state = completeness(building, on=today)
    context = {
        "building": building,
        "state": state,
        "gaps": gaps(building, state),
        "notices": [
            *home.notices(request.access, state.arrivals),
            *slots.home_notices.items(request),
        ],
        "figures": slots.home_figures.items(request),
        "cards": slots.home_cards.items(request),
        "mandate": running_mandate(building.pk, on=today),
    }
    return render(request, "buildings/overview.html", context)


def _before_it_opens(request, building):
    """Say how many have typed the code of the hall, and how many it takes."""
    context = {
        "building": building,
        "progress": progress_of(Founding.objects.get()),
        "needed": NEEDED,
    }
    return render(request, "buildings/people/before_it_opens.html", context)


def _first_page(request) -> str:
    pages = [
        item
        for item in slots.nav.items(request)
        if item.section and item.url != request.path
    ]
    return min(pages, key=lambda item: item.order).url


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.EDIT_BUILDING)
def settings(request, building):
    """The association's own data."""
    context = {
        "building": building,
        "name": building.name,
        "public_page": building.public_page,
        "cards": slots.setting_cards.items(request),
    }
    form = BuildingForm(request.POST or None, instance=building)
    if request.method == "POST" and form.is_valid():
        services.update_building(building, by=request.user, **form.cleaned_data)
        messages.success(request, _("The association's data are saved."))
        return redirect("buildings:settings", building.slug)
    return render(request, "buildings/settings.html", context | {"form": form})
