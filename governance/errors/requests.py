"""What a request for an assembly refuses."""

from governance.errors.base import GovernanceError


class NotASigner(GovernanceError):
    """Only who represents lots of today signs for them."""


class SignedBefore(GovernanceError):
    """These lots have signed."""


class NotSigned(GovernanceError):
    """These lots have not signed, or took it back."""


class RequestClosed(GovernanceError):
    """It was posted or withdrawn: nothing is signed any more."""


class OthersSigned(GovernanceError):
    """Others stand behind it by now: who began it takes only his own signature back."""


class NotEnoughShares(GovernanceError):
    """Those who sign have less than a fifth of the shares (art. 3.87 §2): ``support``."""

    def __init__(self, request, support):
        super().__init__(request)
        self.support = support


class WrongDay(GovernanceError):
    """In the future, or before what comes before it."""


class NotPosted(GovernanceError):
    """No letter was sent: the syndic received none."""


class ReceivedBefore(GovernanceError):
    """The day of its receipt is known."""


class ProofNeeded(GovernanceError):
    """An owner shows when it was received: with the receipt of the post."""


class NotReceived(GovernanceError):
    """The syndic has not received it."""


class DraftMade(GovernanceError):
    """The assembly is being prepared already."""


class Requested(GovernanceError):
    """Owners asked for this assembly: the syndic cannot refuse it (art. 3.87 §2)."""
