"""Messages between two neighbours."""

from functools import partial
from uuid import UUID

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from buildings.models import Module
from community.access import neighbour
from community.forms.posts import MessageForm
from community.models import Neighbour, Post
from community.queries.posts import reach, shown_to
from community.queries.talks import messages_with, talks, unread
from community.services import talking
from community.views.acts import ask, attempt, posted
from koprogo.ui.origin import origin

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@neighbour()
def talk_list(request, me):
    """With whom one wrote, the latest first."""
    context = {"building": request.access.building, "talks": talks(me)}
    return render(request, "community/talks/talks.html", context)


def _other(me: Neighbour, neighbour_id) -> Neighbour:
    return get_object_or_404(Neighbour.objects.exclude(pk=me.pk), uuid=neighbour_id)


@READ_WRITE
@neighbour()
def talk(request, me, neighbour_id):
    """Read what both wrote, and write."""
    other = _other(me, neighbour_id)
    written = messages_with(other, me=me)
    may_write = reach(me, other)
    if not (may_write or written):
        other = get_object_or_404(Neighbour.objects.none())
    slug = request.access.building.slug
    about = _about(request, me)
    return ask(
        request,
        MessageForm(posted(request)),
        partial(
            talking.send_message, other, about=about, me=me, origin=origin(request)
        ),
        done=_("Your message is sent."),
        back=reverse("community:talk", args=[slug, other.uuid]),
        words={
            "building": request.access.building,
            "me": me,
            "other": other,
            "written": written,
            "about": about,
            "may_write": may_write,
            "is_new": unread(me).filter(sender=other).exists(),
        },
        template="community/talks/talk.html",
    )


def _about(request, me) -> Post | None:
    """Return the post that ``?about=`` names, when ``me`` sees it."""
    try:
        wanted = UUID(request.GET.get("about", ""))
    except ValueError:
        return None
    modules = [Module(code) for code in request.access.building.modules]
    return shown_to(me, modules).filter(uuid=wanted).first()


@require_POST
@neighbour()
def talk_read(request, me, neighbour_id):
    """Note that one has seen what somebody wrote."""
    other = _other(me, neighbour_id)
    act = partial(talking.mark_read, other, me=me, by=request.user)
    attempt(request, act, done=_("Noted."))
    return redirect("community:talk", request.access.building.slug, other.uuid)
