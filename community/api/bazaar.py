"""The bazaar by the API: what there is, who asks for it, who gets it."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404

from buildings.models import Module
from community.api import bazaar_shapes as shapes
from community.api.doors import neighbour
from community.api.once import drawn, written
from community.api.post_shapes import detail
from community.errors import bazaar as errors
from community.errors.posts import PostEnded, PostWritten, Unreachable
from community.forms.bazaar import ThingsFilter
from community.models import Ask, Neighbour, Post
from community.models.bazaar import State
from community.queries.bazaar import Offer, asked_by, offer_of, states_of, things
from community.queries.posts import cards, searched, written_by
from community.services import bazaar as services
from community.views.posts import find_post
from koprogo.api.operations import Listing, operation
from koprogo.api.views import ApiView
from koprogo.ui.origin import origin

market = neighbour(Module.BAZAAR)
KEEPING = (PostEnded, errors.NotReserved)


class BazaarView(ApiView):
    tag = "bazaar"


def _lines(posts, me: Neighbour) -> list[dict]:
    """Return the things of a page: three statements."""
    states = states_of([post.pk for post in posts])
    return [
        {
            "post": card.post,
            "photo": card.photo,
            "comments": card.comments,
            "is_mine": card.is_mine,
            "state": states.get(card.post.pk, State.FREE),
        }
        for card in cards(posts, me=me)
    ]


def _find(request, me: Neighbour, post_id, *, is_own: bool = False) -> Post:
    """Return a thing that ``me`` sees, or offers."""
    found = find_post(request, me, post_id, Module.BAZAAR)
    if not hasattr(found, "item") or (is_own and found.author_id != me.pk):
        raise Http404
    return found


def _shown(post: Post, me: Neighbour) -> dict:
    """Return a thing and how it stands for ``me``."""
    found = Post.objects.select_related("author", "item").get(pk=post.pk)
    offer = offer_of(found, me=me)
    is_mine, held = found.author_id == me.pk, offer.reservation
    concerns = held is not None and (is_mine or offer.is_for_me)
    hides_place = offer.item.waits_for_draw and offer.is_in_draw
    return detail(found, me=me) | {
        "state": offer.state,
        "is_for_me": offer.is_for_me,
        "mine": offer.mine,
        "place": None if hides_place else offer.place,
        "handed_at": held.handed_at if concerns else None,
        "taken_at": held.taken_at if concerns else None,
        "kept_for": held.ask.neighbour if held and is_mine else None,
        "waiting": offer.listed if is_mine else [],
        "draw": _draw(offer, me) if offer.item.drawn_at else None,
    }


def _draw(offer: Offer, me: Neighbour) -> dict:
    return {
        "drawn_at": offer.item.drawn_at,
        "number": offer.item.number,
        "asks": [
            {
                "uuid": row.uuid,
                "is_mine": row.neighbour_id == me.pk,
                "is_in_line": row.ended_at is None,
            }
            for row in offer.draw
        ],
    }


class BazaarThings(BazaarView):
    @market
    @operation(page_of=shapes.BazaarCardShape, query=ThingsFilter)
    def get(self, request, me):
        """What is to be had, the latest first."""
        asked = self.asked()
        words = asked.pop("q")
        rows = searched(things(me, **asked), words).select_related("author", "item")
        return Listing(rows, lambda page: _lines(page, me))

    @market
    @operation(
        body=shapes.BazaarBody,
        answer=shapes.BazaarDetail,
        status=201,
        refuses=(PostWritten,),
        keyed=True,
    )
    def post(self, request, me):
        """Offer something for sixty days, once for each `Idempotency-Key`."""
        said = self.read()
        kind, thing = said.pop("kind"), said.pop("thing")
        act = partial(services.offer_thing, kind, thing, by=request.user)
        return _shown(written(act, uuid=drawn(self, me, "post"), me=me, **said), me)


class OwnBazaarThings(BazaarView):
    @market
    @operation(page_of=shapes.BazaarCardShape)
    def get(self, request, me):
        """What you offer and have offered, the latest first."""
        rows = written_by(me).of(Module.BAZAAR).filter(item__isnull=False)
        rows = rows.select_related("author", "item")
        return Listing(rows, lambda page: _lines(page, me))


class WantedThings(BazaarView):
    @market
    @operation(list_of=shapes.WantedShape)
    def get(self, request, me):
        """What you asked for, and whether it is kept for you."""
        return asked_by(me)


class BazaarThing(BazaarView):
    @market
    @operation(answer=shapes.BazaarDetail)
    def get(self, request, me, bazaar_post_id):
        """One thing, how it stands, and your place in line."""
        return _shown(_find(request, me, bazaar_post_id), me)

    @market
    @operation(
        body=shapes.BazaarEditBody, answer=shapes.BazaarDetail, refuses=(PostEnded,)
    )
    def patch(self, request, me, bazaar_post_id):
        """Say otherwise what a thing of yours is."""
        found = _find(request, me, bazaar_post_id, is_own=True)
        if found.closed_at or found.hidden_at:
            raise Http404
        names = ("category", "condition", "wanted")
        initial = {name: getattr(found.item, name) for name in names}
        initial |= {"title": found.title, "text": found.text}
        said = self.read(kind=found.kind, initial=initial)
        services.change_thing(found, **said, me=me, by=request.user)
        return _shown(found, me)


class BazaarAsking(BazaarView):
    @market
    @operation(
        answer=shapes.BazaarDetail,
        status=201,
        refuses=(
            *(PostEnded, errors.OnesOwnThing, Unreachable),
            *(errors.ThingGone, errors.AskedAlready),
        ),
    )
    def post(self, request, me, bazaar_post_id):
        """Stand in line for a thing; who is first has it kept, unless it is drawn."""
        found = _find(request, me, bazaar_post_id)
        services.ask_for(found, me=me, origin=origin(request), by=request.user)
        return _shown(found, me)


class AskView(BazaarView):
    @market
    @operation(status=204, refuses=(PostEnded, errors.HandedOver))
    def delete(self, request, me, ask_id):
        """Want it no longer: what is kept for you goes to the next."""
        rows = Ask.objects.filter(neighbour=me, ended_at=None)
        row = get_object_or_404(rows.select_related("item__post"), uuid=ask_id)
        find_post(request, me, row.item.post.uuid, Module.BAZAAR)
        services.withdraw(row, me=me, origin=origin(request), by=request.user)


class BazaarRelease(BazaarView):
    @market
    @operation(answer=shapes.BazaarDetail, refuses=(*KEEPING, errors.HandedOver))
    def post(self, request, me, bazaar_post_id):
        """Keep it for this neighbour no longer: he is told, and the next gets it."""
        found = _find(request, me, bazaar_post_id, is_own=True)
        services.release(found, me=me, origin=origin(request), by=request.user)
        return _shown(found, me)


class BazaarHandOver(BazaarView):
    @market
    @operation(answer=shapes.BazaarDetail, refuses=(*KEEPING, errors.HandedOver))
    def post(self, request, me, bazaar_post_id):
        """Say that the neighbour for whom you kept it has it."""
        found = _find(request, me, bazaar_post_id, is_own=True)
        services.hand_over(found, me=me, by=request.user)
        return _shown(found, me)


class BazaarTaken(BazaarView):
    @market
    @operation(answer=shapes.BazaarDetail, refuses=(*KEEPING, errors.NotHandedOver))
    def post(self, request, me, bazaar_post_id):
        """Say that you have got it."""
        found = _find(request, me, bazaar_post_id)
        services.confirm_taken(found, me=me, by=request.user)
        return _shown(found, me)


class BazaarBack(BazaarView):
    @market
    @operation(
        answer=shapes.BazaarDetail,
        refuses=(*KEEPING, errors.NotHandedOver, errors.DoesNotComeBack),
    )
    def post(self, request, me, bazaar_post_id):
        """Say that what was to keep came back: it is put up again."""
        found = _find(request, me, bazaar_post_id, is_own=True)
        services.come_back(found, me=me, origin=origin(request), by=request.user)
        return _shown(found, me)
