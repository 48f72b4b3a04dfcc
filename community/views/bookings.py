"""Book, wait, answer, hand over, bring back, and say how it went."""

from collections.abc import Callable
from functools import partial

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from community.forms.bookings import BackForm, BookingForm, ReviewForm, TimeForm
from community.models import Waiting
from community.queries.bookings import bookings_seen, is_keeper, waiting_of
from community.queries.feeds import feed_of
from community.queries.reviews import may_review, reviews_of_borrower, said_of
from community.queries.steps import standing_of, steps_of
from community.services import bookings as services
from community.services import lending
from community.views.acts import ask, attempt, confirm, posted
from community.views.booking_pages import (
    address,
    booked,
    of_booking,
    of_room,
    of_thing,
    page_of,
)
from koprogo.ui.origin import origin
from koprogo.ui.pagination import paginate

READ_WRITE = require_http_methods(["GET", "HEAD", "POST"])
#: how many that run are shown at once; nobody has so many
MOST = 100


# Book and wait


def _book(request, me, bookable):
    """Ask for a time, or have it at once."""
    shown = BookingForm.shown(request.GET.get("from", ""), request.GET.get("until", ""))
    lead = _("The one who looks after it answers you.")
    if bookable.is_automatic:
        lead = _("It is yours at once if nobody else has that time.")
    return ask(
        request,
        BookingForm(posted(request), initial=shown),
        partial(
            services.book,
            bookable,
            me=me,
            now=timezone.now(),
            origin=origin(request),
        ),
        done=_("It is booked.")
        if bookable.is_automatic
        else _("You have asked for it."),
        back=address(request, "bookings"),
        words={
            "building": request.access.building,
            "bookable": bookable,
            "page": page_of(request, bookable),
            "calendar": page_of(request, bookable, "-calendar"),
            "wait": page_of(request, bookable, "-wait"),
            "lead": lead,
        },
        template="community/bookings/book.html",
    )


def _wait(request, me, bookable):
    """Ask to be told when a time is free."""
    shown = TimeForm.shown(request.GET.get("from", ""), request.GET.get("until", ""))
    return ask(
        request,
        TimeForm(posted(request), initial=shown),
        partial(services.wait, bookable, me=me, now=timezone.now()),
        done=_("You will be told when it is free."),
        back=address(request, "bookings"),
        words={
            "title": _("Tell me when it is free"),
            "lead": _(
                "Who waits is told when the whole time is free; who books first has it."
            ),
            "submit": _("Wait"),
            "back_label": bookable.post.title,
        },
    )


thing_book = READ_WRITE(of_thing(_book))
room_book = READ_WRITE(of_room(_book))
thing_wait = READ_WRITE(of_thing(_wait))
room_wait = READ_WRITE(of_room(_wait))


@require_POST
@booked
def waiting_end(request, me, waiting_id):
    row = get_object_or_404(Waiting, uuid=waiting_id, neighbour=me)
    act = partial(services.stop_waiting, row, by=request.user)
    attempt(request, act, done=_("You wait for it no more."))
    return redirect(address(request, "bookings"))


# One's bookings


@require_safe
@booked
def bookings(request, me):
    """What he has booked, what others want of him, what he waits for."""
    now, access = timezone.now(), request.access
    seen = bookings_seen(me, access)
    running = _rows(seen.running(now)[:MOST], me, now)
    over = paginate(request, seen.over(now).order_by("-begins_at", "-pk"))
    context = {
        "building": access.building,
        "mine": [pair for pair in running if pair[0].neighbour_id == me.pk],
        "kept": [pair for pair in running if pair[0].neighbour_id != me.pk],
        "over": _rows(over, me, now),
        "page": over,
        "waiting": waiting_of(me, access),
        "feed": feed_of(me),
    }
    return render(request, "community/bookings/bookings.html", context)


def _rows(found, me, now):
    """Pair bookings with how they stand for him: his own, or what he looks after."""
    return [
        (row, standing_of(row, is_keeper=row.neighbour_id != me.pk, now=now))
        for row in found
    ]


@require_safe
@of_booking
def booking(request, me, booking):
    """One booking, and what can be done next."""
    now, keeps = timezone.now(), is_keeper(me, booking, request.access)
    is_own = booking.neighbour_id == me.pk
    is_asked = keeps and booking.state == booking.State.ASKED
    context = {
        "building": request.access.building,
        "booking": booking,
        "is_own": is_own,
        "is_keeper": keeps,
        "page": page_of(request, booking.bookable),
        "standing": standing_of(booking, is_keeper=keeps and not is_own, now=now),
        "steps": steps_of(
            booking,
            is_own=is_own,
            is_keeper=keeps,
            may_write=may_review(booking, me=me, now=now),
            now=now,
        ),
        "reviews": reviews_of_borrower(booking.neighbour, me=me, now=now)[:10]
        if is_asked and not booking.bookable.is_room
        else (),
        "said": said_of(booking, me=me, now=now),
    }
    return render(request, "community/bookings/booking.html", context)


# What the two say


def _step(act: Callable, done, *, of_keeper: bool):
    """A button: it does one thing with a booking, for who looks after it or booked it."""

    @require_POST
    @of_booking
    def view(request, me, booking):
        if of_keeper and not is_keeper(me, booking, request.access):
            raise Http404
        if not of_keeper and booking.neighbour_id != me.pk:
            raise Http404
        done_now = partial(
            act, booking, now=timezone.now(), origin=origin(request), by=request.user
        )
        attempt(request, done_now, done=done)
        return redirect(address(request, "booking", booking.uuid))

    return view


accept = _step(services.accept, gettext_lazy("You have accepted."), of_keeper=True)
decline = _step(services.decline, gettext_lazy("You have declined."), of_keeper=True)
given = _step(lending.hand_over, gettext_lazy("It is handed over."), of_keeper=True)
taken = _step(lending.receive, gettext_lazy("You have it."), of_keeper=False)
brought = _step(
    lending.bring_back,
    gettext_lazy("You have brought it back: its owner confirms it."),
    of_keeper=False,
)


@READ_WRITE
@of_booking
def cancel(request, me, booking):
    """Take a booking back, or one of one's thing, after asking."""
    return confirm(
        request,
        partial(
            services.cancel,
            booking,
            me=me,
            now=timezone.now(),
            origin=origin(request),
        ),
        done=_("The booking is cancelled."),
        back=address(request, "booking", booking.uuid),
        words={
            "title": _("Cancel the booking?"),
            "question": _("The time is free for others, and the other one is told."),
            "submit": _("Cancel the booking"),
            "back_label": booking.bookable.post.title,
        },
    )


@READ_WRITE
@of_booking
def back(request, me, booking):
    """Its owner has it again; perhaps something is damaged."""
    if not is_keeper(me, booking, request.access) or booking.bookable.is_room:
        raise Http404
    return ask(
        request,
        BackForm(posted(request)),
        partial(lending.take_back, booking, now=timezone.now(), origin=origin(request)),
        done=_("It is back with you."),
        back=address(request, "booking", booking.uuid),
        words={
            "title": _("I have it back"),
            "lead": booking.bookable.post.title,
            "submit": _("I have it back"),
            "back_label": booking.bookable.post.title,
        },
    )


@READ_WRITE
@of_booking
def review(request, me, booking):
    """Say how it went with the other one."""
    if booking.bookable.is_room:
        raise Http404
    return ask(
        request,
        ReviewForm(posted(request)),
        partial(
            lending.review, booking, me=me, now=timezone.now(), origin=origin(request)
        ),
        done=_("Thank you. It can be read when both of you have written."),
        back=address(request, "booking", booking.uuid),
        words={
            "title": _("How it went"),
            "lead": _(
                "Nobody reads it before both of you have written, or 14 days have "
                "passed. It cannot be changed afterwards."
            ),
            "submit": _("Send it"),
            "back_label": booking.bookable.post.title,
        },
    )
