"""A place for the neighbours of a building whose association works elsewhere.

Three steps: where it is, who begins and with what, and the page for the hall. What was
typed in the first waits in the session until the second is answered.
"""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from buildings.errors import AddressTaken, TooManyFounded
from buildings.services.neighbourhoods import found_neighbours
from community.forms.founding import BeginForm, PlaceForm
from community.refusals.neighbours import sentence
from community.views.acts import posted
from community.words import WHAT
from koprogo.tenancy.views import personal

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])
#: in the session
KEPT = "founding"


@READ_WRITE
@personal
def found(request):
    """Where the building stands; whether one is known at this address."""
    typed = request.session.get(KEPT) or {"languages": [request.LANGUAGE_CODE]}
    form = PlaceForm(posted(request), initial=typed)
    if request.method == "POST" and form.is_valid():
        request.session[KEPT] = form.cleaned_data
        return redirect("founding-begin")
    return render(request, "community/founding/place.html", {"form": form})


@READ_WRITE
@personal
def begin(request):
    """Who begins and with what; then the building is there, and waits for the others."""
    place = request.session.get(KEPT)
    if place is None:
        return redirect("founding")
    form = BeginForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            building = found_neighbours(**place, **form.cleaned_data, by=request.user)
        except (AddressTaken, TooManyFounded) as refusal:
            form.add_error(None, sentence(refusal))
        else:
            del request.session[KEPT]
            messages.success(
                request, _("The building is there. Now make the page for the hall.")
            )
            return redirect("buildings:people", building.slug)
    context = {"form": form, "place": place, "words": WHAT.items()}
    return render(request, "community/founding/begin.html", context)
