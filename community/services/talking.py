"""What neighbours say to each other: comments under a post, and messages."""

from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from community.errors.posts import (
    NotTheAuthor,
    PostEnded,
    PostWritten,
    Unreachable,
)
from community.models import Comment, Mail, Message, Neighbour, Post
from community.notices import News, tell
from community.queries.posts import reach

__all__ = ["comment", "mark_read", "send_message", "take_back"]


@transaction.atomic
def comment(
    post: Post,
    *,
    text: str,
    uuid: UUID | None = None,
    me: Neighbour,
    origin: str,
    by,
) -> Comment:
    """Say something under a post; who wrote it is told.

    ``uuid``: of a program, which may send it twice: it is said once.

    Raises:
        PostEnded: see there.
        PostWritten: something else was said with this ``uuid``.
        Unreachable: who wrote it and ``me`` see nothing of each other.
    """
    found = Post.objects.select_for_update().select_related("author").get(pk=post.pk)
    if found.closed_at or found.hidden_at:
        raise PostEnded(found)
    if found.author_id != me.pk and not reach(me, found.author):
        raise Unreachable(found)
    before = Comment.objects.filter(uuid=uuid).first() if uuid else None
    if before is not None:
        _refuse_other_words(before, text)
        return before
    said = Comment.objects.create(
        uuid=uuid or uuid4(), post=found, author=me, text=text
    )
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
    uuid: UUID | None = None,
    me: Neighbour,
    origin: str,
    by,
) -> Message:
    """Write to a neighbour; his address stays unknown. ``uuid``: see ``comment``.

    Raises:
        PostWritten: something else was written with this ``uuid``.
        Unreachable: he has left, or they see nothing of each other.
    """
    found = Neighbour.objects.select_for_update().get(pk=other.pk)
    if not reach(me, found):
        raise Unreachable(found)
    before = Message.objects.filter(uuid=uuid).first() if uuid else None
    if before is not None:
        _refuse_other_words(before, text)
        return before
    row = Message.objects.create(
        uuid=uuid or uuid4(), sender=me, receiver=found, post=about, text=text
    )
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


def _refuse_other_words(before: Comment | Message, text: str) -> None:
    if before.text != text:
        raise PostWritten(before)
