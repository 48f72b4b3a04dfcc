"""What tenders and their quotes refuse."""

from governance.errors.base import GovernanceError


class TenderGone(GovernanceError):
    """The tender was deleted meanwhile."""


class TenderSettled(GovernanceError):
    """A quote is chosen, or none is taken: that is taken back first."""


class NotSettled(GovernanceError):
    """There is nothing to take back."""


class StillOpen(GovernanceError):
    """Nobody is convened with it: it can be changed as it is."""


class NotCalledOff(GovernanceError):
    """The assembly to which owners were convened with it is held, or was."""


class ItemTaken(GovernanceError):
    """The point has a tender already."""


class NoVoteOnItem(GovernanceError):
    """Nothing is decided on this point: quotes do not belong to it."""


class QuoteGone(GovernanceError):
    """The quote was removed meanwhile."""


class SupplierQuoted(GovernanceError):
    """The supplier has a quote in this tender already."""


class NothingToCompare(GovernanceError):
    """There is no quote yet."""


class ReasonMissing(GovernanceError):
    """Not to take the cheapest quote, or none, needs a reason."""
