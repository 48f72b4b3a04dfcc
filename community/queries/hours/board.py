"""What neighbours offer and look for in hours, as one of them sees it."""

from django.db.models import QuerySet
from django.utils import timezone

from buildings.models import Module
from community.models import Neighbour, Post
from community.queries.posts import searched, shown_to

__all__ = ["board", "own_posts", "seen"]


def seen(me: Neighbour) -> QuerySet[Post]:
    """Return the offers and wishes that he sees: none of whom he avoids, or avoids him."""
    return shown_to(me, [Module.HOURS]).select_related("author", "hours")


def board(
    me: Neighbour, *, kind: str = "", category: str = "", search: str = ""
) -> QuerySet[Post]:
    """Return what stands on the board, the latest first; empty: whatever it is."""
    rows = searched(seen(me), search)
    if kind:
        rows = rows.filter(kind=kind)
    if category:
        rows = rows.filter(hours__category=category)
    return rows


def own_posts(me: Neighbour) -> QuerySet[Post]:
    """Return one's own offers and wishes that stand there, the latest first."""
    return (
        Post.objects.of(Module.HOURS)
        .shown(timezone.localdate())
        .filter(author=me)
        .select_related("author", "hours")
        .order_by("-pk")
    )
