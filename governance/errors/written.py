"""What a written decision refuses."""

from governance.errors.base import GovernanceError


class NeedsDeed(GovernanceError):
    """This subject needs an authentic deed: owners cannot decide on it by letter."""

    def __init__(self, subject, deed):
        super().__init__(subject, deed)
        self.deed = deed


class NothingDecided(GovernanceError):
    """No decision is taken on this subject."""


class NoCandidate(GovernanceError):
    """All agree to one person: an election in writing names him."""


class WrittenGone(GovernanceError):
    """The draft was deleted meanwhile."""


class WrittenSent(GovernanceError):
    """Owners answer the text that was sent: it does not change any more."""


class NotSentYet(GovernanceError):
    """It is a draft: nobody was asked."""


class WrittenEnded(GovernanceError):
    """The outcome is known: nothing is answered any more."""


class UntilPassed(GovernanceError):
    """The last day to answer has passed, or leaves no day to answer."""


class AnsweredAlready(GovernanceError):
    """An answer is given once."""


class NotTheRepresentative(GovernanceError):
    """Somebody else answers for these lots, or nobody may."""


class NoLotNow(GovernanceError):
    """The holding has no lot today: whoever bought answers."""


class SignedOnWrongDay(GovernanceError):
    """Before it was sent, or in the future."""


class MinutesDrawn(GovernanceError):
    """The minutes were drawn up before."""


class NotEndedYet(GovernanceError):
    """It waits for answers: there is nothing to draw up."""
