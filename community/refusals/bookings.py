"""What lending and rooms refuse."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.booking import Problem
from community.errors import bookings as errors

#: at which field of a form a refusal stands
FIELDS: dict = {}

PROBLEMS = {
    Problem.BACKWARDS: gettext_lazy("It ends no later than it begins."),
    Problem.PAST: gettext_lazy("It begins in the past."),
    Problem.TOO_FAR: gettext_lazy("It is further ahead than one may book."),
    Problem.TOO_LONG: gettext_lazy("It is longer than one booking may be."),
    Problem.CLOSED: gettext_lazy("A part of it lies outside the opening hours."),
    Problem.QUOTA: gettext_lazy(
        "With what was booked already, it is more than everybody gets in that month."
    ),
    Problem.TAKEN: gettext_lazy(
        "Somebody else has booked a part of that time. You can ask to be told when it "
        "is free."
    ),
}


def sentence(error: Exception) -> str:
    """Say why nothing was changed; of a booking, all that speaks against it."""
    if isinstance(error, errors.BookingRefused):
        return " ".join(str(PROBLEMS[problem]) for problem in error.problems)
    return {
        errors.BookedAlready: _("It is booked already: nothing was doubled."),
        errors.OwnThing: _("It is yours: there is nothing to book."),
        errors.NotSoNow: _("It stands otherwise by now: look at the page again."),
        errors.StillOut: _("Somebody else still has it: it must come back first."),
        errors.TooEarly: _("Its day has not come yet."),
        errors.IsFree: _("This time is free: you can book it."),
        errors.ReviewClosed: _(
            "You have written already, or the time to write is over."
        ),
    }[type(error)]
