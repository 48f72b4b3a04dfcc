"""Posts: written once, changed and ended by who wrote them, pinned by the council."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from buildings.models import Module
from buildings.services.changes import write_changes
from community.errors.posts import NotTheAuthor, PostEnded, PostWritten, TooManyPhotos
from community.kinds import Kind, module_of
from community.models import Neighbour, Photo, Post
from community.models.posts import MOST_PHOTOS
from community.services.bazaar_ending import tell_who_asked
from koprogo.audit.services import record
from koprogo.documents import services as documents
from koprogo.documents.photos import Photo as Drawn

__all__ = [
    "add_photos",
    "change_post",
    "close_post",
    "held",
    "pin_post",
    "remove_photo",
    "write_post",
]


@transaction.atomic
def write_post(
    kind: Kind,
    *,
    uuid: UUID,
    title: str,
    text: str,
    expires_on: date | None = None,
    photos: Sequence[Drawn] = (),
    me: Neighbour,
    by,
) -> Post:
    """Put something up for the neighbours.

    ``uuid`` is drawn when the form is shown: sent twice, it stands there once.

    Raises:
        PostWritten: this ``uuid`` was used before.
        TooManyPhotos: see there.
    """
    try:
        with transaction.atomic():
            post = Post.objects.create(
                uuid=uuid,
                module=module_of(kind),
                kind=kind,
                author=me,
                title=title,
                text=text,
                expires_on=expires_on,
            )
    except IntegrityError:
        raise PostWritten(uuid) from None
    _keep(post, photos, by)
    return post


@transaction.atomic
def change_post(post: Post, *, me: Neighbour, by, **said) -> Post:
    """Say it otherwise.

    Raises:
        NotTheAuthor, PostEnded: see there.
    """
    found = held(post, me=me)
    if write_changes(found, **said):
        found.changed_at = timezone.now()
        found.save(update_fields=["changed_at"])
    return found


@transaction.atomic
def close_post(post: Post, *, me: Neighbour, origin: str = "", by) -> Post:
    """End it: nobody else sees it any more. It stays among one's own for a year.

    Who asks for a thing is told that it is to be had no longer.

    Raises:
        NotTheAuthor, PostEnded: see there.
    """
    found = held(post, me=me)
    found.closed_at = timezone.now()
    found.save(update_fields=["closed_at"])
    if found.module == Module.BAZAAR:
        tell_who_asked([found], origin=origin)
    return found


@transaction.atomic
def pin_post(post: Post, *, until: date | None, by) -> Post:
    """Let it stand on top until a day, for everybody; None: no longer.

    Raises:
        PostEnded: see there.
    """
    found = _open(post)
    found.pinned_until = until
    found.save(update_fields=["pinned_until"])
    record(
        "post.pinned" if until else "post.unpinned",
        target=found,
        by=by,
        top_until=until and until.isoformat(),
    )
    return found


@transaction.atomic
def add_photos(post: Post, *, photos: Sequence[Drawn], me: Neighbour, by) -> Post:
    """Show more of it; what is shown already is not shown twice.

    Raises:
        NotTheAuthor, PostEnded, TooManyPhotos: see there.
    """
    found = held(post, me=me)
    _keep(found, photos, by)
    return found


@transaction.atomic
def remove_photo(photo: Photo, *, me: Neighbour, by) -> None:
    """Show it no longer; its bytes are gone.

    Raises:
        NotTheAuthor, PostEnded: see there.
    """
    held(photo.post, me=me)
    photo.delete()
    documents.erase([photo.file_id, photo.small_id])


def held(post: Post, *, me: Neighbour) -> Post:
    """Return the row of one's own post, locked.

    Raises:
        NotTheAuthor, PostEnded: see there.
    """
    if post.author_id != me.pk:
        raise NotTheAuthor(post)
    return _open(post)


def _open(post: Post) -> Post:
    found = Post.objects.select_for_update().get(pk=post.pk)
    if found.closed_at or found.hidden_at:
        raise PostEnded(found)
    return found


def _keep(post: Post, photos: Sequence[Drawn], by) -> None:
    """Keep photos after those that there are; the caller holds the post.

    A photo is drawn again into the same bytes: sent twice, it is there once.
    """
    there = dict(post.photos.values_list("position", "file__sha256"))
    sent = {documents.fingerprint(drawn.large): drawn for drawn in photos}
    new = [drawn for mark, drawn in sent.items() if mark not in there.values()]
    free = [place for place in range(1, MOST_PHOTOS + 1) if place not in there]
    if len(new) > len(free):
        raise TooManyPhotos(post)
    for place, drawn in zip(free, new, strict=False):
        large, small = (
            documents.store(data, name=name, content_type="image/jpeg", by=by)
            for name, data in (("photo.jpg", drawn.large), ("small.jpg", drawn.small))
        )
        Photo.objects.create(
            post=post,
            position=place,
            file=large,
            small=small,
            width=drawn.width,
            height=drawn.height,
        )
