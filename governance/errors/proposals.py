"""What the proposals of owners refuse."""

from governance.errors.base import GovernanceError


class ProposalClosed(GovernanceError):
    """It was withdrawn, answered or put on an agenda meanwhile."""


class ProposalTooLate(GovernanceError):
    """It was received after ``last_day`` for this ordinary assembly (art. 3.87 §3)."""

    def __init__(self, proposal, last_day):
        super().__init__(proposal)
        self.last_day = last_day


class ReceivedInTheFuture(GovernanceError):
    """A letter is recorded when it has arrived."""


class NotAnOwner(GovernanceError):
    """Only who holds a lot proposes points for the agenda."""
