"""What a neighbour offers and looks for in hours: written, changed and ended by him."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from buildings.models import Module
from buildings.services.changes import write_changes
from community.errors.hours import NotNow, WrittenAlready
from community.kinds import Kind
from community.models import HoursPost, Neighbour, Post

__all__ = ["change_offer", "end_offer", "write_offer"]


@transaction.atomic
def write_offer(
    kind: Kind,
    *,
    category: str,
    title: str,
    text: str,
    expires_on: date | None,
    uuid: UUID,
    me: Neighbour,
    by,
) -> Post:
    """Put an offer or a wish on the board, under a heading.

    ``uuid`` is drawn when the form is shown: sent twice, it stands there once.

    Raises:
        WrittenAlready: this ``uuid`` was sent before.
    """
    post, is_new = Post.objects.get_or_create(
        uuid=uuid,
        defaults={
            "module": Module.HOURS,
            "kind": kind,
            "author": me,
            "title": title,
            "text": text,
            "expires_on": expires_on,
        },
    )
    if not is_new:
        raise WrittenAlready(uuid)
    HoursPost.objects.create(post=post, category=category)
    return post


@transaction.atomic
def change_offer(
    post: Post,
    *,
    category: str,
    title: str,
    text: str,
    expires_on: date | None,
    me: Neighbour,
    by,
) -> Post:
    """Say it otherwise; what was asked about it before stays as it was asked.

    Raises:
        NotNow: it has ended meanwhile.
    """
    found = _held(post)
    said = {"title": title, "text": text, "expires_on": expires_on}
    if write_changes(found, **said):
        write_changes(found, changed_at=timezone.now())
    row = HoursPost.objects.get(post=found)
    write_changes(row, category=category)
    return found


@transaction.atomic
def end_offer(post: Post, *, me: Neighbour, by) -> None:
    """Take it off the board; exchanges under way go on.

    Raises:
        NotNow: it has ended.
    """
    found = _held(post)
    write_changes(found, closed_at=timezone.now())


def _held(post: Post) -> Post:
    found = Post.objects.select_for_update(of=["self"]).get(pk=post.pk)
    if found.closed_at is not None or found.hidden_at is not None:
        raise NotNow(found)
    return found
