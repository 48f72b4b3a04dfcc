"""What is written once, however often a program sends it.

The header ``Idempotency-Key`` stands for the ``uuid`` that a page draws when it shows its
form. Keys are those of one neighbour: the same words of another are another key.
"""

from collections.abc import Callable
from uuid import UUID, uuid5

from community.errors.posts import PostWritten
from community.models import Neighbour, Post
from koprogo.tenancy.models import Tenant

__all__ = ["drawn", "written"]


def drawn(view, whose: Neighbour | Tenant, what: str) -> UUID:
    """Return the uuid of what this request writes."""
    return uuid5(whose.uuid, f"{what}:{view.idempotency_key()}")


def written(act: Callable[..., object], *, uuid: UUID, me: Neighbour, **said) -> Post:
    """Write a post; sent again with the same words, it is the one that is there.

    Raises:
        PostWritten: this key wrote something else.
    """
    try:
        act(uuid=uuid, me=me, **said)
    except PostWritten:
        found = Post.objects.filter(uuid=uuid, author=me).first()
        same = ("title", "text")
        if found is None or any(getattr(found, name) != said[name] for name in same):
            raise
        return found
    return Post.objects.get(uuid=uuid)
