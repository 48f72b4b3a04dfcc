"""What every change of a booking begins and ends with: hold the rows, tell somebody."""

from datetime import datetime

from django.utils import timezone

from community.booking import Span
from community.models import Bookable, Booking, Neighbour, Waiting
from community.notices_bookings import tell_freed, tell_of
from community.queries.posts import reach

__all__ = [
    "end_open",
    "here",
    "hold",
    "hold_booking",
    "settled",
    "tell_who_waits",
]


def hold(bookable: Bookable) -> Bookable:
    """Lock a thing or a room: all who book it or change its bookings queue here."""
    rows = Bookable.objects.select_for_update(of=("self",))
    return rows.select_related("post__author__user").get(pk=bookable.pk)


def hold_booking(booking: Booking) -> Booking:
    """Lock its thing, then itself: in this order everywhere."""
    hold(booking.bookable)
    rows = Booking.objects.select_for_update(of=("self",))
    return rows.select_related("bookable__post__author__user", "neighbour__user").get(
        pk=booking.pk
    )


def here(begins_at: datetime, ends_at: datetime) -> Span:
    """Return the time as the clocks of the building show it."""
    return Span(timezone.localtime(begins_at), timezone.localtime(ends_at))


def settled(booking: Booking, state: Booking.State, **moments) -> Booking:
    """Write a state and what goes with it; the caller holds the row."""
    for name, value in {"state": state, **moments}.items():
        setattr(booking, name, value)
    booking.save(update_fields=["state", *moments])
    return booking


def tell_who_waits(booking: Booking, *, now: datetime) -> int:
    """Tell those who wait for a time that has become free with this booking.

    Once for each booking that made room; who books first has it. Returns how many.
    """
    bookable = booking.bookable
    if bookable.post.closed_at is not None:
        return 0
    rows = bookable.waiting.filter(
        begins_at__lt=booking.ends_at,
        ends_at__gt=booking.begins_at,
        begins_at__gt=now,
        neighbour__left_at=None,
    ).select_related("neighbour__user", "bookable__post")
    free = [row for row in rows if _is_free(row) and not _is_strange(row)]
    for row in free:
        row.told_at = now
        row.save(update_fields=["told_at"])
        tell_freed(row, booking=booking)
    return len(free)


def end_open(rows, *, by_whom: Neighbour | None, now: datetime) -> int:
    """Cancel what is asked or accepted of these and has not passed; tell the others.

    ``by_whom``: because of whom; he is told nothing. Returns how many ended.
    """
    before_hand_over = (Booking.State.ASKED, Booking.State.ACCEPTED)
    ended = 0
    for row in rows.filter(state__in=before_hand_over, ends_at__gt=now).order_by(
        "bookable", "pk"
    ):
        found = hold_booking(row)
        if found.state in before_hand_over:
            settled(found, Booking.State.CANCELLED)
            for other in _two(found):
                if other != by_whom:
                    tell_of("cancelled", found, to=other)
            tell_who_waits(found, now=now)
            ended += 1
    return ended


def _two(booking: Booking) -> list[Neighbour]:
    """Return whom a booking concerns; a room has no owner who waits for anybody."""
    if booking.bookable.is_room:
        return [booking.neighbour]
    return [booking.neighbour, booking.bookable.post.author]


def _is_free(row: Waiting) -> bool:
    held = Booking.objects.holding().filter(bookable=row.bookable_id)
    return not held.within(row.begins_at, row.ends_at).exists()


def _is_strange(row: Waiting) -> bool:
    bookable = row.bookable
    return not bookable.is_room and not reach(row.neighbour, bookable.post.author)
