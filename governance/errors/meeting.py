"""What the roll and the log of a meeting refuse."""

from governance.errors.base import GovernanceError


class NotConvened(GovernanceError):
    """Nobody was convened, or the assembly was called off."""


class TooEarly(GovernanceError):
    """The roll is that of the day of the meeting, and that day has not come."""


class RollTaken(GovernanceError):
    """The list of voters is frozen already."""


class NoRoll(GovernanceError):
    """The attendance list is not open yet."""


class SharesIncomplete(GovernanceError):
    """The lots do not add up to the deed, or one with shares has no holder."""


class EventRefused(GovernanceError):
    """The event cannot follow on those before it: ``code`` of meeting/events.py."""

    def __init__(self, code):
        super().__init__(code)
        self.code = code


class NotYourVote(GovernanceError):
    """Somebody else votes for this lot now, or nobody may."""


class NotFromAfar(GovernanceError):
    """The convocation does not provide for taking part from afar (art. 3.87 §1)."""


class NothingChosen(GovernanceError):
    """No ballot was filled in."""


class WrongSlips(GovernanceError):
    """The box does not hold one slip of the right votes for each who put one in."""


class NothingToPrint(GovernanceError):
    """No slip of paper would keep the ballot of its writer secret."""
