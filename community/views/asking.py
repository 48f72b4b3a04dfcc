"""Who gets a thing: asked for, kept, passed on, handed over, come back."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from buildings.models import Module
from community.access import neighbour
from community.models import Ask
from community.services import bazaar as services
from community.views.acts import attempt, confirm
from community.views.bazaar import find_offer
from community.views.posts import address, find_post
from koprogo.ui.origin import origin

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])
market = neighbour(Module.BAZAAR)


@require_POST
@market
def thing_ask(request, me, post_id):
    """Say that one would like to have it."""
    found, _offer = find_offer(request, me, post_id)
    act = partial(
        services.ask_for, found, me=me, origin=origin(request), by=request.user
    )
    attempt(request, act, done=_("You have asked for it."))
    return redirect(address(request, found))


@READ_WRITE
@market
def ask_withdraw(request, me, ask_id):
    """Want it no longer."""
    rows = Ask.objects.select_related("item__post").filter(neighbour=me, ended_at=None)
    row = get_object_or_404(rows, uuid=ask_id)
    found = find_post(request, me, row.item.post.uuid, Module.BAZAAR)
    return confirm(
        request,
        partial(services.withdraw, row, me=me, origin=origin(request)),
        done=_("You no longer ask for it."),
        back=reverse("community:bazaar-mine", args=[request.access.building.slug]),
        words={
            "title": _("Ask for it no longer?"),
            "question": _(
                "What is kept for you goes to the next. You may ask again, and then "
                "stand last in line."
            ),
            "submit": _("I no longer want it"),
            "back_label": found.title,
        },
    )


@READ_WRITE
@market
def thing_release(request, me, post_id):
    """Keep it for this neighbour no longer."""
    found = _own(request, me, post_id)
    return confirm(
        request,
        partial(services.release, found, me=me, origin=origin(request)),
        done=_("It is no longer kept for this neighbour."),
        back=address(request, found),
        words={
            "title": _("Keep it for this neighbour no longer?"),
            "question": _(
                "He is told, and the next in line gets it. Where nobody waits it is "
                "free again."
            ),
            "submit": _("Keep it no longer"),
            "back_label": found.title,
        },
    )


@READ_WRITE
@market
def thing_hand_over(request, me, post_id):
    """Say that somebody has it now."""
    found = _own(request, me, post_id)
    return confirm(
        request,
        partial(services.hand_over, found, me=me),
        done=_("Noted: it was handed over."),
        back=address(request, found),
        words={
            "title": _("Was it handed over?"),
            "question": _(
                "Say so when the neighbour for whom you kept it has it. This cannot be "
                "taken back."
            ),
            "submit": _("Yes, it was handed over"),
            "back_label": found.title,
        },
    )


@require_POST
@market
def thing_taken(request, me, post_id):
    """Say that one has got it."""
    found, _offer = find_offer(request, me, post_id)
    act = partial(services.confirm_taken, found, me=me, by=request.user)
    attempt(request, act, done=_("Noted: you have it."))
    return redirect(address(request, found))


@READ_WRITE
@market
def thing_back(request, me, post_id):
    """Say that it came back."""
    found = _own(request, me, post_id)
    return confirm(
        request,
        partial(services.come_back, found, me=me, origin=origin(request)),
        done=_("It stands in the bazaar again."),
        back=address(request, found),
        words={
            "title": _("Did it come back?"),
            "question": _(
                "It is put up again for sixty days. Whoever waits for it gets it next."
            ),
            "submit": _("Yes, put it up again"),
            "back_label": found.title,
        },
    )


def _own(request, me, post_id):
    """Return one's own thing; else 404."""
    found, _offer = find_offer(request, me, post_id)
    if found.author_id != me.pk:
        raise Http404
    return found
