"""Offer a thing to lend, or a common room; change it; end it.

What the council does with rooms is in the history of the building. What a neighbour
lends is not: the syndic reads that.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from buildings.services.changes import write_changes
from community.errors.bookings import NotSoNow
from community.kinds import Kind
from community.models import Bookable, Neighbour
from community.services.booking_rows import end_open, hold
from community.services.posts import write_post
from koprogo.audit.services import record
from koprogo.documents.photos import Photo

__all__ = [
    "add_room",
    "add_thing",
    "change_room",
    "change_thing",
    "close_room",
    "close_thing",
]

ROOM = Bookable.Category.ROOM


@transaction.atomic
def add_thing(
    *,
    uuid: UUID,
    title: str,
    text: str,
    photos: Sequence[Photo] = (),
    me: Neighbour,
    by,
    **rules,
) -> Bookable:
    """Offer something to lend. ``uuid`` is drawn when the form is shown.

    Raises:
        PostWritten, TooManyPhotos: see ``community.services.posts``.
    """
    words = {"uuid": uuid, "title": title, "text": text, "photos": photos}
    post = write_post(Kind.THING, me=me, by=by, **words)
    return Bookable.objects.create(post=post, **rules)


@transaction.atomic
def add_room(
    *,
    uuid: UUID,
    title: str,
    text: str,
    photos: Sequence[Photo] = (),
    me: Neighbour,
    by,
    **rules,
) -> Bookable:
    """Let neighbours book a common room, by rules that are the same for all of them.

    Raises:
        PostWritten, TooManyPhotos: see ``community.services.posts``.
    """
    words = {"uuid": uuid, "title": title, "text": text, "photos": photos}
    post = write_post(Kind.ROOM, me=me, by=by, **words)
    room = Bookable.objects.create(post=post, category=ROOM, **rules)
    record("room.added", target=room, by=by)
    return room


@transaction.atomic
def change_thing(
    bookable: Bookable, *, title: str, text: str, now: datetime, by, **rules
) -> Bookable:
    """Describe it otherwise; bookings that are there stay as they are.

    Raises:
        NotSoNow: it is lent no more.
    """
    found, _changed = _changed_rows(bookable, title, text, now=now, **rules)
    return found


@transaction.atomic
def change_room(
    bookable: Bookable, *, title: str, text: str, now: datetime, by, **rules
) -> Bookable:
    """Let other rules hold for bookings from now on.

    Raises:
        NotSoNow: it is closed.
    """
    found, is_changed = _changed_rows(bookable, title, text, now=now, **rules)
    if is_changed:
        record("room.changed", target=found, by=by)
    return found


def _changed_rows(
    bookable: Bookable, title: str, text: str, *, now: datetime, **rules
) -> tuple[Bookable, bool]:
    found = _hold_open(bookable)
    changed = write_changes(found, **rules)
    if words := write_changes(found.post, title=title, text=text):
        write_changes(found.post, changed_at=now)
    return found, bool(changed or words)


def _hold_open(bookable: Bookable) -> Bookable:
    found = hold(bookable)
    if found.post.closed_at is not None or found.post.hidden_at is not None:
        raise NotSoNow(found)
    return found


@transaction.atomic
def close_thing(bookable: Bookable, *, me: Neighbour, now: datetime, by) -> int:
    """Lend it no more: bookings that wait end, who has it brings it back as agreed.

    Returns how many bookings ended.

    Raises:
        NotSoNow: it was closed already.
    """
    return _close(bookable, by_whom=me, now=now, by=by)


@transaction.atomic
def close_room(bookable: Bookable, *, now: datetime, by) -> int:
    """Let nobody book it any more; bookings to come end, and who made them is told.

    Raises:
        NotSoNow: it was closed already.
    """
    ended = _close(bookable, by_whom=None, now=now, by=by)
    record("room.closed", target=bookable, by=by)
    return ended


def _close(bookable: Bookable, *, by_whom: Neighbour | None, now: datetime, by) -> int:
    found = _hold_open(bookable)
    write_changes(found.post, closed_at=now)
    found.waiting.all().delete()
    return end_open(found.bookings.all(), by_whom=by_whom, now=now)
