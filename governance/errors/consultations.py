"""What a consultation refuses."""

from governance.errors.base import GovernanceError


class ConsultationClosed(GovernanceError):
    """Nothing is answered any more."""


class ClosesTooEarly(GovernanceError):
    """Nobody would have a day to answer."""


class NoRealChoice(GovernanceError):
    """There are fewer than two answers, too many, or twice the same one."""


class NotAnOption(GovernanceError):
    """What was chosen is none of the answers, or too many of them."""


class NotAsked(GovernanceError):
    """Somebody else answers for these lots, or nobody may."""
