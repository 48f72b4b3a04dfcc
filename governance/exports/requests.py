"""The registered letter by which owners ask the syndic for an assembly."""

from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from buildings.models import Building
from buildings.queries import syndic_of
from governance.models import AssemblyRequest
from governance.queries.requests import Backing
from koprogo.pdf import render_pdf


def request_letter(
    request: AssemblyRequest, backing: Backing, building: Building, *, on: date
) -> bytes:
    """Return the letter, in the language of who began the request: tagged PDF."""
    with translation.override(request.language):
        context = {
            "title": _("Request for a general assembly – %(building)s")
            % {"building": building.name},
            "author": str(request.owner),
            "building": building,
            "firm": syndic_of(building.pk, on=on),
            "request": request,
            "points": request.points.all(),
            "backing": backing,
            "on": on,
        }
        return render_pdf("pdf/request_letter.html", context, language=request.language)


def letter_name(request: AssemblyRequest, building: Building, *, on: date) -> str:
    return f"{building.slug}-request-{on}.pdf"
