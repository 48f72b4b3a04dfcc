"""What the clock does in the bazaar: draws, the end of what nobody took, moving on."""

from collections.abc import Callable, Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from buildings.models import Module
from community.errors.posts import PostEnded
from community.models import Block, Item, Mail, Post, Reservation
from community.notices import tell
from community.queries.bazaar import waiting
from community.queries.posts import reach
from community.services.bazaar import held_item, news, pass_on, serve
from community.services.bazaar_ending import tell_who_asked

__all__ = ["archive", "care_for_bazaar", "hold_draws", "pass_on_what_waits_for_nobody"]


def care_for_bazaar(now: datetime) -> int:
    """Do all that is due in the building entered; return how many things changed."""
    draws, moved = hold_draws(now), pass_on_what_waits_for_nobody()
    return draws + moved + archive(now)


def hold_draws(now: datetime) -> int:
    """Hold the draws whose moment has come; return how many. Twice is once."""
    due = Item.objects.filter(how=Item.How.DRAW, drawn_at=None, asks_until__lt=now)
    standing = due.filter(post__closed_at=None, post__hidden_at=None)
    return _each(standing.select_related("post"), lambda item: _draw(item, now))


def _draw(item: Item, now: datetime) -> bool:
    if item.drawn_at:
        return False
    item.drawn_at = now
    item.save(update_fields=["drawn_at"])
    others = [row.neighbour for row in waiting(item)[1:]]
    serve(item, origin="")
    told = news("drawn", f"drawn:{item.post.uuid}", item, "")
    tell([item.post.author, *others], told, about=Mail.ANSWERS)
    return True


def pass_on_what_waits_for_nobody() -> int:
    """Pass on what is kept for who has left, or sees the giver no longer."""
    who, giver = OuterRef("ask__neighbour"), OuterRef("item__post__author")
    between = Q(neighbour=who, blocked=giver) | Q(neighbour=giver, blocked=who)
    rows = Reservation.objects.holding().filter(
        Q(ask__neighbour__left_at__isnull=False)
        | Exists(Block.objects.filter(between)),
        handed_at=None,
        item__post__closed_at=None,
        item__post__author__left_at=None,
    )
    items = [row.item for row in rows.select_related("item__post")]
    return _each(items, _move_on)


def _move_on(item: Item) -> bool:
    rows = item.reservations.holding().filter(handed_at=None)
    held = rows.select_related("ask__neighbour").first()
    if held is None or reach(held.ask.neighbour, item.post.author):
        return False
    pass_on(item, held, origin="")
    return True


def archive(now: datetime) -> int:
    """End what has stood there for its days, and tell who asks for it; how many."""
    today = timezone.localdate(now)
    rows = Post.objects.of(Module.BAZAAR).filter(closed_at=None, expires_on__lt=today)
    with transaction.atomic():
        posts = list(rows.select_for_update().order_by("pk"))
        for post in posts:
            post.closed_at = now
        Post.objects.bulk_update(posts, ["closed_at"])
        tell_who_asked([post for post in posts if post.hidden_at is None])
    return len(posts)


def _each(items: Iterable[Item], act: Callable[[Item], bool]) -> int:
    """Do something with each thing, locked, in a transaction of its own."""
    done = 0
    for item in list(items):
        try:
            with transaction.atomic():
                done += act(held_item(item.post))
        except PostEnded:
            continue
    return done
