"""The bazaar: what neighbours give, swap and let each other keep."""

from functools import partial

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from buildings.access import Permission
from buildings.models import Module
from community.access import neighbour
from community.forms.bazaar import ChangeThingForm, ThingForm, ThingsFilter
from community.queries.bazaar import (
    asked_by,
    cards_of_things,
    offer_of,
    own_things,
    things,
)
from community.queries.posts import searched
from community.services import bazaar as services
from community.views.acts import ask
from community.views.posts import address, find_post, said
from koprogo.ui.pagination import paginate

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])
market = neighbour(Module.BAZAAR)
ON_A_PAGE = 20


@require_safe
@market
def things_list(request, me):
    """What stands there, the latest first; by words, kind, category."""
    form = ThingsFilter(request.GET)
    form.is_valid()
    asked = {name: value for name, value in form.cleaned_data.items() if value}
    words = asked.pop("q", "")
    page = paginate(request, searched(things(me, **asked), words), size=ON_A_PAGE)
    context = {
        "building": request.access.building,
        "form": form,
        "is_filtered": bool(asked or words),
        "page": page,
        "cards": cards_of_things(page.object_list, me=me),
    }
    return render(request, "community/bazaar/things.html", context)


def find_offer(request, me, post_id):
    """Return a thing that ``me`` sees and how it stands; else 404."""
    found = find_post(request, me, post_id, Module.BAZAAR)
    offer = offer_of(found, me=me)
    if offer is None:
        raise Http404
    return found, offer


@require_safe
@market
def thing(request, me, post_id):
    """One thing, who gets it, and what is said under it."""
    found, offer = find_offer(request, me, post_id)
    context = said(request, found, me) | {
        "offer": offer,
        "may_pin": request.access.allows(Permission.MODERATE),
    }
    return render(request, "community/bazaar/thing.html", context)


@require_safe
@market
def mine(request, me):
    """What one offers, and what one asked for."""
    context = {
        "building": request.access.building,
        "cards": own_things(me),
        "asked": asked_by(me),
    }
    return render(request, "community/bazaar/mine.html", context)


@READ_WRITE
@market
def thing_new(request, me):
    """Put up a thing to give, to swap or to keep for a while."""
    form = ThingForm(request if request.method == "POST" else None)

    def act(*, uuid, kind, title, text, photos, by, **_thing):
        services.offer_thing(
            kind,
            form.thing(),
            uuid=uuid,
            title=title,
            text=text,
            photos=photos,
            me=me,
            by=by,
        )

    return ask(
        request,
        form,
        act,
        done=_("It stands in the bazaar now, for sixty days."),
        back=reverse("community:bazaar", args=[request.access.building.slug]),
        words={
            "title": _("Offer something"),
            "lead": _("All neighbours who take part see it, by the name you chose."),
            "submit": _("Offer it"),
            "back_label": Module.BAZAAR.label,
        },
    )


@READ_WRITE
@market
def thing_edit(request, me, post_id):
    """Say otherwise what one's own thing is."""
    found, offer = find_offer(request, me, post_id)
    if found.author_id != me.pk or found.closed_at or found.hidden_at:
        raise Http404
    names = ("category", "condition", "wanted")
    form = ChangeThingForm(
        request if request.method == "POST" else None,
        kind=found.kind,
        initial={"title": found.title, "text": found.text}
        | {name: getattr(offer.item, name) for name in names},
    )
    return ask(
        request,
        form,
        partial(services.change_thing, found, me=me),
        done=_("It is changed."),
        back=address(request, found),
        words={
            "title": _("Change"),
            "lead": found.title,
            "submit": _("Save"),
            "back_label": found.title,
        },
    )
