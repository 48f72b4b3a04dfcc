"""A last day for an occupant, whoever ends it: his landlord, the syndic, the council."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from buildings.errors import EndsBeforeItBegins, NotYourLot, OccupancyEnded
from buildings.forms.people import LastDayForm
from buildings.models import Grant
from buildings.services.occupants import end_occupancy


def end_on_a_day(request, grant: Grant, *, back: str, is_landlord: bool = False):
    """Ask for the last day, and end the access after it. ``back``: name of a URL."""
    building = request.access.building
    data = request.POST if request.method == "POST" else None
    form = LastDayForm(data, initial={"last_day": timezone.localdate()})
    if data is not None and form.is_valid():
        try:
            end_occupancy(
                grant, **form.cleaned_data, by=request.user, is_landlord=is_landlord
            )
        except (EndsBeforeItBegins, NotYourLot, OccupancyEnded) as refusal:
            form.add_error("last_day", _refused(refusal))
        else:
            messages.success(request, _("The access ends after this day."))
            return redirect(back, building.slug)
    context = {
        "building": building,
        "form": form,
        "occupancy": grant,
        "back": reverse(back, args=[building.slug]),
    }
    return render(request, "buildings/people/occupancy_end.html", context)


def _refused(refusal) -> str:
    sentences = {
        EndsBeforeItBegins: _("The access begins on a later day."),
        NotYourLot: _("You do not own this lot any more."),
        OccupancyEnded: _("It has ended already."),
    }
    return sentences[type(refusal)]
