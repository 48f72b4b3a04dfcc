"""A thing changes hands and comes back; who has it is what the two say, not a date."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from community.errors.bookings import NotSoNow, ReviewClosed, StillOut, TooEarly
from community.models import Booking, Neighbour, Review
from community.notices_bookings import tell_of
from community.queries.reviews import may_review
from community.services.booking_rows import (
    hold_booking,
    settled,
    tell_who_waits,
)

__all__ = ["bring_back", "hand_over", "receive", "review", "take_back"]

State = Booking.State


@transaction.atomic
def hand_over(booking: Booking, *, now: datetime, origin: str = "", by) -> Booking:
    """Its owner says that he has handed it over: from now on it is out.

    Raises:
        NotSoNow: he said so already, or it is not accepted, or over.
        TooEarly, StillOut: see there.
    """
    found = _changing_hands(booking, now=now)
    if found.given_at is not None:
        raise NotSoNow(found)
    is_news = found.state != State.OUT
    settled(found, State.OUT, given_at=now)
    if is_news:
        tell_of("given", found, to=found.neighbour, origin=origin)
    return found


@transaction.atomic
def receive(booking: Booking, *, now: datetime, origin: str = "", by) -> Booking:
    """Who booked it says that he has it: from now on it is out.

    Raises:
        NotSoNow, TooEarly, StillOut: see ``hand_over``.
    """
    found = _changing_hands(booking, now=now)
    if found.taken_at is not None:
        raise NotSoNow(found)
    is_news = found.state != State.OUT
    settled(found, State.OUT, taken_at=now)
    if is_news:
        tell_of("given", found, to=found.bookable.post.author, origin=origin)
    return found


def _changing_hands(booking: Booking, *, now: datetime) -> Booking:
    """Hold a booking whose thing is handed over, or was and is confirmed."""
    found = hold_booking(booking)
    if found.bookable.is_room:
        raise NotSoNow(found)
    if found.state == State.OUT:
        return found
    if found.state != State.ACCEPTED or found.ends_at <= now:
        raise NotSoNow(found)
    # The evening before is fine: nobody else has booked it then, or it is still out.
    first = timezone.localdate(found.begins_at) - timedelta(days=1)
    if timezone.localdate(now) < first:
        raise TooEarly(found)
    if found.bookable.bookings.out().exists():
        raise StillOut(found)
    return found


@transaction.atomic
def bring_back(booking: Booking, *, now: datetime, origin: str = "", by) -> Booking:
    """Who has it says that he has brought it back; its owner confirms.

    From now on it is not late any more. Where its owner has left, this is the end.

    Raises:
        NotSoNow: he does not have it, or said so already.
    """
    found = hold_booking(booking)
    if found.state != State.OUT or found.brought_at is not None:
        raise NotSoNow(found)
    owner = found.bookable.post.author
    if owner.left_at is not None:
        return settled(found, State.RETURNED, brought_at=now, back_at=now)
    settled(found, State.OUT, brought_at=now)
    tell_of("brought", found, to=owner, origin=origin)
    return found


@transaction.atomic
def take_back(
    booking: Booking, *, damage: str = "", now: datetime, origin: str = "", by
) -> Booking:
    """Its owner says that he has it again, and what is damaged; both may write a review.

    Raises:
        NotSoNow: it was not out.
    """
    found = hold_booking(booking)
    if found.state != State.OUT:
        raise NotSoNow(found)
    settled(found, State.RETURNED, back_at=now, damage=damage)
    tell_of("back", found, to=found.neighbour, origin=origin)
    if now < found.ends_at:
        tell_who_waits(found, now=now)
    return found


@transaction.atomic
def review(
    booking: Booking,
    *,
    verdict: str,
    text: str = "",
    me: Neighbour,
    now: datetime,
    origin: str = "",
    by,
) -> Review:
    """Say how it went; nobody reads it before the other has written, or 14 days.

    Raises:
        ReviewClosed: he wrote already, or it is too late.
    """
    found = hold_booking(booking)
    if not may_review(found, me=me, now=now):
        raise ReviewClosed(found)
    row = Review.objects.create(
        booking=found,
        author=me,
        is_by_owner=me.pk != found.neighbour_id,
        verdict=verdict,
        text=text,
    )
    other = found.neighbour if row.is_by_owner else found.bookable.post.author
    if may_review(found, me=other, now=now):
        tell_of("review", found, to=other, origin=origin)
    return row
