"""Who sits on the committee: noted by the board of the ASBL."""

from functools import partial

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from solidarity.access import Permission, require
from solidarity.forms.committee import SeatEndForm, SeatForm
from solidarity.models import Seat
from solidarity.queries.committee.seats import standing
from solidarity.services.committee import seats as services
from solidarity.views.acts import ask, posted

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@require(Permission.GOVERN_FUND)
def seats(request):
    """Who sits, what is missing to sit, and who sat before."""
    today = timezone.localdate()
    context = {"standing": standing(today), "today": today}
    return render(request, "solidarity/committee/seats.html", context)


@READ_WRITE
@require(Permission.GOVERN_FUND)
def seat_new(request):
    """Note whom the assembly elected: the role and its duties come with it."""
    return ask(
        request,
        SeatForm(posted(request)),
        services.give_seat,
        done=_("The seat is noted, and this person has access on these days."),
        back=reverse("solidarity:seats"),
        template="solidarity/committee/seat_new.html",
        words={},
    )


@READ_WRITE
@require(Permission.GOVERN_FUND)
def seat_end(request, seat_id):
    """End a seat before its time: access ends with it."""
    found = get_object_or_404(Seat.objects.select_related("user"), uuid=seat_id)
    return ask(
        request,
        SeatEndForm(posted(request)),
        partial(services.end_seat, found),
        done=_("The end of the seat is noted."),
        back=reverse("solidarity:seats"),
        template="solidarity/committee/seat_end.html",
        words={"seat": found},
    )
