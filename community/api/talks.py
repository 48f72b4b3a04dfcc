"""Messages between two neighbours: nobody else reads them."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from buildings.models import Module
from community.api import talk_shapes as shapes
from community.api.doors import neighbour
from community.api.once import drawn
from community.errors.posts import PostWritten, Unreachable
from community.models import Message, Neighbour, Post
from community.queries.posts import reach, shown_to
from community.queries.talks import messages_with, talks
from community.services import talking
from koprogo.api.operations import operation
from koprogo.api.views import ApiView
from koprogo.ui.origin import origin


class TalksView(ApiView):
    tag = "messages"


class Talks(TalksView):
    @neighbour()
    @operation(list_of=shapes.TalkShape)
    def get(self, request, me):
        """With whom you wrote, the latest first."""
        return talks(me)


def _other(me: Neighbour, neighbour_id) -> Neighbour:
    return get_object_or_404(Neighbour.objects.exclude(pk=me.pk), uuid=neighbour_id)


def _talk(me: Neighbour, neighbour_id) -> tuple[Neighbour, list[Message], bool]:
    """Return with whom, what both wrote, and whether they reach each other.

    Raises Http404: neither, now or before.
    """
    other = _other(me, neighbour_id)
    written, may_write = messages_with(other, me=me), reach(me, other)
    if not (may_write or written):
        raise Http404
    return other, written, may_write


class TalkView(TalksView):
    @neighbour()
    @operation(answer=shapes.TalkDetail)
    def get(self, request, me, neighbour_id):
        """What you and somebody wrote to each other."""
        other, written, may_write = _talk(me, neighbour_id)
        return {"other": other, "messages": written, "may_write": may_write}

    @neighbour()
    @operation(
        body=shapes.NeighbourMessageBody,
        answer=shapes.NeighbourMessageShape,
        status=201,
        refuses=(Unreachable, PostWritten),
        keyed=True,
    )
    def post(self, request, me, neighbour_id):
        """Write to somebody, once for each `Idempotency-Key`."""
        other, _written, _may_write = _talk(me, neighbour_id)
        said = self.read()
        return talking.send_message(
            other,
            text=said["text"],
            about=_about(request, me, said.get("about")),
            uuid=drawn(self, me, f"message:{neighbour_id}"),
            me=me,
            origin=origin(request),
            by=request.user,
        )


def _about(request, me: Neighbour, post_id) -> Post | None:
    """Return the post that is named, when ``me`` sees it."""
    modules = [Module(code) for code in request.access.building.modules]
    return shown_to(me, modules).filter(uuid=post_id).first() if post_id else None


class TalkReading(TalksView):
    @neighbour()
    @operation(status=204)
    def post(self, request, me, neighbour_id):
        """Note that you have seen what somebody wrote."""
        other = _other(me, neighbour_id)
        talking.mark_read(other, me=me, by=request.user)
