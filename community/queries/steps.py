"""What somebody can do next with a booking, and what it waits for."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from community.models import Booking

__all__ = ["Standing", "Step", "is_late", "standing_of", "steps_of"]

State = Booking.State


@dataclass(frozen=True, slots=True)
class Step:
    """A button (or a link to a form, or to a question): the name of its URL, its words."""

    name: str
    label: str | Promise
    is_main: bool = False
    is_page: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """How a booking stands: a level and a word, and what happens next."""

    level: str
    label: str | Promise
    next: str | Promise = ""


def is_late(booking: Booking, *, now: datetime) -> bool:
    """Whether it is with who booked it past its time, and he has not said otherwise."""
    return (
        booking.state == State.OUT
        and booking.brought_at is None
        and booking.ends_at <= now
    )


def standing_of(booking: Booking, *, is_keeper: bool, now: datetime) -> Standing:
    """Return how it stands for one of the two."""
    if is_late(booking, now=now):
        text = _("It should be back already: ask for it.")
        if not is_keeper:
            text = _("Bring it back, and say so here.")
        return Standing("bad", _("Late"), text)
    label = State(booking.state).label
    level, texts = STANDINGS[State(booking.state)]
    if booking.state == State.OUT and booking.brought_at is not None:
        texts = (
            _("Its owner confirms that it is back."),
            _("Confirm that it is back."),
        )
    if booking.state == State.ACCEPTED and booking.bookable.is_room:
        texts = ("", "")
    return Standing(level, label, texts[is_keeper])


#: state → level, what happens next for who booked it, and for who looks after it
STANDINGS: dict[State, tuple[str, tuple[str | Promise, str | Promise]]] = {
    State.ASKED: ("info", (_("It waits for an answer."), _("Answer it."))),
    State.ACCEPTED: (
        "ok",
        (_("Fetch it, and say here that you have it."), _("Hand it over, and say so.")),
    ),
    State.OUT: (
        "warn",
        (_("You have it: bring it back in time."), _("Your neighbour has it.")),
    ),
    State.RETURNED: ("plain", ("", "")),
    State.DECLINED: ("plain", ("", "")),
    State.CANCELLED: ("plain", ("", "")),
    State.LAPSED: ("plain", ("", "")),
}


def steps_of(
    booking: Booking,
    *,
    is_own: bool,
    is_keeper: bool,
    may_write: bool,
    now: datetime,
) -> list[Step]:
    """Return the steps of somebody, the main one first."""
    found: list[Step] = []
    if is_keeper:
        found += _of_keeper(booking, now=now)
    if is_own:
        found += _of_borrower(booking, now=now)
    if may_write:
        found.append(
            Step("booking-review", _("Say how it went"), is_main=True, is_page=True)
        )
    is_before = booking.state in (State.ASKED, State.ACCEPTED)
    is_answering = is_keeper and booking.state == State.ASKED
    if is_before and booking.ends_at > now and not (is_answering and not is_own):
        found.append(Step("booking-cancel", _("Cancel the booking"), is_page=True))
    return found


def _of_keeper(booking: Booking, *, now: datetime) -> Iterator[Step]:
    if booking.state == State.ASKED and booking.ends_at > now:
        yield Step("booking-accept", _("Accept"), is_main=True)
        yield Step("booking-decline", _("Say no"))
    if booking.given_at is None and _changes_hands(booking, now=now):
        yield Step("booking-given", _("I have handed it over"), is_main=True)
    if booking.state == State.OUT:
        yield Step("booking-back", _("I have it back"), is_main=True, is_page=True)


def _of_borrower(booking: Booking, *, now: datetime) -> Iterator[Step]:
    if booking.taken_at is None and _changes_hands(booking, now=now):
        yield Step("booking-taken", _("I have it"), is_main=True)
    if booking.state == State.OUT and booking.brought_at is None:
        yield Step("booking-brought", _("I have brought it back"), is_main=True)


def _changes_hands(booking: Booking, *, now: datetime) -> bool:
    if booking.bookable.is_room:
        return False
    if booking.state == State.OUT:
        return booking.brought_at is None
    first = timezone.localdate(booking.begins_at) - timedelta(days=1)
    return (
        booking.state == State.ACCEPTED
        and booking.ends_at > now
        and timezone.localdate(now) >= first
    )
