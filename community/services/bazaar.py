"""Things to give, to swap and to keep: asked for, kept for one, handed over.

At most one neighbour has a thing kept for him; the row of the thing is the lock. Every
step lets it stand for sixty more days.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from buildings.models import Module
from buildings.services.changes import write_changes
from community.errors.bazaar import (
    AskedAlready,
    DoesNotComeBack,
    HandedOver,
    NotHandedOver,
    NotReserved,
    OnesOwnThing,
    ThingGone,
)
from community.errors.posts import NotTheAuthor, PostEnded, Unreachable
from community.kinds import Kind
from community.models import Ask, Item, Mail, Neighbour, Post, Reservation
from community.notices import News, tell
from community.queries.bazaar import waiting
from community.queries.posts import reach
from community.said import Thing
from community.services.posts import change_post, write_post
from koprogo.documents.photos import Photo as Drawn

__all__ = [
    "STANDS",
    "ask_for",
    "change_thing",
    "come_back",
    "confirm_taken",
    "hand_over",
    "held_item",
    "news",
    "offer_thing",
    "pass_on",
    "release",
    "serve",
    "withdraw",
]

STANDS = timedelta(days=60)


@transaction.atomic
def offer_thing(
    kind: Kind,
    thing: Thing,
    *,
    uuid: UUID,
    title: str,
    text: str,
    photos: Sequence[Drawn] = (),
    me: Neighbour,
    by,
) -> Item:
    """Put a thing up for the neighbours; the number of its draw is drawn now.

    Raises:
        PostWritten: this ``uuid`` was used before.
        TooManyPhotos: see there.
    """
    post = write_post(
        kind,
        uuid=uuid,
        title=title,
        text=text,
        expires_on=timezone.localdate() + STANDS,
        photos=photos,
        me=me,
        by=by,
    )
    return Item.objects.create(post=post, **asdict(thing))


@transaction.atomic
def change_thing(
    post: Post,
    *,
    title: str,
    text: str,
    category: Item.Category,
    condition: Item.Condition,
    wanted: str,
    me: Neighbour,
    by,
) -> Item:
    """Say otherwise what it is; who gets it stays as it was put up.

    Raises:
        NotTheAuthor, PostEnded: see there.
    """
    found = change_post(post, me=me, by=by, title=title, text=text)
    item = Item.objects.select_for_update().get(post=found)
    write_changes(item, category=category, condition=condition, wanted=wanted)
    return item


@transaction.atomic
def ask_for(post: Post, *, me: Neighbour, origin: str, by) -> Ask:
    """Stand in line for a thing; who is first gets it kept at once, unless it is drawn.

    Raises:
        PostEnded, OnesOwnThing, Unreachable, ThingGone, AskedAlready: see there.
    """
    item = held_item(post)
    giver, now = item.post.author, timezone.now()
    if giver == me:
        raise OnesOwnThing(item)
    if not reach(me, giver):
        raise Unreachable(item)
    if item.post.kind != Kind.KEEP and _handed(item):
        raise ThingGone(item)
    ask, is_new = Ask.objects.get_or_create(
        item=item, neighbour=me, defaults={"asked_at": now}
    )
    if not is_new:
        if ask.ended_at is None:
            raise AskedAlready(ask)
        ask.asked_at, ask.ended_at = now, None
        ask.save(update_fields=["asked_at", "ended_at"])
    event = f"asked:{ask.uuid}:{int(now.timestamp())}"
    tell([giver], news("asked", event, item, origin), about=Mail.ANSWERS)
    serve(item, origin=origin)
    return ask


@transaction.atomic
def withdraw(ask: Ask, *, me: Neighbour, origin: str, by) -> Ask:
    """Want it no longer; what was kept for him goes to the next. Twice is once.

    Raises:
        PostEnded: see there.
        HandedOver: he has it.
    """
    item = held_item(ask.item.post)
    found = item.asks.get(pk=ask.pk, neighbour=me)
    if found.ended_at:
        return found
    held = _holding(item)
    if held is None or held.ask_id != found.pk:
        _leave_line(found)
        return found
    if held.handed_at:
        raise HandedOver(item)
    pass_on(item, held, origin=origin)
    told = news("not_wanted", f"not-wanted:{held.uuid}", item, origin)
    tell([item.post.author], told, about=Mail.ANSWERS)
    return held.ask


@transaction.atomic
def release(post: Post, *, me: Neighbour, origin: str, by) -> Reservation:
    """Keep it for this neighbour no longer: he is told, and so is the next.

    Raises:
        NotTheAuthor, PostEnded, NotReserved: see there.
        HandedOver: it was handed over.
    """
    item = _own(post, me)
    held = _held(item)
    if held.handed_at:
        raise HandedOver(item)
    pass_on(item, held, origin=origin)
    told = news("released", f"released:{held.uuid}", item, origin)
    tell([held.ask.neighbour], told, about=Mail.ANSWERS)
    return held


@transaction.atomic
def hand_over(post: Post, *, me: Neighbour, by) -> Reservation:
    """Say that he has it now. What may come back stands there as long as he keeps it.

    Raises:
        NotTheAuthor, PostEnded, NotReserved: see there.
        HandedOver: this was said before.
    """
    item = _own(post, me)
    held = _held(item)
    if held.handed_at:
        raise HandedOver(item)
    held.handed_at = timezone.now()
    held.save(update_fields=["handed_at"])
    _stand_on(item.post, for_ever=item.post.kind == Kind.KEEP)
    return held


@transaction.atomic
def confirm_taken(post: Post, *, me: Neighbour, by) -> Reservation:
    """Say that one has got it. Twice is once.

    Raises:
        PostEnded: see there.
        NotReserved: it is not kept for him.
        NotHandedOver: see there.
    """
    item = held_item(post)
    held = _held(item)
    if held.ask.neighbour_id != me.pk:
        raise NotReserved(item)
    if held.handed_at is None:
        raise NotHandedOver(item)
    if held.taken_at is None:
        held.taken_at = timezone.now()
        held.save(update_fields=["taken_at"])
    return held


@transaction.atomic
def come_back(post: Post, *, me: Neighbour, origin: str, by) -> Item:
    """Put up again what was kept for a while: who waits for it gets it next.

    Raises:
        NotTheAuthor, PostEnded, NotReserved, DoesNotComeBack: see there.
        NotHandedOver: it is still here.
    """
    item = _own(post, me)
    if item.post.kind != Kind.KEEP:
        raise DoesNotComeBack(item)
    held = _held(item)
    if held.handed_at is None:
        raise NotHandedOver(item)
    _stand_on(item.post)
    pass_on(item, held, origin=origin)
    return item


def held_item(post: Post) -> Item:
    """Return a thing and its post, both locked.

    Raises:
        PostEnded: its days are over, or see there.
    """
    rows = Item.objects.select_related("post__author")
    item = rows.select_for_update(of=["self", "post"]).get(post=post)
    last = item.post.expires_on
    is_over = last is not None and last < timezone.localdate()
    if item.post.closed_at or item.post.hidden_at or is_over:
        raise PostEnded(item.post)
    return item


def _own(post: Post, me: Neighbour) -> Item:
    if post.author_id != me.pk:
        raise NotTheAuthor(post)
    return held_item(post)


def _holding(item: Item) -> Reservation | None:
    rows = item.reservations.holding().select_related("ask__neighbour")
    return rows.first()


def _held(item: Item) -> Reservation:
    found = _holding(item)
    if found is None:
        raise NotReserved(item)
    return found


def _handed(item: Item) -> bool:
    return item.reservations.holding().exclude(handed_at=None).exists()


def pass_on(item: Item, held: Reservation, *, origin: str) -> Reservation | None:
    """End a reservation; the next in line gets the thing. The caller holds the item."""
    held.ended_at = timezone.now()
    held.save(update_fields=["ended_at"])
    _leave_line(held.ask)
    return serve(item, origin=origin)


def serve(item: Item, *, origin: str) -> Reservation | None:
    """Keep a free thing for who is next, and tell him; the caller holds the item.

    None: a draw decides later, it is kept already, or nobody waits.
    """
    if item.waits_for_draw or item.reservations.holding().exists():
        return None
    line = waiting(item)
    if not line:
        return None
    held = Reservation.objects.create(item=item, ask=line[0])
    _stand_on(item.post)
    told = news("reserved", f"reserved:{held.uuid}", item, origin)
    tell([line[0].neighbour], told, about=Mail.ANSWERS)
    return held


def _leave_line(ask: Ask) -> None:
    ask.ended_at = timezone.now()
    ask.save(update_fields=["ended_at"])


def _stand_on(post: Post, *, for_ever: bool = False) -> None:
    day = None if for_ever else timezone.localdate() + STANDS
    write_changes(post, expires_on=day)


def news(words: str, event: str, item: Item, origin: str) -> News:
    """Return a mail that leads to the page of a thing."""
    page = ("community:post", item.post.uuid)
    return News(words, event, page, origin, module=Module.BAZAAR)
