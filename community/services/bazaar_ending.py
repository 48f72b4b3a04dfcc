"""What stood in the bazaar ends: who still asks for it is told."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from buildings.models import Module
from community.models import Ask, Mail, Neighbour, Post, Reservation
from community.notices import News, tell

__all__ = ["leave_bazaar", "tell_who_asked"]

ENDED = _("Something that you asked for is to be had no longer.")


def tell_who_asked(posts: Collection[Post], *, origin: str = "") -> int:
    """Tell those who ask for these things that they have ended; return how many.

    Not who has got one: it is his. The caller holds the posts.
    """
    got = Reservation.objects.holding().filter(
        ask=OuterRef("pk"), handed_at__isnull=False
    )
    asks = Ask.objects.filter(item__post__in=posts, ended_at=None)
    rows = asks.exclude(Exists(got)).select_related("neighbour", "item__post")
    return sum(_tell(ask, origin) for ask in rows.order_by("pk"))


def _tell(ask: Ask, origin: str) -> int:
    news = News(
        "sentence",
        f"ended:{ask.item.post.uuid}",
        ("community:bazaar",),
        origin,
        {"sentence": ENDED},
        Module.BAZAAR,
    )
    return tell([ask.neighbour], news, about=Mail.ANSWERS)


@transaction.atomic
def leave_bazaar(neighbour: Neighbour, *, now: datetime) -> int:
    """End what who leaves has offered, and tell who asked for it; return how many.

    Twice is once.
    """
    rows = Post.objects.select_for_update().of(Module.BAZAAR)
    posts = list(rows.filter(author=neighbour, closed_at=None).order_by("pk"))
    for post in posts:
        post.closed_at = now
    Post.objects.bulk_update(posts, ["closed_at"])
    tell_who_asked([post for post in posts if post.hidden_at is None])
    return len(posts)
