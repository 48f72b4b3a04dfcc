"""What a neighbour offers and looks for in hours: a post under a heading."""

from django.db import transaction

from buildings.services.changes import write_changes
from community.kinds import Kind
from community.models import HoursPost, Neighbour, Post
from community.services.posts import change_post, write_post

__all__ = ["change_offer", "write_offer"]


@transaction.atomic
def write_offer(kind: Kind, *, category: str, me: Neighbour, by, **said) -> Post:
    """Put an offer or a wish on the board.

    Raises:
        PostWritten, TooManyPhotos: see ``write_post``.
    """
    post = write_post(kind, **said, me=me, by=by)
    HoursPost.objects.create(post=post, category=category)
    return post


@transaction.atomic
def change_offer(post: Post, *, category: str, me: Neighbour, by, **said) -> Post:
    """Say it otherwise; what was asked about it before stays as it was asked.

    Raises:
        NotTheAuthor, PostEnded: see ``change_post``.
    """
    found = change_post(post, **said, me=me, by=by)
    write_changes(HoursPost.objects.get(post=found), category=category)
    return found
