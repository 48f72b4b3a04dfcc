"""What is refused of things to lend, rooms and bookings, told to programs."""

from django.utils.translation import gettext_lazy as _

from community.errors import bookings as errors
from community.refusals import sentence
from koprogo.api.problems import REFUSALS, Refusal

REFUSALS |= {
    errors.BookingRefused: Refusal("booking-refused", sentence),
    errors.BookedAlready: Refusal(
        "booking-key-used",
        _("Something else was booked with this key: what is new needs a new key."),
    ),
    errors.OwnThing: Refusal("own-thing", sentence),
    errors.NotSoNow: Refusal("not-so-now", sentence),
    errors.StillOut: Refusal("still-out", sentence),
    errors.TooEarly: Refusal("booking-too-early", sentence),
    errors.IsFree: Refusal("time-is-free", sentence),
    errors.ReviewClosed: Refusal("review-closed", sentence),
}
