"""What is refused in the exchange of hours."""

from community.credits import WrongLimits
from community.errors.base import CommunityError

__all__ = [
    "AlreadyMediator",
    "AskedAlready",
    "BeyondLimit",
    "Blocked",
    "ChangedMeanwhile",
    "DecidedLater",
    "DoneLater",
    "LimitsWithoutRoom",
    "NoMediator",
    "NotNow",
    "OwnPost",
    "TooLong",
    "Undone",
    "WrittenAlready",
    "WrongLimits",
]


class BeyondLimit(CommunityError):
    """It would pass a limit; nothing is counted.

    ``is_own``: the limit is that of who acts. Nobody learns the other's balance: of his
    it is only said that it cannot be counted now.
    """

    def __init__(self, *, neighbour_id: int, is_own: bool) -> None:
        super().__init__(neighbour_id)
        self.neighbour_id = neighbour_id
        self.is_own = is_own


class LimitsWithoutRoom(CommunityError):
    """An hour must be possible on both sides of nothing."""


class DecidedLater(CommunityError):
    """The day of the decision is still to come."""


class OwnPost(CommunityError):
    """Nobody asks himself."""


class AskedAlready(CommunityError):
    """He asked about this before, and it is under way."""


class Blocked(CommunityError):
    """The two have nothing to do with each other; told as if the post had ended."""


class NotNow(CommunityError):
    """The exchange stands otherwise by now, or it is not his to do this."""


class ChangedMeanwhile(CommunityError):
    """The other one named other minutes since the page was shown."""


class TooLong(CommunityError):
    """Not a whole number of minutes between 1 and a day."""


class DoneLater(CommunityError):
    """The day is still to come, or before it was asked."""


class NoMediator(CommunityError):
    """He mediates not, or not between these two."""


class Undone(CommunityError):
    """It is undone already, or nothing was counted."""


class AlreadyMediator(CommunityError):
    """He offered it before, or is named already."""


class WrittenAlready(CommunityError):
    """This form was sent before: what it says is there."""
