"""What two neighbours said about each other, once both have, or the time is over."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from community.models import Bookable, Booking, Neighbour, Review
from community.queries.posts import apart

__all__ = [
    "TIME_TO_WRITE",
    "may_review",
    "reviews_of_borrower",
    "reviews_of_thing",
    "said_of",
]

TIME_TO_WRITE = timedelta(days=14)


def _shown(now: datetime) -> QuerySet[Review]:
    other = Review.objects.filter(booking=OuterRef("booking")).exclude(
        pk=OuterRef("pk")
    )
    return Review.objects.filter(
        Q(booking__back_at__lte=now - TIME_TO_WRITE) | Exists(other)
    ).select_related("author", "booking")


def _seen_by(me: Neighbour, found: QuerySet[Review]) -> QuerySet[Review]:
    """Without those of people with whom he has nothing to do."""
    return found.exclude(apart(me))


def reviews_of_thing(
    bookable: Bookable, *, me: Neighbour, now: datetime
) -> QuerySet[Review]:
    """Return what those who borrowed it said, the latest first."""
    found = _shown(now).filter(booking__bookable=bookable, is_by_owner=False)
    return _seen_by(me, found)


def reviews_of_borrower(
    borrower: Neighbour, *, me: Neighbour, now: datetime
) -> QuerySet[Review]:
    """Return what those who lent him something said, for who is asked to lend."""
    found = _shown(now).filter(booking__neighbour=borrower, is_by_owner=True)
    return _seen_by(me, found)


def may_review(booking: Booking, *, me: Neighbour, now: datetime) -> bool:
    """Whether he is one of the two, has not written, and it is not too late."""
    if (
        booking.state != Booking.State.RETURNED
        or now >= booking.back_at + TIME_TO_WRITE
    ):
        return False
    two = {booking.neighbour_id, booking.bookable.post.author_id}
    return me.pk in two and not booking.reviews.filter(author=me).exists()


def said_of(booking: Booking, *, me: Neighbour, now: datetime) -> list[Review]:
    """Return what the two said about one booking: his own word at once."""
    if booking.state != Booking.State.RETURNED:
        return []
    own = booking.reviews.select_related("author").filter(author=me)
    others = _seen_by(me, _shown(now).filter(booking=booking)).exclude(author=me)
    return [*own, *others]
