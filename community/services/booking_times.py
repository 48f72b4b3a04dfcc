"""What the clock does with bookings, and what ends when a neighbour leaves."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from community.kinds import Kind
from community.models import Bookable, Booking, CalendarFeed, Neighbour, Post, Waiting
from community.notices_bookings import tell_of
from community.services.booking_rows import (
    end_open,
    hold_booking,
    settled,
    tell_who_waits,
)
from koprogo.tenancy import current_tenant_id

__all__ = ["free_bookings", "lapse_due", "remind"]

State = Booking.State
#: how long a thing that was brought back waits for its owner's word
PATIENCE = timedelta(days=14)
#: a thing that is late is told of every three days, so many times
LATE_EVERY, LATE_MOST = 3, 5


@transaction.atomic
def lapse_due(modules, *, now: datetime) -> int:
    """End what nobody answered or fetched, what came back without its owner's word, and
    what is lent no more.

    Returns how many. Run again, it finds nothing more.
    """
    rows = _of(modules)
    unanswered = rows.filter(state=State.ASKED, begins_at__lte=now)
    unfetched = rows.filter(
        state=State.ACCEPTED, ends_at__lte=now, bookable__post__kind=Kind.THING
    )
    ended = rows.filter(bookable__post__closed_at__isnull=False)
    closed = end_open(ended, by_whom=None, now=now)  # its post was ended by itself
    waiting = rows.filter(state=State.OUT, brought_at__lte=now - PATIENCE)
    over = [*unanswered, *unfetched]
    for row in over:
        _lapse(row, now=now)
    for row in waiting:
        _end(row, now=now)
    Waiting.objects.filter(begins_at__lte=now).delete()
    return closed + len(over) + len(waiting)


def _of(modules):
    """Return the bookings of what is switched on, with those whom they concern."""
    return (
        Booking.objects.filter(bookable__post__module__in=modules)
        .select_related("bookable__post__author__user", "neighbour__user")
        .order_by("bookable", "pk")
    )


def _lapse(row: Booking, *, now: datetime) -> None:
    found = hold_booking(row)
    if found.state != row.state:
        return  # somebody was faster
    settled(found, State.LAPSED)
    tell_of("lapsed", found, to=found.neighbour)
    tell_who_waits(found, now=now)


def _end(row: Booking, *, now: datetime) -> None:
    found = hold_booking(row)
    if found.state == State.OUT:
        settled(found, State.RETURNED, back_at=now)
        tell_of("back", found, to=found.neighbour)


@transaction.atomic
def remind(modules, *, now: datetime) -> int:
    """Tell of what begins by tomorrow, is due today, or is late; each of them once.

    Returns how many were due; the outbox keeps those of an event and recipient once.
    """
    today = timezone.localdate(now)
    soon = _of(modules).filter(state=State.ACCEPTED, begins_at__gt=now)
    told = 0
    for row in soon.filter(begins_at__lt=now + timedelta(days=2)):
        if timezone.localdate(row.begins_at) <= today + timedelta(days=1):
            tell_of("tomorrow", row, to=row.neighbour)
            told += 1
    for row in _of(modules).filter(state=State.OUT, brought_at=None):
        told += _tell_of_return(
            row, days=(today - timezone.localdate(row.ends_at)).days
        )
    return told


def _tell_of_return(row: Booking, *, days: int) -> int:
    """``days`` since it was due back; negative before."""
    if days < 0:
        return 0
    if days == 0:
        tell_of("due", row, to=row.neighbour)
        return 1
    turn = (days - 1) // LATE_EVERY
    if turn >= LATE_MOST:
        return 0
    tell_of("late", row, to=row.neighbour, once=f"-{turn}")
    return 1


@transaction.atomic
def free_bookings(neighbour: Neighbour, *, now: datetime, by=None) -> int:
    """Free what a neighbour who leaves has booked, and lend his things no more.

    What is out stays with who has it until both say otherwise: who holds it still sees
    his booking. Returns how many bookings ended.
    """
    things = Bookable.objects.filter(post__author=neighbour, post__kind=Kind.THING)
    Post.objects.filter(bookable__in=things, closed_at=None).update(closed_at=now)
    Waiting.objects.filter(neighbour=neighbour).delete()
    CalendarFeed.objects.filter(
        tenant=current_tenant_id(), neighbour=neighbour.uuid
    ).delete()
    rows = Booking.objects.filter(Q(neighbour=neighbour) | Q(bookable__in=things))
    return end_open(rows, by_whom=neighbour, now=now)
