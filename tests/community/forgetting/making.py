"""What neighbours wrote long ago, and a clock that goes on."""

from datetime import timedelta

from django.core.files.storage import default_storage
from django.utils import timezone

from community.models import Neighbour, Photo, Post
from koprogo.documents.services import store

YEAR = timedelta(days=365)
DAY = timedelta(days=1)


def later(**span):
    """Return a moment to come; by default just more than a year from now."""
    return timezone.now() + (timedelta(**span) if span else YEAR + DAY)


def ended(post: Post) -> Post:
    post.closed_at = timezone.now()
    post.save(update_fields=["closed_at"])
    return post


def left(neighbour: Neighbour) -> Neighbour:
    neighbour.left_at = timezone.now()
    neighbour.save(update_fields=["left_at"])
    return neighbour


def pictured(post: Post, name: str = "one") -> Photo:
    """Add a photo whose two sizes are files of their own."""
    files = [
        store(
            f"{name} {size}".encode(), name="a.jpg", content_type="image/jpeg", by=None
        )
        for size in ("large", "small")
    ]
    return Photo.objects.create(
        post=post, position=1, file=files[0], small=files[1], width=4, height=3
    )


def stored() -> set[str]:
    """Return where bytes lie in the storage."""
    found, folders = set(), [""]
    while folders:
        folder = folders.pop()
        inner, files = default_storage.listdir(folder)
        found |= {f"{folder}/{file}" for file in files}
        folders += [f"{folder}/{one}".lstrip("/") for one in inner]
    return found
