"""For newcomers: the words of welcome, who is who, and where things are; a search."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission
from buildings.models import Module
from community.access import neighbour, office
from community.forms.neighbours import GreetingForm
from community.models import Greeting
from community.queries.modules import choices
from community.queries.people import listed, named
from community.queries.posts import cards, searched, shown_to
from community.services.greeting import write_greeting
from community.views.acts import ask, posted
from koprogo.ui.pagination import paginate

ON_A_PAGE = 20
READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@neighbour(Module.WELCOME)
def welcome(request, me):
    """What a newcomer wants to know."""
    building = request.access.building
    context = {
        "building": building,
        "me": me,
        "greeting": Greeting.objects.first(),
        "page": paginate(request, listed(me)),
        "choices": [one for one in choices(building) if one.is_on],
        "may_write": request.access.allows(Permission.SWITCH_MODULES),
    }
    return render(request, "community/welcome/welcome.html", context)


@READ_WRITE
@office
def greeting_edit(request, building):
    """The council writes what newcomers read first."""
    found = Greeting.objects.first()
    return ask(
        request,
        GreetingForm(posted(request), initial={"text": found.text if found else ""}),
        write_greeting,
        done=_("Newcomers read it from now on."),
        back=reverse("community:modules", args=[building.slug]),
        words={
            "title": _("Words of welcome"),
            "lead": _("House rules, who helps with what, where the bicycles stand."),
            "submit": _("Save"),
            "back_label": _("Neighbours' modules"),
        },
    )


@require_safe
@neighbour()
def search(request, me):
    """Look through all modules that are on, and through who is who."""
    building = request.access.building
    text = request.GET.get("q", "").strip()
    modules = [Module(code) for code in building.modules]
    rows = searched(shown_to(me, modules), text) if text else shown_to(me, [])
    page = paginate(request, rows, size=ON_A_PAGE)
    people = named(me, text) if text and Module.WELCOME in modules else []
    context = {
        "building": building,
        "search": text,
        "page": page,
        "cards": cards(page.object_list, me=me),
        "people": people,
    }
    return render(request, "community/search.html", context)
