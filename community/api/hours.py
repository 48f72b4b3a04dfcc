"""Hours by the API: the board, one's own account, what waits for a mediator."""

from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404

from buildings.models import Module
from community.api import hours_shapes as shapes
from community.api.doors import moderator, neighbour
from community.api.exchanges import shown
from community.api.once import drawn, written
from community.api.post_shapes import detail
from community.errors import hours as errors
from community.errors.posts import PostEnded, PostWritten
from community.models import HoursMediator, Neighbour, Post
from community.queries.hours.accounts import (
    limits_now,
    lines,
    standing_of,
    statement,
)
from community.queries.hours.board import board, own_posts, seen
from community.queries.hours.mediators import disputes_for, is_mediator, own_offer
from community.queries.posts import cards
from community.services.hours import disputes, exchanges, limits, offers
from community.views.posts import find_post
from koprogo.api.operations import Listing, operation
from koprogo.api.views import ApiView

here = neighbour(Module.HOURS)
council = moderator(Module.HOURS)


class HoursView(ApiView):
    tag = "hours"


# The board


class HoursPosts(HoursView):
    @here
    @operation(page_of=shapes.HoursCardShape, query=shapes.forms.BoardFilter)
    def get(self, request, me):
        """What neighbours offer and look for, the latest first."""
        asked = self.asked()
        asked["search"] = asked.pop("q")
        return Listing(board(me, **asked), lambda page: cards(page, me=me))

    @here
    @operation(
        body=shapes.HoursPostBody,
        answer=shapes.HoursPostDetail,
        status=201,
        refuses=(PostWritten,),
        keyed=True,
    )
    def post(self, request, me):
        """Offer something, or look for it, once for each `Idempotency-Key`."""
        said = self.read()
        act = partial(offers.write_offer, said.pop("kind"), by=request.user)
        post = written(act, uuid=drawn(self, me, "post"), me=me, **said)
        return detail(post, me=me)


class HoursPostView(HoursView):
    @here
    @operation(answer=shapes.HoursPostDetail)
    def get(self, request, me, hours_post_id):
        """One offer or wish."""
        return detail(find_post(request, me, hours_post_id, Module.HOURS), me=me)

    @here
    @operation(
        body=shapes.HoursPostEditBody,
        answer=shapes.HoursPostDetail,
        refuses=(PostEnded,),
    )
    def patch(self, request, me, hours_post_id):
        """Say one of yours otherwise; what was asked about it before stays."""
        found = _own(me, hours_post_id)
        names = ("title", "text", "expires_on")
        initial = {name: getattr(found, name) for name in names}
        said = self.read(initial=initial | {"category": found.hours.category})
        offers.change_offer(found, **said, me=me, by=request.user)
        return detail(_own(me, hours_post_id), me=me)


def _own(me: Neighbour, hours_post_id) -> Post:
    return get_object_or_404(own_posts(me), uuid=hours_post_id)


class HoursAsking(HoursView):
    @here
    @operation(
        body=shapes.HoursAskBody,
        status=201,
        answer=shapes.ExchangeDetail,
        refuses=(errors.NotNow, errors.Blocked, errors.AskedAlready),
    )
    def post(self, request, me, hours_post_id):
        """Ask for what somebody offers, or offer him what he looks for."""
        post = get_object_or_404(seen(me), uuid=hours_post_id)
        if post.author_id == me.pk:
            raise Http404
        return shown(exchanges.ask(post, **self.read(), me=me, by=request.user), me)


# One's own account: nobody else reads it, the syndic and the council neither


class HoursAccountView(HoursView):
    @here
    @operation(answer=shapes.HoursAccountShape)
    def get(self, request, me):
        """Your balance and how far it is from the limits; nobody else reads it."""
        offer = own_offer(me)
        return {
            "standing": standing_of(me),
            "is_mediator": offer and offer.named_at is not None,
        }


class HoursStatement(HoursView):
    @here
    @operation(page_of=shapes.HoursLineShape)
    def get(self, request, me):
        """Every line of your account, the latest first."""
        return Listing(statement(me), lambda page: list(lines(page, me)))


# Mediation


class Mediating(HoursView):
    @here
    @operation(
        answer=shapes.MediatorShape, status=201, refuses=(errors.AlreadyMediator,)
    )
    def post(self, request, me):
        """Say that you are ready to mediate: the council sees it, and may name you."""
        return limits.offer_to_mediate(me, by=request.user)

    @here
    @operation(status=204, refuses=(errors.NoMediator,))
    def delete(self, request, me):
        """Mediate no more, or take the offer back."""
        limits.stop_mediating(me, by=request.user)


class Disputes(HoursView):
    @here
    @operation(page_of=shapes.DisputeShape)
    def get(self, request, me):
        """What waits for a mediator, for whom the council named, the oldest first."""
        if not is_mediator(me):
            raise Http404
        return disputes_for(me).select_related("giver", "receiver", "post")


class DisputeDecision(HoursView):
    @here
    @operation(
        body=shapes.HoursDecideBody,
        status=204,
        refuses=(errors.NoMediator, errors.NotNow, errors.BeyondLimit),
    )
    def post(self, request, me, disputed_exchange_id):
        """Decide how many minutes count, with reasons that both read."""
        row = get_object_or_404(disputes_for(me), uuid=disputed_exchange_id)
        disputes.mediate(row, **self.read(), me=me, by=request.user)


# What the council decides: no balance


class HoursLimitsView(HoursView):
    @council
    @operation(answer=shapes.HoursLimitsShape)
    def get(self, request, building):
        """Between which balances neighbours stay."""
        return limits_now()

    @council
    @operation(
        body=shapes.HoursLimitsBody,
        answer=shapes.HoursLimitsShape,
        refuses=(
            *(errors.LimitsWithoutRoom, errors.DecidedLater),
            errors.WrittenAlready,
        ),
        keyed=True,
    )
    def put(self, request, building):
        """Set other limits, by a decision that is named, once for each key."""
        key = f"limits:{request.user.uuid}"
        said, uuid = self.read(), drawn(self, building.tenant, key)
        return limits.change_limits(uuid=uuid, **said, by=request.user)


class Mediators(HoursView):
    @council
    @operation(page_of=shapes.MediatorShape)
    def get(self, request, building):
        """Who mediates, and who is ready to."""
        return _mediators()


def _mediators():
    rows = HoursMediator.objects.filter(ended_at=None, neighbour__left_at=None)
    return rows.select_related("neighbour")


class MediatorNaming(HoursView):
    @council
    @operation(
        body=shapes.MediatorNameBody,
        answer=shapes.MediatorShape,
        refuses=(errors.AlreadyMediator, errors.NoMediator),
    )
    def post(self, request, building, mediator_id):
        """Let somebody who is ready to mediate do it."""
        row = get_object_or_404(_mediators(), uuid=mediator_id)
        return limits.name_mediator(row, **self.read(), by=request.user)


class MediatorEnding(HoursView):
    @council
    @operation(status=204, refuses=(errors.NoMediator,))
    def post(self, request, building, mediator_id):
        """Let somebody mediate no more."""
        row = get_object_or_404(_mediators(), uuid=mediator_id)
        limits.end_mediator(row, by=request.user)
