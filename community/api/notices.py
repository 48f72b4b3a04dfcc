"""The notice board: what neighbours tell each other, and events to come to."""

from functools import partial

from django.shortcuts import get_object_or_404
from django.utils import timezone

from buildings.models import Module
from community.api import notice_shapes as shapes
from community.api.doors import neighbour
from community.api.once import drawn, written
from community.api.post_shapes import CardShape, detail
from community.errors import posts as errors
from community.exports.calendars import event_file
from community.models import Event, Neighbour, Post
from community.queries.events import coming_up, gathering
from community.queries.posts import cards, searched, shown_to
from community.services import events
from community.services import posts as services
from community.views.posts import find_own, find_post
from koprogo.api.operations import Listing, operation
from koprogo.api.views import ApiView
from koprogo.ui.origin import origin

CALENDAR = "text/calendar"
board = neighbour(Module.NOTICES)


class NoticesView(ApiView):
    tag = "notices"


def _shown(post: Post, me: Neighbour) -> dict:
    event = Event.objects.filter(post=post).select_related("post").first()
    gathered = gathering(event, me=me) if event else None
    return detail(post, me=me) | {"gathering": gathered}


class Notices(NoticesView):
    @board
    @operation(page_of=CardShape, query=shapes.NoticeQuery)
    def get(self, request, me):
        """What stands on the board: pinned first, then the latest."""
        asked = self.asked()
        rows = searched(shown_to(me, [Module.NOTICES]), asked["q"])
        if asked["kind"]:
            rows = rows.filter(kind=asked["kind"])
        return Listing(rows, lambda page: cards(page, me=me))

    @board
    @operation(
        body=shapes.NoticeBody,
        answer=shapes.NoticeDetail,
        status=201,
        refuses=(errors.PostWritten,),
        keyed=True,
    )
    def post(self, request, me):
        """Put up a notice, once for each `Idempotency-Key`."""
        said = self.read()
        act = partial(services.write_post, said.pop("kind"), by=request.user)
        return _shown(written(act, uuid=drawn(self, me, "post"), me=me, **said), me)


class NoticeView(NoticesView):
    @board
    @operation(answer=shapes.NoticeDetail)
    def get(self, request, me, post_id):
        """One notice; of an event also who comes."""
        return _shown(find_post(request, me, post_id, Module.NOTICES), me)

    @board
    @operation(
        body=shapes.NoticeEditBody,
        answer=shapes.NoticeDetail,
        refuses=(errors.PostEnded,),
    )
    def patch(self, request, me, post_id):
        """Say a notice of yours otherwise."""
        found = find_own(request, me, post_id, Module.NOTICES)
        names = ("title", "text", "expires_on", "kind")
        said = self.read(initial={name: getattr(found, name) for name in names})
        return _shown(services.change_post(found, **said, me=me, by=request.user), me)


class Events(NoticesView):
    @board
    @operation(page_of=shapes.EventLine)
    def get(self, request, me):
        """The events that are still to end, the next one first."""
        return coming_up(me)

    @board
    @operation(
        body=shapes.NoticeEventBody,
        answer=shapes.NoticeDetail,
        status=201,
        refuses=(errors.PostWritten,),
        keyed=True,
    )
    def post(self, request, me):
        """Call an event, once for each `Idempotency-Key`."""
        said = self.read()
        act = partial(events.call_event, said.pop("meeting"), by=request.user)
        return _shown(written(act, uuid=drawn(self, me, "post"), me=me, **said), me)


class EventView(NoticesView):
    @board
    @operation(
        body=shapes.NoticeEventMoveBody,
        answer=shapes.NoticeDetail,
        refuses=(errors.PostEnded, errors.NoRoomLeft),
    )
    def put(self, request, me, post_id):
        """Change when or where an event of yours is; who comes is told."""
        found = find_own(request, me, post_id, Module.NOTICES)
        get_object_or_404(Event, post=found)
        meeting = self.read()["meeting"]
        events.move_event(
            found, meeting, me=me, origin=origin(request), by=request.user
        )
        return _shown(find_post(request, me, post_id, Module.NOTICES), me)


class ComingView(NoticesView):
    @board
    @operation(
        body=shapes.ComingBody,
        answer=shapes.GatheringShape,
        refuses=(errors.PostEnded, errors.EventOver, errors.NoRoomLeft),
    )
    def put(self, request, me, post_id):
        """Say whether you come, and with how many; the latest word holds."""
        found = find_post(request, me, post_id, Module.NOTICES)
        event = get_object_or_404(Event.objects.select_related("post"), post=found)
        events.answer(event, **self.read(), me=me, by=request.user)
        return gathering(event, me=me)


class EventCalendar(NoticesView):
    @board
    @operation(downloads=(CALENDAR,))
    def get(self, request, me, post_id):
        """One event as a file for one's own calendar (iCalendar)."""
        found = find_post(request, me, post_id, Module.NOTICES)
        event = get_object_or_404(Event.objects.select_related("post"), post=found)
        building, now = request.access.building, timezone.now()
        return event_file(event, building=building, origin=origin(request), now=now)
