"""Taking part: by which name, with what about oneself, and without whom."""

from functools import partial

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from buildings.access import Permission
from community.access import find_neighbour, neighbour, resident
from community.forms.neighbours import NeighbourForm
from community.models import Block, Mail
from community.queries.moderation import concerning, waiting
from community.queries.modules import choices
from community.queries.people import others
from community.queries.talks import unread
from community.services import neighbours as services
from community.services.leaving import leave as leave_building
from community.views.acts import ask, attempt, confirm, posted

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])


def _home(request) -> str:
    return reverse("community:home", args=[request.access.building.slug])


@require_safe
@resident
def home(request, building):
    """What neighbours do with each other here."""
    me = find_neighbour(request.user)
    context = {
        "building": building,
        "me": me,
        "unread": unread(me).count() if me else 0,
        "complaints": concerning(me)[:3] if me else [],
        "choices": [one for one in choices(building) if one.is_on],
        "reported": waiting() if request.access.allows(Permission.MODERATE) else 0,
    }
    return render(request, "community/home.html", context)


@READ_WRITE
@resident
def join(request, building):
    """Take part: say first by which name one is seen."""
    if find_neighbour(request.user) is not None:
        return redirect(_next(request))
    initial = {"name": request.user.name.split(" ")[0], "mails": Mail.values}
    return ask(
        request,
        NeighbourForm(posted(request), initial=initial),
        services.join,
        done=_("Welcome: you take part from now on."),
        back=_next(request),
        words={"building": building, "next": request.GET.get("next", "")},
        template="community/neighbours/join.html",
    )


def _next(request) -> str:
    """Return where he was going, inside this building; else the first page."""
    home = _home(request)
    wanted = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_ours and wanted.startswith(home) else home


@READ_WRITE
@neighbour()
def me(request, me):
    """What the others see of oneself; whom one has blocked."""
    fields = ("name", "where", "about", "is_listed", "mails")
    initial = {name: getattr(me, name) for name in fields}
    return ask(
        request,
        NeighbourForm(posted(request), initial=initial),
        partial(services.change_profile, me),
        done=_("The others see it so from now on."),
        back=reverse("community:me", args=[request.access.building.slug]),
        words={
            "building": request.access.building,
            "blocks": me.blocks.select_related("blocked"),
        },
        template="community/neighbours/me.html",
    )


@READ_WRITE
@neighbour()
def leave(request, me):
    """Take part no more; whoever lives here may come back."""
    building = request.access.building
    return confirm(
        request,
        partial(leave_building, me),
        done=_("You take part no more. You can come back at any time."),
        back=reverse("community:home", args=[building.slug]),
        words={
            "title": _("Leave the neighbours"),
            "question": _(
                "What you offered, lent and booked ends now, what you wrote is seen no "
                "more, and hours you owe or are owed go to the common account. Your "
                "access to the building itself stays."
            ),
            "submit": _("Leave"),
            "back_label": _("Our building"),
        },
    )


@READ_WRITE
@neighbour()
def block(request, me, neighbour_id):
    """Have nothing to do with somebody any more; he does not learn it."""
    other = get_object_or_404(others(me), uuid=neighbour_id)
    return confirm(
        request,
        partial(services.block, other, me=me),
        done=_("You see nothing of each other any more."),
        back=reverse("community:me", args=[request.access.building.slug]),
        words={
            "title": _("Block %(name)s?") % {"name": other.name},
            "question": _(
                "You no longer see what %(name)s writes and offers, nor the other way "
                "round, and neither of you can answer the other. Nobody is told. You can "
                "take it back at any time."
            )
            % {"name": other.name},
            "submit": _("Block"),
            "back_label": _("About you"),
        },
    )


@require_POST
@neighbour()
def unblock(request, me, block_id):
    """See each other again."""
    row = get_object_or_404(Block, uuid=block_id, neighbour=me)
    act = partial(services.unblock, row, by=request.user)
    attempt(request, act, done=_("You see each other again."))
    return redirect("community:me", request.access.building.slug)
