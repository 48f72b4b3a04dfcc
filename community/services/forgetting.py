"""What the night deletes of what neighbours wrote: a year after it has ended.

Bookings and the words of exchanges have clocks of their own (``booking_forgetting``,
``hours.forgetting``); a post that they still need waits for them.
"""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from community.models import (
    Ask,
    Bookable,
    Coming,
    Comment,
    Event,
    HoursExchange,
    HoursPost,
    Item,
    Message,
    Photo,
    Post,
    Report,
    Reservation,
    Skill,
)
from koprogo.documents import services as documents
from koprogo.privacy.retention import in_each_tenant

__all__ = [
    "KEPT",
    "delete_posts",
    "forget_asks",
    "forget_posts",
    "forget_reports",
    "forget_talks",
]

KEPT = timedelta(days=365)


@in_each_tenant
def forget_reports(now: datetime) -> int:
    """Delete reports that were answered a year ago, and whose appeal was too."""
    waits = ~Q(appeal="") & Q(appeal_decided_at=None)
    rows = Report.objects.exclude(waits).alias(
        answered_at=Coalesce("appeal_decided_at", "decided_at")
    )
    many, _each = rows.filter(answered_at__lte=now - KEPT).delete()
    return many


@in_each_tenant
def forget_talks(now: datetime) -> int:
    """Delete messages that were sent a year ago, read or not."""
    many, _each = Message.objects.filter(sent_at__lte=now - KEPT).delete()
    return many


@in_each_tenant
def forget_asks(now: datetime) -> int:
    """Delete who wanted a thing, a year after he stood in line no longer.

    A thing that changed hands keeps who has it for a year, and for as long as he does
    where it comes back.
    """
    past = now - KEPT
    of_ended_post = Q(item__post__in=_ended(now).values("pk"))
    over = Reservation.objects.filter(
        Q(ended_at__lte=past) | of_ended_post & Q(ended_at=None)
    )
    handed, _each = over.exclude(handed_at__gt=past).delete()
    needed = Reservation.objects.filter(ask=OuterRef("pk"))
    left = Ask.objects.filter(Q(ended_at__lte=past) | of_ended_post)
    asks, _each = left.exclude(Exists(needed)).delete()
    return handed + asks


@in_each_tenant
def forget_posts(now: datetime) -> int:
    """Delete posts that ended a year ago, with comments, photos and answers."""
    return delete_posts(_ended(now))


def _ended(now: datetime) -> QuerySet[Post]:
    """Return the posts that nobody but their author has seen for a year."""
    past = now - KEPT
    return Post.objects.filter(
        Q(closed_at__lte=past)
        | Q(hidden_at__lte=past)
        | Q(expires_on__lte=timezone.localdate(past))
    )


def delete_posts(posts: QuerySet[Post]) -> int:
    """Delete posts with all that hangs on them; return how many.

    What a booking, an exchange, a thing that changed hands or a report still needs
    stays: it goes on a later night. The caller is in a transaction.
    """
    held = Post.objects.select_for_update().filter(pk__in=posts.order_by().values("pk"))
    gone = [post.pk for post in held.exclude(_needed()).order_by("pk")]
    if not gone:
        return 0
    photos = Photo.objects.filter(post__in=gone)
    files = [key for pair in photos.values_list("file", "small") for key in pair]
    photos.delete()
    Coming.objects.filter(event__post__in=gone).delete()
    Ask.objects.filter(item__post__in=gone).delete()
    for model in (Comment, Event, Item, Skill, HoursPost):
        model.objects.filter(post__in=gone).delete()
    Message.objects.filter(post__in=gone).update(post=None)
    Post.objects.filter(pk__in=gone).delete()
    documents.erase(files)
    return len(gone)


def _needed() -> Q:
    post = OuterRef("pk")
    reported = Q(post=post) | Q(comment__post=post)
    return (
        Q(Exists(Bookable.objects.filter(post=post)))
        | Q(Exists(HoursExchange.objects.filter(post=post)))
        | Q(Exists(Reservation.objects.filter(item__post=post)))
        | Q(Exists(Report.objects.filter(reported)))
    )
