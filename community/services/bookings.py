"""Book a thing or a room, answer, cancel, and wait for a time that others hold."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from buildings.models import Lot
from community.booking import Problem, Span
from community.errors.bookings import (
    BookedAlready,
    BookingRefused,
    IsFree,
    NotSoNow,
    OwnThing,
)
from community.models import Bookable, Booking, Neighbour, Waiting
from community.notices_bookings import tell_of
from community.queries.bookings import home_lot, keepers_of_rooms, problems_of
from community.queries.posts import reach
from community.services.booking_rows import (
    here,
    hold,
    hold_booking,
    settled,
    tell_who_waits,
)

__all__ = ["accept", "book", "cancel", "decline", "stop_waiting", "wait"]

State = Booking.State


@transaction.atomic
def book(
    bookable: Bookable,
    *,
    uuid: UUID,
    begins_at: datetime,
    ends_at: datetime,
    note: str = "",
    me: Neighbour,
    now: datetime,
    origin: str = "",
    by,
) -> Booking:
    """Ask for a time, or have it at once where no answer is needed.

    ``uuid`` is drawn when the form is shown: sent twice, it books once.

    Raises:
        BookedAlready: this ``uuid`` is there.
        OwnThing, NotSoNow: it is his own; it is lent no more, or the two have nothing
            to do with each other.
        BookingRefused: names all that speaks against it.
    """
    found = hold(bookable)
    if Booking.objects.filter(uuid=uuid).exists():
        raise BookedAlready(uuid)
    _refuse_strangers(found, me)
    asked, lot = here(begins_at, ends_at), home_lot(me, on=timezone.localdate(now))
    if against := problems_of(found, asked, me=me, lot=lot, now=now):
        raise BookingRefused(against)
    booking = _written(found, asked, uuid=uuid, note=note, me=me, lot=lot, now=now)
    found.waiting.filter(
        neighbour=me, begins_at__lt=asked.end, ends_at__gt=asked.begin
    ).delete()
    _tell_keepers(booking, origin=origin)
    return booking


def _tell_keepers(booking: Booking, *, origin: str) -> None:
    """Tell the owner of a thing; of a room the council, when it must answer."""
    bookable = booking.bookable
    what = "booked" if bookable.is_automatic else "asked"
    keepers = [bookable.post.author]
    if bookable.is_room:
        keepers = [] if bookable.is_automatic else list(keepers_of_rooms())
    for keeper in keepers:
        if keeper != booking.neighbour:
            tell_of(what, booking, to=keeper, origin=origin)


def _refuse_strangers(bookable: Bookable, me: Neighbour) -> None:
    post = bookable.post
    if post.closed_at is not None or post.hidden_at is not None:
        raise NotSoNow(bookable)
    if bookable.is_room:
        return
    if post.author_id == me.pk:
        raise OwnThing(bookable)
    if not reach(me, post.author):
        raise NotSoNow(bookable)


def _written(
    bookable: Bookable,
    asked: Span,
    *,
    uuid: UUID,
    note: str,
    me: Neighbour,
    lot: Lot | None,
    now: datetime,
) -> Booking:
    """Write the row; that nobody else has the time the database has the last word on."""
    is_accepted = bookable.is_automatic
    booking = Booking(
        uuid=uuid,
        bookable=bookable,
        neighbour=me,
        lot=lot,
        begins_at=asked.begin,
        ends_at=asked.end,
        note=note,
        state=State.ACCEPTED if is_accepted else State.ASKED,
        answered_at=now if is_accepted else None,
    )
    try:
        with transaction.atomic():
            booking.save(force_insert=True)
    except IntegrityError as error:
        if "booking_no_overlap" not in str(error):
            raise
        raise BookingRefused([Problem.TAKEN]) from error
    return booking


@transaction.atomic
def accept(booking: Booking, *, now: datetime, origin: str = "", by) -> Booking:
    """Say yes to who asked.

    Raises:
        NotSoNow: it was answered, cancelled, or its time has passed.
    """
    found = hold_booking(booking)
    if found.state != State.ASKED or found.ends_at <= now:
        raise NotSoNow(found)
    settled(found, State.ACCEPTED, answered_at=now)
    tell_of("accepted", found, to=found.neighbour, origin=origin)
    return found


@transaction.atomic
def decline(booking: Booking, *, now: datetime, origin: str = "", by) -> Booking:
    """Say no to who asked; the time is free for others.

    Raises:
        NotSoNow: see ``accept``.
    """
    found = hold_booking(booking)
    if found.state != State.ASKED:
        raise NotSoNow(found)
    settled(found, State.DECLINED, answered_at=now)
    tell_of("declined", found, to=found.neighbour, origin=origin)
    tell_who_waits(found, now=now)
    return found


@transaction.atomic
def cancel(
    booking: Booking, *, me: Neighbour, now: datetime, origin: str = "", by
) -> Booking:
    """Give the time back, or take an accepted booking back; the other one is told.

    Raises:
        NotSoNow: it was handed over, has passed, or is over.
    """
    found = hold_booking(booking)
    if found.state not in (State.ASKED, State.ACCEPTED) or found.ends_at <= now:
        raise NotSoNow(found)
    settled(found, State.CANCELLED)
    if me.pk != found.neighbour_id:
        tell_of("cancelled", found, to=found.neighbour, origin=origin)
    elif not found.bookable.is_room:
        tell_of("cancelled", found, to=found.bookable.post.author, origin=origin)
    tell_who_waits(found, now=now)
    return found


@transaction.atomic
def wait(
    bookable: Bookable,
    *,
    begins_at: datetime,
    ends_at: datetime,
    me: Neighbour,
    now: datetime,
    by,
) -> Waiting:
    """Ask to be told when a time is free; one time for each thing, the latest holds.

    Raises:
        IsFree: nobody holds it.
        BookingRefused: something else speaks against it, which waiting does not change.
        OwnThing, NotSoNow: see ``book``.
    """
    found = hold(bookable)
    _refuse_strangers(found, me)
    asked, lot = here(begins_at, ends_at), home_lot(me, on=timezone.localdate(now))
    against = problems_of(found, asked, me=me, lot=lot, now=now)
    if not against:
        raise IsFree(found)
    if against != [Problem.TAKEN]:
        raise BookingRefused([each for each in against if each != Problem.TAKEN])
    row, _new = Waiting.objects.update_or_create(
        bookable=found,
        neighbour=me,
        defaults={"begins_at": asked.begin, "ends_at": asked.end, "told_at": None},
    )
    return row


@transaction.atomic
def stop_waiting(row: Waiting, *, by) -> None:
    """Wait no more."""
    row.delete()
