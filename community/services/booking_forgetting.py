"""What was booked goes a year after it was over, and what was lent with it."""

from datetime import datetime, timedelta

from community.models import Bookable, Booking, Review, Waiting
from koprogo.privacy.retention import in_each_tenant

__all__ = ["forget_bookings"]

KEPT = timedelta(days=365)


@in_each_tenant
def forget_bookings(now: datetime) -> int:
    """Delete bookings that ended a year ago, with what was said about them; how many.

    What is out stays, however late. A thing that is lent no more goes with its last
    booking, a year after its end; its post goes as every post does.
    """
    past = Booking.objects.over(now).filter(ends_at__lte=now - KEPT)
    Review.objects.filter(booking__in=past.values("pk")).delete()
    many, _each = past.delete()
    ended = Bookable.objects.filter(post__closed_at__lte=now - KEPT, bookings=None)
    Waiting.objects.filter(bookable__in=ended.values("pk")).delete()
    things, _each = ended.delete()
    return many + things
