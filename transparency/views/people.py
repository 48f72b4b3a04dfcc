"""Who holds which office of the ASBL, and ending one before its time."""

from functools import partial

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from koprogo.ui.exports import send_table
from transparency.access import Permission, require
from transparency.forms.elections import OfficeEndForm
from transparency.lists.budget import people_table as as_table
from transparency.queries.elections import held, office_grants, office_of, offices_on
from transparency.refusals.budget import sentence
from transparency.services.elections import end_office
from transparency.views.acts import ask


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def people(request, association):
    """Every office with who holds it, until when, and by which decision."""
    context = {
        "offices": offices_on(timezone.localdate()),
        "may_end": request.access.allows(Permission.CARRY_OUT_DECISIONS),
    }
    return render(request, "transparency/people/people.html", context)


@require_safe
@require(Permission.SEE_ASSEMBLIES)
def people_table(request, association, ending):
    return send_table(as_table(held(office_grants())), ending, place=association.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@require(Permission.CARRY_OUT_DECISIONS)
def office_end(request, association, person_id, office, since):
    """End an office before its time, with a reason that the members read."""
    found = get_object_or_404(office_of(person_id, office, since))
    [one] = held(office_grants().filter(pk=found.pk))
    return ask(
        request,
        OfficeEndForm(request.POST if request.method == "POST" else None),
        partial(end_office, found),
        done=_("The end of the office is recorded."),
        back=reverse("transparency:people"),
        words={
            "title": _("End an office"),
            "lead": _("%(office)s: %(name)s. From that day on the rights end too.")
            % {"office": one.role.label, "name": one.name},
            "submit": _("End it"),
            "back_label": _("Offices"),
        },
        sentence=sentence,
    )
