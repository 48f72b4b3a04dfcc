"""What is refused about things to lend, common rooms and their bookings."""

from community.booking import Problem
from community.errors.base import CommunityError


class BookingRefused(CommunityError):
    """``problems``: all that speaks against it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(problems)
        self.problems = problems


class BookedAlready(CommunityError):
    """This form was sent before."""


class OwnThing(CommunityError):
    """Nobody books what is his own."""


class NotSoNow(CommunityError):
    """It stands otherwise by now: somebody was faster, or it is over."""


class StillOut(CommunityError):
    """Somebody else has it: it comes back first."""


class TooEarly(CommunityError):
    """The day of the booking has not come."""


class IsFree(CommunityError):
    """Nobody holds this time: it can be booked."""


class ReviewClosed(CommunityError):
    """He wrote already, or the time to write is over."""
