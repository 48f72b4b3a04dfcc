"""What the council switches on for the neighbours."""

from functools import partial

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings.models import Module
from buildings.services.modules import switch_module
from community.access import office
from community.forms.neighbours import SwitchForm
from community.queries.modules import choices
from community.views.acts import ask, posted


@require_safe
@office
def modules(request, building):
    """Each module: what it does, what it shows, and whether it is on."""
    context = {"building": building, "choices": choices(building)}
    return render(request, "community/modules/modules.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@office
def module(request, building, module):
    """Switch one on or off, by a decision that is named."""
    choice = next((one for one in choices(building) if one.module == module), None)
    if choice is None:
        raise Http404
    initial = {"decided_on": timezone.localdate()}
    done = _("It is off: nothing of it can be seen any more.")
    if not choice.is_on:
        done = _("It is on: owners and occupants find it in the menu.")
    return ask(
        request,
        SwitchForm(posted(request), initial=initial),
        partial(switch_module, Module(module), is_on=not choice.is_on),
        done=done,
        back=reverse("community:modules", args=[building.slug]),
        words={"building": building, "choice": choice},
        template="community/modules/module.html",
    )
