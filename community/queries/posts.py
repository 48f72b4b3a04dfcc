"""What one neighbour sees of what the others wrote: the only place that decides it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import (
    Case,
    Count,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Concat
from django.utils import timezone

from buildings.models import Module
from buildings.models.ownership import SortName
from community.models import Block, Comment, Neighbour, Photo, Post
from community.models.posts import OF_THE_BUILDING

__all__ = [
    "Card",
    "apart",
    "cards",
    "comments_of",
    "folded",
    "reach",
    "searched",
    "seen_by",
    "shown_to",
    "written_by",
]

MOST_WORDS = 8


def apart(me: Neighbour, *, of: str = "author") -> Q:
    """Return the condition that ``of`` is somebody whom ``me`` does not see.

    One of them wants nothing to do with the other; neither learns which.
    """
    blocked = Block.objects.filter(neighbour=me).values("blocked")
    blocking = Block.objects.filter(blocked=me).values("neighbour")
    return Q(**{f"{of}__in": blocked}) | Q(**{f"{of}__in": blocking})


def _not_apart(posts: QuerySet[Post], me: Neighbour) -> QuerySet[Post]:
    """Leave out whom ``me`` does not see; what is the building's is everybody's."""
    return posts.exclude(apart(me) & ~Q(kind__in=OF_THE_BUILDING))


def shown_to(me: Neighbour, modules: Iterable[Module]) -> QuerySet[Post]:
    """Return what stands in these modules for ``me``, pinned ones first, then latest."""
    today = timezone.localdate()
    rows = Post.objects.shown(today).filter(module__in=list(modules))
    pinned = Q(pinned_until__gte=today)
    return (
        _not_apart(rows, me)
        .select_related("author")
        .alias(is_pinned=Case(When(pinned, then=1), default=0))
        .order_by("-is_pinned", "-created_at", "-pk")
    )


def seen_by(me: Neighbour, module: Module) -> QuerySet[Post]:
    """Return the posts of a module whose pages ``me`` may open.

    One's own are there after they ended as well; what was taken away only for its author.
    """
    today = timezone.localdate()
    shown = _not_apart(Post.objects.shown(today), me).values("pk")
    rows = Post.objects.of(module).select_related("author")
    return rows.filter(Q(pk__in=shown) | Q(author=me))


def written_by(me: Neighbour) -> QuerySet[Post]:
    """Return all that ``me`` wrote, the latest first."""
    return Post.objects.filter(author=me)


def searched(posts: QuerySet[Post], text: str) -> QuerySet[Post]:
    """Return those that have all words in title or text; accents do not count."""
    words = text.split()[:MOST_WORDS]
    if not words:
        return posts
    said = Concat("title", Value(" "), "text", output_field=TextField())
    found = posts.alias(folded=folded(said))
    for word in words:
        found = found.filter(folded__contains=folded(Value(word)))
    return found


def folded(words) -> SortName:
    """Return words in lower case without accents, for the database to compare."""
    return SortName(words, Value(""), output_field=TextField())


@dataclass(frozen=True, slots=True)
class Card:
    """A post in a list, with its first photo and how many comments it has.

    ``badges``: level and words of what else its module says of it in a list.
    """

    post: Post
    photo: Photo | None
    comments: int
    is_mine: bool
    badges: tuple[tuple[str, str], ...] = ()


def cards(posts: Sequence[Post], *, me: Neighbour) -> list[Card]:
    """Return the posts of a page as cards: two statements."""
    keys = [post.pk for post in posts]
    photos = {row.post_id: row for row in first_photos(keys)}
    said = dict(
        _standing(me)
        .filter(post__in=keys)
        .values_list("post")
        .annotate(Count("pk"))
        .order_by()
    )
    return [
        Card(
            post,
            photos.get(post.pk),
            said.get(post.pk, 0),
            post.author_id == me.pk,
        )
        for post in posts
    ]


def first_photos(posts: Sequence[int]) -> QuerySet[Photo]:
    """Return the first photo of each of these posts that has one."""
    first = Photo.objects.filter(post=OuterRef("post")).order_by("position")
    rows = Photo.objects.filter(post__in=posts)
    return rows.filter(pk=Subquery(first.values("pk")[:1]))


def comments_of(post: Post, *, me: Neighbour) -> QuerySet[Comment]:
    """Return what stands under a post for ``me``, the oldest first."""
    return _standing(me).filter(post=post).select_related("author")


def _standing(me: Neighbour) -> QuerySet[Comment]:
    rows = Comment.objects.filter(removed_at=None, author__left_at=None)
    hidden_from_others = Q(hidden_at=None) | Q(author=me)
    return rows.filter(hidden_from_others).exclude(apart(me))


def reach(me: Neighbour, other: Neighbour) -> bool:
    """Whether they see each other: both are here, and neither blocked the other."""
    if other.left_at is not None or me.left_at is not None or me == other:
        return False
    between = Q(neighbour=me, blocked=other) | Q(neighbour=other, blocked=me)
    return not Block.objects.filter(between).exists()
