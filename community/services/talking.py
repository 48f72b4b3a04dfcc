"""What neighbours say to each other: comments under a post, and messages."""

from django.db import transaction
from django.utils import timezone

from community.errors.posts import NotTheAuthor, PostEnded, Unreachable
from community.models import Comment, Mail, Message, Neighbour, Post
from community.notices import News, tell
from community.queries.posts import reach

__all__ = ["comment", "mark_read", "send_message", "take_back"]


@transaction.atomic
def comment(post: Post, *, text: str, me: Neighbour, origin: str, by) -> Comment:
    """Say something under a post; who wrote it is told.

    Raises:
        PostEnded: see there.
        Unreachable: who wrote it and ``me`` see nothing of each other.
    """
    found = Post.objects.select_for_update().select_related("author").get(pk=post.pk)
    if found.closed_at or found.hidden_at:
        raise PostEnded(found)
    if found.author_id != me.pk and not reach(me, found.author):
        raise Unreachable(found)
    said = Comment.objects.create(post=found, author=me, text=text)
    page = ("community:post", found.uuid)
    event = f"comment:{said.uuid}"
    news = News("comment", event, page, origin, module=found.module)
    tell([found.author], news, about=Mail.ANSWERS, besides=me)
    return said


@transaction.atomic
def take_back(said: Comment, *, me: Neighbour, by) -> Comment:
    """Unsay a comment of one's own: its words are gone. Twice is once.

    Raises:
        NotTheAuthor: see there.
    """
    if said.author_id != me.pk:
        raise NotTheAuthor(said)
    found = Comment.objects.select_for_update().get(pk=said.pk)
    if found.removed_at is None:
        found.text, found.removed_at = "", timezone.now()
        found.save(update_fields=["text", "removed_at"])
    return found


@transaction.atomic
def send_message(
    other: Neighbour,
    *,
    text: str,
    about: Post | None,
    me: Neighbour,
    origin: str,
    by,
) -> Message:
    """Write to a neighbour; his address stays unknown.

    Raises:
        Unreachable: he has left, or they see nothing of each other.
    """
    found = Neighbour.objects.select_for_update().get(pk=other.pk)
    if not reach(me, found):
        raise Unreachable(found)
    row = Message.objects.create(sender=me, receiver=found, post=about, text=text)
    page = ("community:talk", me.uuid)
    tell(
        [found],
        News("message", f"message:{row.uuid}", page, origin),
        about=Mail.ANSWERS,
    )
    return row


@transaction.atomic
def mark_read(other: Neighbour, *, me: Neighbour, by) -> int:
    """Note that what somebody wrote to ``me`` was seen; return how many were new."""
    rows = Message.objects.filter(sender=other, receiver=me, read_at=None)
    return rows.update(read_at=timezone.now())
