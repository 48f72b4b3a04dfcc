"""Who lives in the building: the code in the hall, who waits, who is in."""

from functools import partial

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from buildings.access import Permission, require
from buildings.errors import ArrivalDecided, BuildingError, CodeClosed, LivesHere
from buildings.models import Founding, Lot
from buildings.occupants import (
    arrivals_of,
    hall_code_of,
    occupants_of,
    progress_of,
)
from buildings.services import hall
from buildings.services.neighbourhoods import name_council
from buildings.views.ending import end_on_a_day
from koprogo.documents.http import attachment
from koprogo.documents.models import File
from koprogo.ui.origin import origin
from koprogo.ui.pagination import paginate

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])
#: the others come once these are answered
MOST_SHOWN = 50


@require_safe
@require(Permission.LET_IN)
def people(request, building):
    """The code that hangs in the hall, who typed it, and who lives here."""
    code, now = hall_code_of(building.pk), timezone.now()
    founding = Founding.objects.first()
    context = {
        "building": building,
        "code": code,
        "is_good": code is not None and code.is_good(now),
        "among_neighbours": request.access.is_of_neighbours,
        "progress": progress_of(founding) if founding else None,
        "waiting": arrivals_of(building).waiting()[:MOST_SHOWN],
    }
    if request.access.allows(Permission.END_OCCUPANCIES):
        context |= _living(request, building)
    return render(request, "buildings/people/people.html", context)


def _living(request, building) -> dict[str, object]:
    page = paginate(request, occupants_of(building, on=timezone.localdate()))
    lots = Lot.objects.in_bulk({one.lot_id for one in page if one.lot_id})
    return {"page": page, "living": [(one, lots.get(one.lot_id)) for one in page]}


@READ_WRITE
@require(Permission.LET_IN)
def hall_new(request, building):
    """Make a code for the hall, or another one: the page before opens nothing then."""
    if request.method == "POST":
        hall.post_code(origin=origin(request), by=request.user)
        messages.success(request, _("The page is there: print it and post it up."))
        return redirect("buildings:people", building.slug)
    context = {
        "building": building,
        "code": hall_code_of(building.pk),
        "among_neighbours": request.access.is_of_neighbours,
    }
    return render(request, "buildings/people/hall_new.html", context)


@require_safe
@require(Permission.LET_IN)
def hall_page(request, building):
    """The page with the code, to print, as long as the code lets somebody in."""
    code = hall_code_of(building.pk)
    if code is None or not code.letter_id or not code.is_good(timezone.now()):
        raise Http404
    return attachment(File.objects.get(pk=code.letter_id))


@READ_WRITE
@require(Permission.LET_IN)
def hall_close(request, building):
    """Let the code in the hall open nothing any more."""
    if request.method == "POST":
        act = partial(hall.close_code, by=request.user)
        _attempt(request, act, done=_("The code in the hall opens nothing any more."))
        return redirect("buildings:people", building.slug)
    if hall_code_of(building.pk) is None:
        raise Http404
    return render(request, "buildings/people/hall_close.html", {"building": building})


def _attempt(request, act, *, done: str) -> None:
    try:
        act()
    except BuildingError as refusal:
        messages.error(request, _refused(refusal))
    else:
        messages.success(request, done)


def _refused(refusal: BuildingError) -> str:
    sentences = {
        ArrivalDecided: _("Somebody was faster: look at how it stands now."),
        CodeClosed: _("No code hangs in the hall."),
        LivesHere: _("This person is in already."),
    }
    return sentences[type(refusal)]


@require_POST
@require(Permission.LET_IN)
def arrival_approve(request, building, arrival_id):
    """Let in who typed the code."""
    arrival = get_object_or_404(arrivals_of(building), uuid=arrival_id)
    act = partial(
        hall.answer,
        arrival,
        is_let_in=True,
        origin=origin(request),
        by=request.user,
    )
    _attempt(request, act, done=_("He is in, and gets an e-mail."))
    return redirect("buildings:people", building.slug)


@READ_WRITE
@require(Permission.LET_IN)
def arrival_refuse(request, building, arrival_id):
    """Refuse who typed the code: this one lets him in no more."""
    arrival = get_object_or_404(arrivals_of(building), uuid=arrival_id)
    if request.method == "POST":
        act = partial(
            hall.answer,
            arrival,
            is_let_in=False,
            origin=origin(request),
            by=request.user,
        )
        _attempt(request, act, done=_("He stays outside, and gets an e-mail."))
        return redirect("buildings:people", building.slug)
    context = {"building": building, "arrival": arrival}
    return render(request, "buildings/people/arrival_refuse.html", context)


@READ_WRITE
@require(Permission.END_OCCUPANCIES)
def occupancy_end(request, building, occupancy_id):
    """End the access of an occupant who leaves."""
    living = occupants_of(building, on=timezone.localdate())
    grant = get_object_or_404(living, uuid=occupancy_id)
    return end_on_a_day(request, grant, back="buildings:people")


@READ_WRITE
@require(Permission.END_OCCUPANCIES)
def council_name(request, building, occupancy_id):
    """Put a neighbour on the council, where neighbours are among themselves."""
    if not request.access.is_of_neighbours:
        raise Http404
    living = occupants_of(building, on=timezone.localdate())
    grant = get_object_or_404(living, uuid=occupancy_id)
    if request.method == "POST":
        act = partial(name_council, grant, by=request.user)
        _attempt(request, act, done=_("The council has another member."))
        return redirect("buildings:people", building.slug)
    context = {"building": building, "occupancy": grant}
    return render(request, "buildings/people/council_name.html", context)
