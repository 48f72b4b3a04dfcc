"""What giving a proxy, or taking it back, refuses."""

from governance.errors.base import GovernanceError


class NotTheVoter(GovernanceError):
    """Somebody else votes for this holding: its representative gives its proxy."""


class VoteSuspended(GovernanceError):
    """Several holders have named nobody: nobody votes for the lots (art. 3.87 §1)."""


class SelfProxy(GovernanceError):
    """Who votes for the holding himself needs no proxy for it."""


class HolderIsSyndic(GovernanceError):
    """The syndic and his people cannot hold a proxy (art. 3.87 §7)."""


class ProxyGiven(GovernanceError):
    """A proxy of this holding stands already."""


class ProxyGone(GovernanceError):
    """It was withdrawn before."""


class NothingToVote(GovernanceError):
    """The holding has no lot in the list of voters."""


class MeetingOver(GovernanceError):
    """The meeting has ended: nothing is added any more."""
