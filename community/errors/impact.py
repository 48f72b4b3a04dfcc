"""What is refused about the factors of estimates."""

from community.errors.base import CommunityError

__all__ = ["FactorTooEarly", "FactorUnchanged", "FactorWritten", "FactorWrong"]


class FactorTooEarly(CommunityError):
    """It would hold in a month that is over: that one was told already."""


class FactorUnchanged(CommunityError):
    """This is what holds in that month anyway, from the same source."""


class FactorWrong(CommunityError):
    """A value that cannot be: below 0, or a share above 100 per cent."""


class FactorWritten(CommunityError):
    """The same form was sent before."""
