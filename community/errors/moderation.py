"""What is refused about reports, their answers and appeals."""

from community.errors.base import CommunityError


class ReportedAlready(CommunityError):
    """He has reported it, and the answer is still to come."""


class OnesOwn(CommunityError):
    """Nobody reports what he wrote himself."""


class Answered(CommunityError):
    """Somebody has answered it, perhaps since this very moment."""


class Involved(CommunityError):
    """He wrote it, reported it, or gave the answer that is appealed against."""


class NoAppeal(CommunityError):
    """It stands there, or he has appealed before."""
