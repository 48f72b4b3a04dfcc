"""The board: what neighbours offer and look for; one's own written, changed, ended."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from buildings.models import Module
from community.forms.hours import AskForm, BoardFilter, NewOfferForm, OfferForm
from community.kinds import Kind
from community.queries.hours.accounts import own_exchanges, standing_of, waiting_for
from community.queries.hours.board import board, own_posts, seen
from community.services.hours import exchanges, offers
from community.services.posts import close_post
from community.views.acts import ask, confirm, posted
from community.views.hours.doors import READ_WRITE, board_words, neighbour, page
from community.views.posts import find_post, said
from koprogo.ui.pagination import paginate


@require_safe
@neighbour
def hours(request, me):
    """What neighbours offer and look for, and what waits for oneself."""
    form = BoardFilter(request.GET)
    asked = form.asked
    context = {
        "building": request.access.building,
        "form": form,
        "asked": any(asked.values()),
        "page": paginate(request, board(me, **asked), size=20),
        "waiting": waiting_for(me),
        "standing": standing_of(me),
        "me": me,
    }
    return render(request, "community/hours/board.html", context)


@require_safe
@neighbour
def hours_post(request, me, hours_post_id):
    """One offer or wish, with one's own exchanges about it."""
    post = find_post(request, me, hours_post_id, Module.HOURS)
    context = said(request, post, me) | {
        "exchanges": [
            (row, row.other(me).name) for row in own_exchanges(me).filter(post=post)
        ],
    }
    return render(request, "community/hours/post.html", context)


@READ_WRITE
@neighbour
def hours_post_new(request, me, kind):
    """Put an offer or a wish on the board."""
    is_offer = kind == Kind.OFFER
    return ask(
        request,
        NewOfferForm(request if request.method == "POST" else None),
        partial(offers.write_offer, kind, me=me),
        done=_("Your neighbours see it now."),
        back=page(request, "hours"),
        words=board_words(
            title=_("Offer something") if is_offer else _("Look for something"),
            lead=_("One hour is one hour, whoever gives it and whatever he does."),
            submit=_("Put it on the board"),
        ),
    )


def _own(me, hours_post_id):
    return get_object_or_404(own_posts(me), uuid=hours_post_id)


@READ_WRITE
@neighbour
def hours_post_edit(request, me, hours_post_id):
    """Say it otherwise."""
    post = _own(me, hours_post_id)
    initial = {name: getattr(post, name) for name in ("title", "text", "expires_on")}
    initial["category"] = post.hours.category
    return ask(
        request,
        OfferForm(posted(request), initial=initial),
        partial(offers.change_offer, post, me=me),
        done=_("Your neighbours see it so from now on."),
        back=page(request, "hours-post", post.uuid),
        words={
            "title": _("Change it"),
            "lead": _("What was asked about it before stays as it was asked."),
            "submit": _("Save"),
            "back_label": post.title,
        },
    )


@READ_WRITE
@neighbour
def hours_post_end(request, me, hours_post_id):
    """Take it off the board."""
    post = _own(me, hours_post_id)
    return confirm(
        request,
        partial(close_post, post, me=me),
        done=_("It is off the board."),
        back=page(request, "hours"),
        words=board_words(
            title=_("Take it off the board?"),
            question=_(
                "Nobody sees it any more. Exchanges that are under way go on, and are "
                "among your exchanges."
            ),
            submit=_("Take it off the board"),
        ),
    )


@READ_WRITE
@neighbour
def hours_ask(request, me, hours_post_id):
    """Ask for what a neighbour offers, or offer him what he looks for."""
    post = get_object_or_404(seen(me), uuid=hours_post_id)
    if post.author_id == me.pk:
        raise Http404
    is_offer = post.kind == Kind.OFFER
    lead = _("%(name)s answers you here. Nothing is counted before it is done.")
    return ask(
        request,
        AskForm(posted(request)),
        partial(exchanges.ask, post, me=me),
        done=_("%(name)s was told.") % {"name": post.author.name},
        back=page(request, "hours-exchanges"),
        words={
            "title": _("Ask for it") if is_offer else _("I can do that"),
            "lead": lead % {"name": post.author.name},
            "submit": _("Send"),
            "back_label": _("Your exchanges"),
        },
    )
