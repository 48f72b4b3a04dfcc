"""When neighbours meet: written with the post, moved with a word to who comes."""

from collections.abc import Sequence
from dataclasses import asdict
from uuid import UUID

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from buildings.models import Module
from buildings.services.changes import write_changes
from community.errors.posts import EventOver, NoRoomLeft, PostEnded
from community.kinds import Kind
from community.models import Coming, Event, Mail, Neighbour, Post
from community.notices import News, tell
from community.said import Meeting
from community.services.posts import held, write_post
from koprogo.documents.photos import Photo as Drawn

__all__ = ["answer", "call_event", "move_event"]


@transaction.atomic
def call_event(
    meeting: Meeting,
    *,
    uuid: UUID,
    title: str,
    text: str,
    photos: Sequence[Drawn] = (),
    me: Neighbour,
    by,
) -> Event:
    """Put up when and where neighbours meet; it stands there until it is over.

    Raises:
        PostWritten: this ``uuid`` was used before.
        TooManyPhotos: see there.
    """
    post = write_post(
        Kind.EVENT,
        uuid=uuid,
        title=title,
        text=text,
        expires_on=timezone.localdate(meeting.ends_at),
        photos=photos,
        me=me,
        by=by,
    )
    return Event.objects.create(post=post, **asdict(meeting))


@transaction.atomic
def move_event(
    post: Post, meeting: Meeting, *, me: Neighbour, origin: str, by
) -> Event:
    """Change when or where; who comes or perhaps comes is told.

    Raises:
        NotTheAuthor, PostEnded: see there.
        NoRoomLeft: more come already than there would be room for.
    """
    told = held(post, me=me)
    found = Event.objects.select_for_update().get(post=told)
    taken = _taken(found)
    if meeting.seats is not None and taken > meeting.seats:
        raise NoRoomLeft(taken)
    changed = write_changes(found, **asdict(meeting))
    write_changes(told, expires_on=timezone.localdate(meeting.ends_at))
    if set(changed) - {"seats"}:
        coming = found.answers.exclude(answer=Coming.Answer.NO)
        people = Neighbour.objects.filter(pk__in=coming.values("neighbour"))
        event = f"moved:{post.uuid}:{int(timezone.now().timestamp())}"
        page = ("community:post", post.uuid)
        news = News("moved", event, page, origin, module=Module.NOTICES)
        tell(people, news, about=Mail.EVENTS, besides=me)
    return found


@transaction.atomic
def answer(
    event: Event, *, answer: Coming.Answer, people: int, me: Neighbour, by
) -> Coming:
    """Say whether one comes, and with how many; the last word holds.

    Raises:
        PostEnded, EventOver: see there.
        NoRoomLeft: only so many places are left.
    """
    found = Event.objects.select_for_update().select_related("post").get(pk=event.pk)
    if found.post.closed_at or found.post.hidden_at:
        raise PostEnded(found.post)
    if found.ends_at <= timezone.now():
        raise EventOver(found)
    if answer == Coming.Answer.YES and found.seats is not None:
        left = found.seats - _taken(found, besides=me)
        if people > left:
            raise NoRoomLeft(max(left, 0))
    said = {"answer": answer, "people": people}
    row, _new = Coming.objects.update_or_create(
        event=found, neighbour=me, defaults=said
    )
    return row


def _taken(event: Event, *, besides: Neighbour | None = None) -> int:
    rows = event.answers.filter(answer=Coming.Answer.YES, neighbour__left_at=None)
    others = rows.exclude(neighbour=besides) if besides else rows
    return others.aggregate(all=Sum("people"))["all"] or 0
